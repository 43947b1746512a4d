package encryptedchat.crypto.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.FixedRandom;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

    @Test
    void secretDoesNotChangeWithTheArrayItCameFrom() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(bytes);
        bytes[0] = 9;
        assertThat(secret.exposeBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void secretDoesNotChangeWithTheArrayItGaveOut() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
        secret.exposeBytes()[0] = 9;
        assertThat(secret.exposeBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void randomSecretIsWhatTheRandomGave() {
        assertThat(SecretBytes.random(3, new FixedRandom((byte) 7, (byte) 8, (byte) 9))
                        .exposeBytes())
                .containsExactly(7, 8, 9);
    }

    @Test
    void secretsAreEqualWhenAllTheirBytesAre() {
        assertThat(SecretBytes.copyOf(new byte[] {1, 2}))
                .isEqualTo(SecretBytes.copyOf(new byte[] {1, 2}))
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 3}))
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1}))
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 2, 0}))
                .isNotEqualTo(new byte[] {1, 2});
    }

    @Test
    void hashCodeSaysNothingAboutTheContent() {
        assertThat(SecretBytes.copyOf(new byte[] {1, 2})).hasSameHashCodeAs(SecretBytes.copyOf(new byte[] {3, 4}));
    }
}

package encryptedchat.crypto.level.classic;

import static encryptedchat.crypto.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicKeyExchangeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void bobGetsTheSecretThatAliceMade() throws Exception {
        SecretBytes masterSecret = ClassicKeyExchange.newMasterSecret(RANDOM, Steps.SILENT);
        byte[] encrypted = encryptToBob(masterSecret);
        assertThat(encrypted).hasSize(512);
        assertThat(ClassicKeyExchange.decrypt(encrypted, TestKeys.BOB, Steps.SILENT))
                .isEqualTo(masterSecret);
    }

    @Test
    void masterSecretIs32BytesOfTheGivenRandom() {
        byte[] bytes = "32 bytes that are as good as any".getBytes(US_ASCII);
        assertThat(ClassicKeyExchange.newMasterSecret(new FixedRandom(bytes), Steps.SILENT)
                        .exposeBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void secretOfAnotherLengthIsRefused(int length) {
        byte[] encrypted = encryptToBob(SecretBytes.copyOf(new byte[length]));
        assertRejected(Reason.MALFORMED, () -> ClassicKeyExchange.decrypt(encrypted, TestKeys.BOB, Steps.SILENT));
    }

    @Test
    void ciphertextOfAnotherLengthIsRefused() {
        byte[] encrypted = encryptToBob(SecretBytes.copyOf(new byte[32]));
        assertRejected(
                Reason.MALFORMED,
                () -> ClassicKeyExchange.decrypt(Arrays.copyOf(encrypted, 511), TestKeys.BOB, Steps.SILENT));
    }

    @Test
    void secretForSomebodyElseIsRefused() {
        byte[] encrypted = encryptToBob(SecretBytes.copyOf(new byte[32]));
        assertRejected(Reason.NOT_AUTHENTIC, () -> ClassicKeyExchange.decrypt(encrypted, TestKeys.OTHER, Steps.SILENT));
    }

    @Test
    void anybodyCanSendBobASecret_theLessonOfThisLevel() throws Exception {
        SecretBytes mallorysSecret = SecretBytes.random(32, RANDOM);
        assertThat(ClassicKeyExchange.decrypt(encryptToBob(mallorysSecret), TestKeys.BOB, Steps.SILENT))
                .isEqualTo(mallorysSecret);
    }

    private static byte[] encryptToBob(SecretBytes masterSecret) {
        return ClassicKeyExchange.encrypt(masterSecret, TestKeys.BOB.publicKey(), RANDOM, Steps.SILENT);
    }
}

package encryptedchat.crypto.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.primitive.PassphraseKey.Cost;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseKeyTest {
    private static final byte[] SALT = filled(16, 2);
    private static final SecretBytes PASSPHRASE = SecretBytes.copyOf("correct horse".getBytes(UTF_8));
    private static final Cost CHEAP = new Cost(32, 3, 4);

    /** RFC 9106 section 5.3. */
    @Test
    void knownAnswer() {
        SecretBytes key = PassphraseKey.argon2id(
                SecretBytes.copyOf(filled(32, 1)), SALT, filled(8, 3), filled(12, 4), new Cost(32, 3, 4));

        assertThat(HexFormat.of().formatHex(key.exposeBytes()))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void recommendedCostIsTheSecondOptionOfTheRfc() {
        assertThat(Cost.RECOMMENDED).isEqualTo(new Cost(65_536, 3, 4));
        assertThat(PassphraseKey.argon2id(PASSPHRASE, SALT, Cost.RECOMMENDED).length())
                .isEqualTo(AesGcm.KEY_BYTES);
    }

    @Test
    void everyInputMatters() {
        SecretBytes key = PassphraseKey.argon2id(PASSPHRASE, SALT, CHEAP);

        assertThat(PassphraseKey.argon2id(PASSPHRASE, SALT, CHEAP)).isEqualTo(key);
        assertThat(PassphraseKey.argon2id(SecretBytes.copyOf(new byte[0]), SALT, CHEAP))
                .isNotEqualTo(key);
        assertThat(PassphraseKey.argon2id(PASSPHRASE, filled(16, 3), CHEAP)).isNotEqualTo(key);
        assertThat(PassphraseKey.argon2id(PASSPHRASE, SALT, new Cost(40, 3, 4))).isNotEqualTo(key);
        assertThat(PassphraseKey.argon2id(PASSPHRASE, SALT, new Cost(32, 2, 4))).isNotEqualTo(key);
        assertThat(PassphraseKey.argon2id(PASSPHRASE, SALT, new Cost(32, 3, 3))).isNotEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 15, 17})
    void saltHas16Bytes(int length) {
        assertThatThrownBy(() -> PassphraseKey.argon2id(PASSPHRASE, new byte[length], CHEAP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "31, 3, 4",
        "262145, 3, 4",
        "2147483647, 3, 4",
        "-1, 3, 4",
        "32, 0, 4",
        "32, 17, 4",
        "32, 2147483647, 4",
        "32, 3, 0",
        "4096, 3, 17",
        "32, 3, -1",
        "32, 3, 1073741824"
    })
    void costIsBounded(int memoryKib, int iterations, int parallelism) {
        assertThatThrownBy(() -> new Cost(memoryKib, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

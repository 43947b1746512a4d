package encryptedchat.crypto.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HkdfTest {
    private static final byte[] NONE = {};
    private static final SecretBytes SECRET = SecretBytes.copyOf(new byte[32]);

    /** RFC 5869 appendix A.1: basic test case. */
    @Test
    void knownAnswerA1() {
        assertGives(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                "000102030405060708090a0b0c",
                "f0f1f2f3f4f5f6f7f8f9");
    }

    /** RFC 5869 appendix A.2: longer inputs and output. */
    @Test
    void knownAnswerA2() {
        assertGives(
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
                        + "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
                "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
                        + "909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
                "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
                        + "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    }

    /** RFC 5869 appendix A.3: no salt, no info. */
    @Test
    void knownAnswerA3() {
        assertGives(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                "",
                "");
    }

    @Test
    void noSaltIs32ZeroBytes() {
        assertThat(Hkdf.sha256(SECRET, NONE, NONE, 32)).isEqualTo(Hkdf.sha256(SECRET, new byte[32], NONE, 32));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 8159, 8160})
    void outputHasTheLengthThatWasAskedFor(int length) {
        assertThat(Hkdf.sha256(SECRET, NONE, NONE, length).length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 8161, Integer.MAX_VALUE})
    void outputOfAnotherLengthCannotBeAskedFor(int length) {
        assertThatThrownBy(() -> Hkdf.sha256(SECRET, NONE, NONE, length)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherLabelSaltOrSecretGivesAnotherKey() {
        SecretBytes key = Hkdf.sha256(SECRET, NONE, new byte[] {'a'}, 32);
        assertThat(Hkdf.sha256(SECRET, NONE, new byte[] {'a'}, 32)).isEqualTo(key);
        assertThat(Hkdf.sha256(SECRET, NONE, new byte[] {'b'}, 32)).isNotEqualTo(key);
        assertThat(Hkdf.sha256(SECRET, NONE, new byte[] {'a', 0}, 32)).isNotEqualTo(key);
        assertThat(Hkdf.sha256(SECRET, new byte[] {1}, new byte[] {'a'}, 32)).isNotEqualTo(key);
        assertThat(Hkdf.sha256(SecretBytes.copyOf(new byte[31]), NONE, new byte[] {'a'}, 32))
                .isNotEqualTo(key);
    }

    private static void assertGives(String output, String inputKeyMaterial, String salt, String info) {
        HexFormat hex = HexFormat.of();
        byte[] expected = hex.parseHex(output);
        SecretBytes secret = SecretBytes.copyOf(hex.parseHex(inputKeyMaterial));
        assertThat(Hkdf.sha256(secret, hex.parseHex(salt), hex.parseHex(info), expected.length)
                        .exposeBytes())
                .isEqualTo(expected);
    }
}

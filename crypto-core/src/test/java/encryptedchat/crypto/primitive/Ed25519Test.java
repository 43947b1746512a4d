package encryptedchat.crypto.primitive;

import static encryptedchat.crypto.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
    private static final SecretBytes SEED = SecretBytes.copyOf(new byte[32]);
    private static final byte[] MESSAGE = "what is signed".getBytes(US_ASCII);

    /** RFC 8032 section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    # seed, public key, message, signature
                    9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, \
                    d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', \
                    e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
                    5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
                    4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, \
                    3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, \
                    92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                    085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
                    c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, \
                    fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, \
                    6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
                    18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
                    """)
    void knownAnswersOfTheRfc(String seed, String publicKey, String message, String signature) throws Exception {
        HexFormat hex = HexFormat.of();
        SecretBytes privateKey = SecretBytes.copyOf(hex.parseHex(seed));
        assertThat(Ed25519.publicKey(privateKey)).isEqualTo(hex.parseHex(publicKey));
        assertThat(Ed25519.sign(privateKey, hex.parseHex(message))).isEqualTo(hex.parseHex(signature));
        Ed25519.verify(hex.parseHex(publicKey), hex.parseHex(message), hex.parseHex(signature));
    }

    @Test
    void anyFlippedBitIsRefused() {
        byte[] publicKey = Ed25519.publicKey(SEED);
        byte[] signature = Ed25519.sign(SEED, MESSAGE);
        assertThatCode(() -> Ed25519.verify(publicKey, MESSAGE, signature)).doesNotThrowAnyException();
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            byte[] changed = Bits.flip(signature, bit);
            assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.verify(publicKey, MESSAGE, changed));
        }
        for (int bit = 0; bit < MESSAGE.length * Byte.SIZE; bit++) {
            byte[] changed = Bits.flip(MESSAGE, bit);
            assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.verify(publicKey, changed, signature));
        }
        for (int bit = 0; bit < publicKey.length * Byte.SIZE; bit++) {
            byte[] changed = Bits.flip(publicKey, bit);
            assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.verify(changed, MESSAGE, signature));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 63, 65, 128})
    void signatureOfAnotherLengthIsRefused(int length) {
        byte[] changed = Arrays.copyOf(Ed25519.sign(SEED, MESSAGE), length);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.verify(Ed25519.publicKey(SEED), MESSAGE, changed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void publicKeyOfAnotherLengthIsRefused(int length) {
        byte[] changed = Arrays.copyOf(Ed25519.publicKey(SEED), length);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.checkPublicKey(changed));
    }

    /** The eight points whose order divides 8, and the other encodings that some of them have. No other key has two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void pointOfSmallOrderIsNoPublicKey(String hex) {
        byte[] smallOrder = HexFormat.of().parseHex(hex);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.checkPublicKey(smallOrder));
    }

    /** With the neutral point as key, the signature (neutral point, 0) would be good for every message. */
    @Test
    void signatureThatEverybodyCanMakeIsRefused() {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] signature = Arrays.copyOf(neutral, 64);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.verify(neutral, MESSAGE, signature));
    }

    /** The base point of RFC 8032 is a key; the sum of it and the point of order 2, (-x, -y), is not. */
    @Test
    void pointWithAPartOfSmallOrderIsNoPublicKey() throws Exception {
        byte[] basePoint = HexFormat.of().parseHex("58" + "66".repeat(31));
        byte[] mixed = HexFormat.of().parseHex("95" + "99".repeat(31));
        Ed25519.checkPublicKey(basePoint);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Ed25519.checkPublicKey(mixed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void seedOfAnotherLengthIsAMistakeOfTheCaller(int length) {
        SecretBytes seed = SecretBytes.copyOf(new byte[length]);
        assertThatThrownBy(() -> Ed25519.publicKey(seed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ed25519.sign(seed, MESSAGE)).isInstanceOf(IllegalArgumentException.class);
    }
}

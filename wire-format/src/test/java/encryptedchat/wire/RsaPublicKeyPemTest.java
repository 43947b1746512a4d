package encryptedchat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaPublicKeyPemTest {
    private static final String PEM = TestResources.pem("rsa-4096");

    // Where in its DER the low bytes of the lengths are, from the outermost frame to the innermost, and the modulus.
    private static final int INFO_LENGTH = 3;
    private static final int BIT_STRING_LENGTH = 22;
    private static final int KEY_LENGTH = 27;
    private static final int MODULUS_LENGTH = 31;
    private static final int MODULUS = 32;

    @Test
    void keyThatOpensslWroteRoundTrips() throws Exception {
        String base64 = Base64Text.encode(PEM.getBytes(UTF_8));
        RSAPublicKey key = RsaPublicKeyPem.decodeBase64("public_key_pem_b64", base64);
        assertThat(key.getModulus().bitLength()).isEqualTo(4096);
        assertThat(key.getPublicExponent()).isEqualTo(BigInteger.valueOf(65537));
        assertThat(RsaPublicKeyPem.encodeBase64(key)).isEqualTo(base64);
    }

    @Test
    void linesMayEndWithCrLf() throws Exception {
        assertThat(read(PEM.replace("\n", "\r\n"))).isEqualTo(read(PEM));
    }

    /** Short, or with an exponent that a forger chose, or of another kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused-rsa-2048",
                "refused-rsa-4096-exponent-3",
                "refused-rsa-4096-exponent-1",
                "refused-ec-p256"
            })
    void anotherKeyIsRefused(String name) {
        assertRefused(() -> read(TestResources.pem(name)));
    }

    @Test
    void refusalSaysWhatAKeyMustHave() {
        assertThatThrownBy(() -> read(TestResources.pem("refused-rsa-2048")))
                .hasMessageContaining("2048")
                .hasMessageContaining("4096 bits")
                .hasMessageContaining("65537");
    }

    @Test
    void privateKeyLabelIsRefused() {
        assertRefused(() -> read(PEM.replace("PUBLIC", "PRIVATE")));
        assertRefused(() -> read(PEM.replace("PUBLIC", "RSA PUBLIC")));
    }

    @Test
    void textAroundTheKeyIsRefused() {
        assertRefused(() -> read("bob\n" + PEM));
        assertRefused(() -> read(PEM + "bob"));
        assertRefused(() -> read(PEM + PEM));
    }

    @Test
    void pemThatIsNotInBase64IsRefused() {
        assertThatThrownBy(() -> RsaPublicKeyPem.decodeBase64("public_key_pem_b64", PEM))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'public_key_pem_b64'");
    }

    @Test
    void bytesThatAreNotTextAreRefused() {
        assertThatThrownBy(() -> RsaPublicKeyPem.decodeBase64("public_key_pem_b64", "/w=="))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'public_key_pem_b64'");
    }

    @Test
    void bytesAfterTheKeyAreRefused() throws Exception {
        byte[] der = Pem.decode("PUBLIC KEY", PEM);
        assertRefused(() -> readDer(Arrays.copyOf(der, der.length + 1)));
        assertRefused(() -> readDer(concatenate(der, der)));
        assertRefused(() -> readDer(Arrays.copyOf(der, der.length - 1)));
        assertRefused(() -> readDer(new byte[1]));
    }

    /** The frames say that they are two bytes longer, and are: the key in them is whole, the two bytes nobody reads. */
    @Test
    void bytesBetweenTheKeyAndItsFrameAreRefused() throws Exception {
        byte[] der = Pem.decode("PUBLIC KEY", PEM);
        byte[] longer = concatenate(der, new byte[] {5, 0});
        longer[INFO_LENGTH] += (byte) 2;
        longer[BIT_STRING_LENGTH] += (byte) 2;
        assertRefused(() -> readDer(longer));
    }

    /** A modulus has one form (X.690 section 8.3.2): without its zero byte it is negative, a second one is too many. */
    @Test
    void modulusInAnotherFormIsRefused() throws Exception {
        assertThat(readDer(withZerosBeforeModulus(1))).isEqualTo(read(PEM));
        assertRefused(() -> readDer(withZerosBeforeModulus(0)));
        assertRefused(() -> readDer(withZerosBeforeModulus(2)));
    }

    /** Each byte before the modulus set to each value: a key, or the one exception that says no. */
    @Test
    void brokenDerIsRefusedWithThisExceptionAndNoOther() throws Exception {
        byte[] der = Pem.decode("PUBLIC KEY", PEM);
        for (int i = 0; i < MODULUS; i++) {
            for (int value = 0; value < 256; value++) {
                byte[] broken = der.clone();
                broken[i] = (byte) value;
                if (broken[i] != der[i]) {
                    assertRefused(() -> readDer(broken));
                }
            }
        }
    }

    private static byte[] withZerosBeforeModulus(int zeros) throws WireFormatException {
        byte[] der = Pem.decode("PUBLIC KEY", PEM);
        for (int length : new int[] {INFO_LENGTH, BIT_STRING_LENGTH, KEY_LENGTH, MODULUS_LENGTH}) {
            der[length] += (byte) (zeros - 1);
        }
        byte[] start = Arrays.copyOf(der, MODULUS + zeros);
        Arrays.fill(start, MODULUS, start.length, (byte) 0);
        return concatenate(start, Arrays.copyOfRange(der, MODULUS + 1, der.length));
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static RSAPublicKey readDer(byte[] der) throws WireFormatException {
        return read(Pem.encode("PUBLIC KEY", der));
    }

    private static RSAPublicKey read(String pem) throws WireFormatException {
        return RsaPublicKeyPem.decodeBase64("public_key_pem_b64", Base64Text.encode(pem.getBytes(UTF_8)));
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(WireFormatException.class);
    }
}

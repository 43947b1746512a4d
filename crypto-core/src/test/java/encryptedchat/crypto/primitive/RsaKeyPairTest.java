package encryptedchat.crypto.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.TestKeys;
import encryptedchat.wire.Pem;
import encryptedchat.wire.WireFormatException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeyPairTest {

    /** The only test that makes a pair, because it takes a second or several; the others read one from a file. */
    @Test
    @Tag("slow")
    void newPairHas4096BitsAndWorks() throws Exception {
        SecureRandom random = new SecureRandom();
        RsaKeyPair pair = RsaKeyPair.generate(random);
        assertThat(pair.publicKey().getModulus().bitLength()).isEqualTo(4096);
        assertThat(pair.publicKey().getPublicExponent()).isEqualTo(BigInteger.valueOf(65537));

        byte[] ciphertext = RsaOaep.encrypt(new byte[32], pair.publicKey(), random);
        RsaKeyPair readAgain = RsaKeyPair.fromPrivateKeyPem(pair.exposePrivateKeyPem());
        assertThat(RsaOaep.decrypt(ciphertext, readAgain).exposeBytes()).isEqualTo(new byte[32]);
    }

    @Test
    void pairThatOpensslMadeIsWrittenTheSameAgain() {
        assertThat(TestKeys.BOB.exposePrivateKeyPem()).isEqualTo(TestKeys.text("bob-rsa-4096.pem"));
    }

    @Test
    void publicKeyComesOutOfThePrivateKey() throws Exception {
        RsaKeyPair readAgain = RsaKeyPair.fromPrivateKeyPem(TestKeys.BOB.exposePrivateKeyPem());
        assertThat(readAgain.publicKey()).isEqualTo(TestKeys.BOB.publicKey()).isNotEqualTo(TestKeys.OTHER.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused-rsa-2048.pem", "refused-rsa-4096-exponent-3.pem", "refused-ec-p256.pem"})
    void anotherKeyIsRefused(String name) {
        assertThatThrownBy(() -> RsaKeyPair.fromPrivateKeyPem(TestKeys.text(name)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("4096 bits")
                .hasMessageContaining("65537");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob",
                "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n", // an empty sequence
                "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n",
            })
    void garbageIsRefused(String text) {
        assertThatThrownBy(() -> RsaKeyPair.fromPrivateKeyPem(text)).isInstanceOf(WireFormatException.class);
    }

    @Test
    void anotherLabelIsRefused() {
        String pem = TestKeys.text("bob-rsa-4096.pem");
        for (String label : new String[] {"RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY"}) {
            assertThatThrownBy(() -> RsaKeyPair.fromPrivateKeyPem(pem.replace("PRIVATE KEY", label)))
                    .isInstanceOf(WireFormatException.class);
        }
    }

    /**
     * A file that was cut off, or damaged in the frame around its numbers: refused, with this exception and no other.
     */
    @Test
    void damagedKeyIsRefused() throws Exception {
        byte[] der = Pem.decode("PRIVATE KEY", TestKeys.text("bob-rsa-4096.pem"));
        for (int length = 1; length < der.length; length += 50) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThatThrownBy(() -> RsaKeyPair.fromPrivateKeyPem(Pem.encode("PRIVATE KEY", cut)))
                    .isInstanceOf(WireFormatException.class);
        }
        for (int i = 0; i < 7; i++) {
            byte[] damaged = der.clone();
            damaged[i] ^= 0x55;
            assertThatThrownBy(() -> RsaKeyPair.fromPrivateKeyPem(Pem.encode("PRIVATE KEY", damaged)))
                    .isInstanceOf(WireFormatException.class);
        }
    }
}

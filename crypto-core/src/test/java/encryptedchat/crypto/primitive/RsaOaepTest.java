package encryptedchat.crypto.primitive;

import static encryptedchat.crypto.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A private RSA operation takes around ten milliseconds: hence few tries. */
class RsaOaepTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Property(tries = 25)
    void whatIsEncryptedDecrypts(@ForAll @Size(max = 446) byte[] secret) throws Exception {
        assertDecryptsTo(secret);
    }

    @Example
    void shortestAndLongestPlaintextDecrypt() throws Exception {
        assertDecryptsTo(new byte[0]);
        assertDecryptsTo(new byte[446]);
    }

    @Example
    void longerPlaintextCannotBeEncrypted() {
        assertThatThrownBy(() -> encrypt(new byte[447])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encrypt(new byte[512])).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 25)
    void anyFlippedBitIsRefused(@ForAll @Size(max = 446) byte[] secret, @ForAll @IntRange(max = 4095) int bit) {
        byte[] changed = Bits.flip(encrypt(secret), bit);
        assertRejected(Reason.NOT_AUTHENTIC, () -> RsaOaep.decrypt(changed, TestKeys.BOB));
    }

    @Example
    void ciphertextForAnotherKeyIsRefused() {
        byte[] ciphertext = encrypt(new byte[32]);
        assertRejected(Reason.NOT_AUTHENTIC, () -> RsaOaep.decrypt(ciphertext, TestKeys.OTHER));
    }

    /** Numbers that are no ciphertexts: 0, 1, the modulus itself, and the largest of 512 bytes. */
    @Example
    void numbersThatNoEncryptionGivesAreRefused() {
        byte[] largest = new byte[512];
        Arrays.fill(largest, (byte) 0xff);
        byte[] modulusWithSign = TestKeys.BOB.publicKey().getModulus().toByteArray();
        byte[] modulus = Arrays.copyOfRange(modulusWithSign, 1, 513);
        for (byte[] number : new byte[][] {new byte[512], Bits.flip(new byte[512], 4095), modulus, largest}) {
            assertRejected(Reason.NOT_AUTHENTIC, () -> RsaOaep.decrypt(number, TestKeys.BOB));
        }
    }

    @Example
    void ciphertextOfAnotherLengthIsRefused() {
        byte[] ciphertext = encrypt(new byte[32]);
        for (int length : new int[] {0, 1, 256, 511, 513, 1024}) {
            byte[] resized = Arrays.copyOf(ciphertext, length);
            assertRejected(Reason.MALFORMED, () -> RsaOaep.decrypt(resized, TestKeys.BOB));
        }
    }

    /** A leading zero leaves the number as it is; the text of the wire would have two forms. */
    @Example
    void leadingZeroIsRefused() {
        byte[] longer = new byte[513];
        System.arraycopy(encrypt(new byte[32]), 0, longer, 1, 512);
        assertRejected(Reason.MALFORMED, () -> RsaOaep.decrypt(longer, TestKeys.BOB));
    }

    @Example
    void sameSecretNeverGivesTheSameCiphertext() {
        assertThat(encrypt(new byte[32])).isNotEqualTo(encrypt(new byte[32]));
    }

    private static void assertDecryptsTo(byte[] secret) throws Exception {
        byte[] ciphertext = encrypt(secret);
        assertThat(ciphertext).hasSize(512);
        assertThat(RsaOaep.decrypt(ciphertext, TestKeys.BOB).exposeBytes()).isEqualTo(secret);
    }

    private static byte[] encrypt(byte[] secret) {
        return RsaOaep.encrypt(secret, TestKeys.BOB.publicKey(), RANDOM);
    }
}

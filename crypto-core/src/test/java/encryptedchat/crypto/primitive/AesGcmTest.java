package encryptedchat.crypto.primitive;

import static encryptedchat.crypto.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.Envelope;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AesGcmTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AesGcm CIPHER = new AesGcm(SecretBytes.random(AesGcm.KEY_BYTES, RANDOM), RANDOM);
    private static final byte[] NO_ASSOCIATED_DATA = {};

    @Property(tries = 300)
    void whatIsSealedOpens(@ForAll("plaintexts") byte[] plaintext, @ForAll @Size(max = 300) byte[] associatedData)
            throws Exception {
        Envelope envelope = CIPHER.seal(plaintext, associatedData);
        assertThat(envelope.associatedData()).isEqualTo(associatedData);
        assertThat(envelope.nonce()).hasSize(12);
        assertThat(envelope.ciphertext()).hasSameSizeAs(plaintext);
        assertThat(envelope.tag()).hasSize(16);
        assertThat(CIPHER.open(envelope)).isEqualTo(plaintext);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyFlippedBitIsRefused(
            @ForAll("plaintexts") byte[] plaintext,
            @ForAll @Size(max = 300) byte[] associatedData,
            @ForAll @IntRange(min = 0) int bit) {
        Envelope envelope = CIPHER.seal(plaintext, associatedData);
        Envelope changed = Bits.flip(envelope, bit % Bits.count(envelope));
        assertRejected(Reason.NOT_AUTHENTIC, () -> CIPHER.open(changed));
    }

    @Example
    void eachFlippedBitOfAShortMessageIsRefused() {
        Envelope envelope = CIPHER.seal(new byte[20], new byte[10]);
        assertThat(Bits.count(envelope)).isEqualTo(8 * (10 + 12 + 20 + 16));
        for (int bit = 0; bit < Bits.count(envelope); bit++) {
            Envelope changed = Bits.flip(envelope, bit);
            assertThat(changed).isNotEqualTo(envelope);
            assertRejected(Reason.NOT_AUTHENTIC, () -> CIPHER.open(changed));
        }
    }

    @Property(tries = 50)
    void truncatedOrExtendedCiphertextOrAssociatedDataIsRefused(
            @ForAll @Size(min = 1, max = 100) byte[] bytes, @ForAll @IntRange(max = 200) int length) {
        Envelope envelope = CIPHER.seal(bytes, bytes);
        byte[] resizedData = Arrays.copyOf(bytes, length);
        byte[] resizedText = Arrays.copyOf(envelope.ciphertext(), length);
        if (length != bytes.length) {
            assertRejected(
                    Reason.NOT_AUTHENTIC,
                    () -> CIPHER.open(
                            new Envelope(resizedData, envelope.nonce(), envelope.ciphertext(), envelope.tag())));
            assertRejected(
                    Reason.NOT_AUTHENTIC,
                    () -> CIPHER.open(
                            new Envelope(envelope.associatedData(), envelope.nonce(), resizedText, envelope.tag())));
        }
    }

    @Example
    void nonceOfAnotherLengthIsRefused() {
        Envelope envelope = CIPHER.seal(new byte[20], NO_ASSOCIATED_DATA);
        for (int length = 0; length <= 40; length++) {
            byte[] nonce = Arrays.copyOf(envelope.nonce(), length);
            if (length != 12) {
                assertRejected(
                        Reason.MALFORMED,
                        () -> CIPHER.open(
                                new Envelope(NO_ASSOCIATED_DATA, nonce, envelope.ciphertext(), envelope.tag())));
            }
        }
    }

    /** GCM itself allows tags of 4 to 16 bytes (SP 800-38D section 5.2.1.2); the short ones are easier to guess. */
    @Example
    void tagOfAnotherLengthIsRefused() {
        Envelope envelope = CIPHER.seal(new byte[20], NO_ASSOCIATED_DATA);
        for (int length = 0; length <= 40; length++) {
            byte[] tag = Arrays.copyOf(envelope.tag(), length);
            if (length != 16) {
                assertRejected(
                        Reason.MALFORMED,
                        () -> CIPHER.open(
                                new Envelope(NO_ASSOCIATED_DATA, envelope.nonce(), envelope.ciphertext(), tag)));
            }
        }
    }

    @Property(tries = 50)
    void anotherKeyIsRefused(@ForAll @Size(32) byte[] key, @ForAll @IntRange(max = 255) int bit) {
        AesGcm cipher = new AesGcm(SecretBytes.copyOf(key), RANDOM);
        AesGcm other = new AesGcm(SecretBytes.copyOf(Bits.flip(key, bit)), RANDOM);
        Envelope envelope = cipher.seal(key, NO_ASSOCIATED_DATA);
        assertRejected(Reason.NOT_AUTHENTIC, () -> other.open(envelope));
    }

    @Example
    void keyOfAnotherLengthCannotBeUsed() {
        for (int length = 0; length <= 64; length++) {
            SecretBytes key = SecretBytes.copyOf(new byte[length]);
            if (length != 32) {
                assertThatThrownBy(() -> new AesGcm(key, RANDOM)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Example
    void eachMessageHasItsOwnNonce() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            nonces.add(Arrays.toString(
                    CIPHER.seal(NO_ASSOCIATED_DATA, NO_ASSOCIATED_DATA).nonce()));
        }
        assertThat(nonces).hasSize(10_000);
    }

    @Example
    void nonceIsDrawnFromTheGivenRandom() {
        FixedRandom random = new FixedRandom(new byte[24]);
        AesGcm cipher = new AesGcm(SecretBytes.copyOf(new byte[32]), random);
        assertThat(cipher.seal(NO_ASSOCIATED_DATA, NO_ASSOCIATED_DATA).nonce()).isEqualTo(new byte[12]);
        cipher.seal(NO_ASSOCIATED_DATA, NO_ASSOCIATED_DATA);
        assertThatThrownBy(() -> cipher.seal(NO_ASSOCIATED_DATA, NO_ASSOCIATED_DATA))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Up to 5000 bytes, and sizes around whole and double chunks of the sealing loop. */
    @Provide
    Arbitrary<byte[]> plaintexts() {
        Arbitrary<Integer> atChunkBorders = Arbitraries.of(8191, 8192, 8193, 16383, 16384, 16385, 24576, 100_000);
        return Arbitraries.oneOf(Arbitraries.integers().between(0, 5000), atChunkBorders)
                .flatMap(AesGcmTest::ofLength);
    }

    private static Arbitrary<byte[]> ofLength(int length) {
        return Arbitraries.longs().withoutEdgeCases().map(seed -> {
            byte[] bytes = new byte[length];
            new Random(seed).nextBytes(bytes);
            return bytes;
        });
    }
}

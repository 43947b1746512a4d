package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void envelopesAreEqualWhenAllTheirBytesAre() {
        assertThat(envelope(1, 2, 3, 4))
                .isEqualTo(envelope(1, 2, 3, 4))
                .hasSameHashCodeAs(envelope(1, 2, 3, 4))
                .isNotEqualTo(envelope(0, 2, 3, 4))
                .isNotEqualTo(envelope(1, 0, 3, 4))
                .isNotEqualTo(envelope(1, 2, 0, 4))
                .isNotEqualTo(envelope(1, 2, 3, 0));
    }

    private static Envelope envelope(int associatedData, int nonce, int ciphertext, int tag) {
        return new Envelope(
                new byte[] {(byte) associatedData},
                new byte[] {(byte) nonce},
                new byte[] {(byte) ciphertext},
                new byte[] {(byte) tag});
    }
}

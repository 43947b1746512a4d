package encryptedchat.wire.v1;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.WireFormatException;

/**
 * One sealed message on the wire, at every level from 2 up. What else a level has to say stands in the associated data.
 *
 * @param associatedData Base64
 * @param nonce Base64 of {@value Envelope#NONCE_BYTES} bytes
 * @param ciphertext Base64, at least one byte
 * @param tag Base64 of {@value Envelope#TAG_BYTES} bytes
 */
public record SealedMessage(String associatedData, String nonce, String ciphertext, String tag) {

    public static SealedMessage of(Envelope envelope) {
        return new SealedMessage(
                Base64Text.encode(envelope.associatedData()),
                Base64Text.encode(envelope.nonce()),
                Base64Text.encode(envelope.ciphertext()),
                Base64Text.encode(envelope.tag()));
    }

    /** @throws WireFormatException if a field does not have its form ({@link Envelope#decode}) */
    public Envelope decode() throws WireFormatException {
        return Envelope.decode(associatedData, nonce, ciphertext, tag);
    }
}

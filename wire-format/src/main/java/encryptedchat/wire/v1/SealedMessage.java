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

    /**
     * @throws WireFormatException if a field is not canonical Base64, the ciphertext is empty, or nonce or tag have the
     *     wrong length
     */
    public Envelope decode() throws WireFormatException {
        byte[] ciphertextBytes = Base64Text.decode("ciphertext", ciphertext);
        if (ciphertextBytes.length == 0) {
            throw new WireFormatException("Field 'ciphertext' is empty; an empty message is not sent.");
        }
        return new Envelope(
                Base64Text.decode("associated_data", associatedData),
                Base64Text.decode("nonce", nonce, Envelope.NONCE_BYTES),
                ciphertextBytes,
                Base64Text.decode("tag", tag, Envelope.TAG_BYTES));
    }
}

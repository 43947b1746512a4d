package encryptedchat.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One sealed message: what AES-256-GCM needs to open it again, apart from the key. All of it is visible to whoever
 * carries it.
 *
 * @param associatedData bytes that are authenticated with the message but not encrypted; may be empty
 * @param nonce {@value #NONCE_BYTES} bytes, never used twice with one key (SP 800-38D section 8)
 * @param ciphertext as many bytes as the text has in UTF-8
 * @param tag {@value #TAG_BYTES} bytes that prove that neither ciphertext nor associated data was changed
 */
// The arrays are not copied: an envelope is made, carried and opened once, and refused if anything changed it.
@SuppressWarnings("ArrayRecordComponent")
public record Envelope(byte[] associatedData, byte[] nonce, byte[] ciphertext, byte[] tag) {
    public static final int NONCE_BYTES = 12;
    public static final int TAG_BYTES = 16;

    /**
     * Reads the four fields as both levels have them on the wire, each in Base64.
     *
     * @throws WireFormatException if a field is not canonical Base64, the ciphertext is empty, or nonce or tag have the
     *     wrong length
     */
    public static Envelope decode(String associatedData, String nonce, String ciphertext, String tag)
            throws WireFormatException {
        byte[] ciphertextBytes = Base64Text.decode("ciphertext", ciphertext);
        if (ciphertextBytes.length == 0) {
            throw new WireFormatException("Field 'ciphertext' is empty; an empty message is not sent.");
        }
        return new Envelope(
                Base64Text.decode("associated_data", associatedData),
                Base64Text.decode("nonce", nonce, NONCE_BYTES),
                ciphertextBytes,
                Base64Text.decode("tag", tag, TAG_BYTES));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Envelope that
                && Arrays.equals(associatedData, that.associatedData)
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(ciphertext, that.ciphertext)
                && Arrays.equals(tag, that.tag);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tag);
    }
}

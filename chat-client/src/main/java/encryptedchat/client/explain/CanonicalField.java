package encryptedchat.client.explain;

import encryptedchat.client.explain.Guide.Form;
import encryptedchat.client.terminal.TextRules;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.nio.ByteBuffer;

/**
 * One field of canonical bytes.
 *
 * @param label of these bytes
 * @param name what its level calls it
 * @param words the text or the number that the bytes are, or nothing if they are neither
 */
// The array is not copied: it was read for this record, and is only shown.
@SuppressWarnings("ArrayRecordComponent")
public record CanonicalField(String label, String name, Form form, byte[] bytes, String words) {
    static CanonicalField of(String label, String name, Form form, byte[] bytes) {
        return new CanonicalField(label, name, form, bytes, form == Form.BASE64 ? "" : words(bytes));
    }

    private static String words(byte[] bytes) {
        try {
            String text = Utf8.decode("The field", bytes);
            if (TextRules.printable(text).equals(text)) {
                return text;
            }
        } catch (WireFormatException notText) {
            // Then it may still be a number.
        }
        boolean isNumber = bytes.length == Long.BYTES && bytes[0] >= 0;
        return isNumber ? Long.toString(ByteBuffer.wrap(bytes).getLong()) : "";
    }
}

package encryptedchat.wire;

import java.util.Base64;

/**
 * Bytes as Base64 text: the standard alphabet with padding (RFC 4648 section 4), canonical.
 *
 * <p>Canonical means that each sequence of bytes has exactly one text: no line breaks, no missing padding, and no stray
 * bits in the last character (RFC 4648 section 3.5). Otherwise somebody on the way could change the text without
 * changing the bytes, and two copies of one message would not compare as equal.
 */
public final class Base64Text {
    private Base64Text() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * @param field the name of the field, for the error message
     * @throws WireFormatException if the text is not canonical Base64
     */
    public static byte[] decode(String field, String text) throws WireFormatException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, in the same words as for text that is Base64 but not canonical.
        }
        throw new WireFormatException(
                "Field '" + field + "' is not canonical Base64 (RFC 4648 section 4, with padding).");
    }

    /**
     * @param length the length that the bytes must have, in bytes
     * @throws WireFormatException if the text is not canonical Base64 or holds another number of bytes
     */
    public static byte[] decode(String field, String text, int length) throws WireFormatException {
        byte[] bytes = decode(field, text);
        if (bytes.length != length) {
            throw new WireFormatException(
                    "Field '" + field + "' holds " + bytes.length + " bytes; it must hold " + length + ".");
        }
        return bytes;
    }
}

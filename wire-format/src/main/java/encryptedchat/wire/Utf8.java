package encryptedchat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Text as UTF-8 (RFC 3629), refusing bytes that are not.
 *
 * <p>Java's own {@code new String(bytes, UTF_8)} puts U+FFFD where bytes are wrong, so that different bytes become the
 * same text. Here such bytes are an error.
 */
public final class Utf8 {
    private Utf8() {}

    /**
     * @param what names the bytes in the error message, such as "The body"
     * @throws WireFormatException if the bytes are not well-formed UTF-8
     */
    public static String decode(String what, byte[] bytes) throws WireFormatException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new WireFormatException(what + " is not UTF-8 text.");
        }
    }

    /** @throws IllegalArgumentException if the text holds half of a surrogate pair, which UTF-8 cannot carry */
    public static byte[] encode(CharSequence text) {
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException loneSurrogate) {
            throw new IllegalArgumentException("text holds half of a surrogate pair", loneSurrogate);
        }
    }
}

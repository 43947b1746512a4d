package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.client.terminal.ChatException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The form of a state file: one line with the SHA-256 of all that follows, so that a file that is cut off, or changed
 * in any bit, is never taken for a whole one. That is against accidents; against people, a passphrase is.
 */
final class StateText {
    private static final String FORMAT = "encrypted-chat state ";
    private static final String VERSION = "2 ";
    private static final String HASH = "sha256 ";
    private static final int FIRST_LINE_BYTES = FORMAT.length() + VERSION.length() + HASH.length() + 64 + 1;

    private StateText() {}

    static byte[] write(byte[] content) {
        byte[] firstLine = firstLine(content);
        byte[] whole = Arrays.copyOf(firstLine, firstLine.length + content.length);
        System.arraycopy(content, 0, whole, firstLine.length, content.length);
        return whole;
    }

    /**
     * @param file for the message
     * @return what follows the first line
     * @throws ChatException if it is not what was written
     */
    static byte[] read(Path file, byte[] whole) throws ChatException {
        byte[] content = Arrays.copyOfRange(whole, Math.min(FIRST_LINE_BYTES, whole.length), whole.length);
        if (Arrays.equals(firstLine(content), Arrays.copyOf(whole, FIRST_LINE_BYTES))) {
            return content;
        }
        String beginning = new String(whole, 0, Math.min(FIRST_LINE_BYTES, whole.length), US_ASCII);
        if (beginning.matches(FORMAT + "(?!" + VERSION + ")[0-9]{1,4} (?s:.*)")) {
            throw new ChatException("The file " + file + " was written by another version of this program, and is left"
                    + " as it is. Use that version, or start over with another --home.");
        }
        throw damaged(file);
    }

    static ChatException damaged(Path file) {
        return new ChatException(
                "The file " + file + " is damaged, and is left as it is. Put a copy of it back if you have"
                        + " one, or start over with another --home.");
    }

    private static byte[] firstLine(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return (FORMAT + VERSION + HASH + HexFormat.of().formatHex(hash) + "\n").getBytes(US_ASCII);
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK has no SHA-256", cannotHappen);
        }
    }
}

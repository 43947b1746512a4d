package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.wire.Sha256;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The form of a state file: one line with the SHA-256 of all that follows, so that a file that is cut off, or changed
 * in any bit, is never taken for a whole one. That is against accidents; against people, a passphrase is.
 */
final class StateText {
    private static final String BEFORE_HASH = "encrypted-chat state 3 sha256 ";
    private static final Pattern ANOTHER_VERSION = Pattern.compile("encrypted-chat state (?!3 )[0-9]{1,4} ");
    private static final int FIRST_LINE_BYTES = BEFORE_HASH.length() + 64 + 1;

    private StateText() {}

    static byte[] write(byte[] content) {
        String firstLine = BEFORE_HASH + HexFormat.of().formatHex(Sha256.hash(content)) + "\n";
        byte[] whole = Arrays.copyOf(firstLine.getBytes(US_ASCII), FIRST_LINE_BYTES + content.length);
        System.arraycopy(content, 0, whole, FIRST_LINE_BYTES, content.length);
        return whole;
    }

    /**
     * @param file for the message
     * @return what follows the first line
     * @throws ChatException if it is not what was written
     */
    static byte[] read(Path file, byte[] whole) throws ChatException {
        byte[] content = Arrays.copyOfRange(whole, Math.min(FIRST_LINE_BYTES, whole.length), whole.length);
        if (Arrays.equals(write(content), whole)) {
            return content;
        }
        if (ANOTHER_VERSION.matcher(new String(whole, ISO_8859_1)).lookingAt()) {
            throw new ChatException("The file " + file + " was written by another version of this program, and is left"
                    + " as it is. Use that version, or start over with another --home.");
        }
        throw damaged(file);
    }

    static ChatException damaged(Path file) {
        return new ChatException("The file " + file + " is damaged, and is left as it is. Put a copy of it back if you"
                + " have one, or start over with another --home.");
    }
}

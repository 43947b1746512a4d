package encryptedchat.wire;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DER bytes between {@code -----BEGIN …-----} and {@code -----END …-----} lines (RFC 7468). */
public final class Pem {
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    /** @return the PEM text as RFC 7468 section 2 has it: lines of 64 characters, each ended by a line feed */
    public static String encode(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /**
     * Reads exactly one PEM block. Lines may be of any length and may end with CR LF; text around the block is refused.
     *
     * @throws WireFormatException if the text is anything but one block with this label
     */
    public static byte[] decode(String label, String text) throws WireFormatException {
        Pattern block =
                Pattern.compile("-----BEGIN " + label + "-----\n([A-Za-z0-9+/=\n]+)\n-----END " + label + "-----\n?");
        Matcher matcher = block.matcher(text.replace("\r\n", "\n"));
        if (!matcher.matches()) {
            throw new WireFormatException("This is not one PEM block with the label '" + label + "'.");
        }
        return Base64Text.decode(label, matcher.group(1).replace("\n", ""));
    }
}

package encryptedchat.wire;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The rule for the ids of messages, prekeys and claims: 16 bytes in hexadecimal, so that nobody draws one twice. */
public final class RandomId {
    public static final int BYTES = 16;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private RandomId() {}

    /** @return a new id */
    public static String draw(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * @param field the name of the field, for the error message
     * @return the same id
     * @throws WireFormatException if it is not 32 lower-case hexadecimal digits
     */
    public static String check(String field, String id) throws WireFormatException {
        if (!FORM.matcher(id).matches()) {
            throw new WireFormatException("Field '" + field + "' is not an id: 32 lower-case hexadecimal digits.");
        }
        return id;
    }
}

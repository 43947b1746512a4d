package encryptedchat.wire;

import java.util.regex.Pattern;

/**
 * The rule for the short words of the protocol that a relay carries without knowing them: levels, and kinds of things.
 */
public final class Word {
    /** In words, for error messages. */
    public static final String RULE = "1 to 32 characters a-z, 0-9 or '-', the first of them a letter";

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private Word() {}

    /**
     * @param field the name of the field, for the error message
     * @return the same word
     * @throws WireFormatException if it does not follow the rule
     */
    public static String check(String field, String word) throws WireFormatException {
        if (!FORM.matcher(word).matches()) {
            throw new WireFormatException("Field '" + field + "' is not a word of the protocol: " + RULE + ".");
        }
        return word;
    }
}

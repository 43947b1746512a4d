package encryptedchat.wire;

import java.util.regex.Pattern;

/** The rule for people's names at a relay. Plain ASCII, so that no two names look alike and none needs escaping. */
public final class PersonName {
    /** In words, for error messages. */
    public static final String RULE =
            "1 to 32 characters a-z, 0-9, '.', '_' or '-', the first of them a letter or a digit";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

    private PersonName() {}

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /**
     * @param field the name of the field, for the error message
     * @return the same name
     * @throws WireFormatException if it does not follow the rule
     */
    public static String check(String field, String name) throws WireFormatException {
        if (!isValid(name)) {
            throw new WireFormatException("Field '" + field + "' is not a name: " + RULE + ".");
        }
        return name;
    }
}

package encryptedchat.classroom;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the fields of a level mean, in a few words beside their values.
 *
 * @param meanings of each field's name, from its value
 */
record Glossary(Map<String, UnaryOperator<String>> meanings) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The value is Base64. */
    static UnaryOperator<String> bytes(String what) {
        return value -> counted(Base64.getDecoder().decode(value).length, "byte") + ", " + what;
    }

    /** The value stands for itself. */
    static UnaryOperator<String> words(String what) {
        return value -> what;
    }

    /** The value is a number of Unix seconds. */
    static UnaryOperator<String> time() {
        return value -> UTC.format(Instant.ofEpochSecond(Long.parseLong(value)));
    }

    /** @return nothing for what explains itself */
    String meaning(Field field) {
        return meanings.getOrDefault(field.name(), value -> "").apply(field.value());
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

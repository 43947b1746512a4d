package encryptedchat.classroom;

import encryptedchat.wire.FieldGuide;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** What the fields of a level are, in a few words beside their values. */
record Glossary(FieldGuide guide, String level) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @return nothing for what explains itself */
    String meaning(Field field) {
        return guide.find(level, field.in(), field.name())
                .map(entry -> meaning(entry, field.value()))
                .orElse("");
    }

    private static String meaning(FieldGuide.Field entry, String value) {
        return switch (entry.form()) {
            case BASE64, PEM, HEADER -> counted(Base64.getDecoder().decode(value).length) + ", " + entry.brief();
            case TIME -> UTC.format(Instant.ofEpochSecond(Long.parseLong(value)));
            case NAME, NUMBER, WORD, ID -> entry.brief();
        };
    }

    private static String counted(int bytes) {
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }
}

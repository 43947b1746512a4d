package encryptedchat.classroom;

import encryptedchat.client.explain.Guide;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** What the fields of a level are, in a few words beside their values. */
record Glossary(Guide guide) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @return nothing for what explains itself */
    String meaning(Field field) {
        return guide.field(field.in(), field.name())
                .map(entry -> meaning(entry, field.value()))
                .orElse("");
    }

    private static String meaning(Guide.Field entry, String value) {
        return switch (entry.form()) {
            case BASE64, TEXT, TEXT_TIME -> counted(Base64.getDecoder().decode(value).length) + ", " + entry.brief();
            case TIME -> UTC.format(Instant.ofEpochSecond(Long.parseLong(value)));
            case PLAIN -> entry.brief();
        };
    }

    private static String counted(int bytes) {
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }
}

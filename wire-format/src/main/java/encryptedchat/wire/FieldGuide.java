package encryptedchat.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What each field on the wire is for, in words for people: who can read it, and who could change it unnoticed. */
public final class FieldGuide {
    /** The file beside this class, in JSON, for whoever shows it elsewhere than in Java. */
    public static final String RESOURCE = "fields.json";

    /** What a field's value is, and how it is shown. */
    public enum Form {
        @JsonProperty("base64")
        BASE64,
        /** Base64 of a PEM text. */
        @JsonProperty("pem")
        PEM,
        /** Base64 of a {@link encryptedchat.wire.authenticated.MessageHeader}. */
        @JsonProperty("header")
        HEADER,
        /** Unix seconds. */
        @JsonProperty("time")
        TIME,
        @JsonProperty("name")
        NAME,
        @JsonProperty("number")
        NUMBER,
        @JsonProperty("word")
        WORD,
        /** Hexadecimal digits. */
        @JsonProperty("id")
        ID
    }

    /**
     * @param in the JSON object that the field stands in, or nothing for any other one
     * @param bytes how many bytes its value has, in words; nothing where that says nothing
     * @param brief a few words beside the value; nothing for what explains itself
     * @param changers who could change it so that nobody notices
     */
    public record Field(
            @JsonProperty(value = "level", required = true) String level,
            @JsonProperty(value = "in", required = true) String in,
            @JsonProperty(value = "name", required = true) String name,
            @JsonProperty(value = "form", required = true) Form form,
            @JsonProperty(value = "bytes", required = true) String bytes,
            @JsonProperty(value = "short", required = true) String brief,
            @JsonProperty(value = "means", required = true) String means,

            @JsonProperty(value = "readers", required = true)
            String readers,

            @JsonProperty(value = "changers", required = true)
            String changers) {}

    private record File(
            @JsonProperty(value = "fields", required = true) List<Field> fields) {}

    private final List<Field> fields;

    private FieldGuide(List<Field> fields) {
        this.fields = fields;
    }

    /** @return the guide that comes with this class */
    public static FieldGuide read() {
        try (InputStream in = FieldGuide.class.getResourceAsStream(RESOURCE)) {
            return new FieldGuide(Json.read(Objects.requireNonNull(in).readAllBytes(), File.class)
                    .fields());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    public List<Field> fields() {
        return fields;
    }

    /** @param in the JSON object that the field stands in; the meaning may depend on it */
    public Optional<Field> find(String level, String in, String name) {
        return exactly(level, in, name).or(() -> exactly(level, "", name));
    }

    private Optional<Field> exactly(String level, String in, String name) {
        return fields.stream()
                .filter(field -> field.level().equals(level)
                        && field.in().equals(in)
                        && field.name().equals(name))
                .findFirst();
    }
}

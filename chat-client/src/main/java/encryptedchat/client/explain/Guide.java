package encryptedchat.client.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What there is to say of a level: its fields, its canonical bytes, its steps and its refusals. It stands in the file
 * of the level, {@code /encryptedchat/levels/NAME.json} on the class path, and, where that says nothing, in the file
 * {@code v1.json}, which all levels share that do not stand alone. A level may do without a file.
 */
public final class Guide {
    private static final String SHARED = "v1";

    /** How a field's value is shown. */
    public enum Form {
        @JsonProperty("base64")
        BASE64,
        /** Base64 of a text. */
        @JsonProperty("text")
        TEXT,
        /** Base64 of Unix seconds in decimal digits. */
        @JsonProperty("text-time")
        TEXT_TIME,
        /** Unix seconds. */
        @JsonProperty("time")
        TIME,
        /** As it stands there. */
        @JsonProperty("plain")
        PLAIN
    }

    /**
     * One field on the wire.
     *
     * @param in the JSON object that it stands in, the kind of mail if that is the body, or the label of canonical
     *     bytes; nothing for any other
     * @param bytes how many bytes its value has, in words; nothing where that says nothing
     * @param brief a few words beside the value; nothing for what explains itself
     * @param changers who could change it so that nobody notices
     */
    public record Field(
            String in,
            String name,
            Form form,
            String bytes,
            @JsonProperty(value = "short", required = true) String brief,
            String means,
            String readers,
            String changers) {}

    /**
     * One step. In each text {@code {peer}} stands for the name of the other one.
     *
     * @param otherwise what could happen without this step
     * @param lacks what this level does not have at this point, or nothing
     */
    record Step(String step, String heading, String done, String standard, String otherwise, String lacks) {}

    /**
     * Something refused. In each text {@code {peer}} stands for the name of the other one.
     *
     * @param reason the name of a {@link Reason}, or nothing for each one without words of its own
     * @param attack who may have done what
     * @param noticed by what it was found out
     */
    record Refusal(String refused, String reason, String heading, String attack, String noticed, String standard) {}

    /**
     * @param alone whether nothing holds here of what the other levels share
     * @param layouts the names of the fields of canonical bytes, by the label that these begin with
     */
    record File(
            String level,

            @JsonProperty("alone") @JsonSetter(nulls = Nulls.SKIP)
            boolean alone,

            List<Field> fields,
            Map<String, List<String>> layouts,
            List<Step> steps,
            List<Refusal> refusals) {}

    private final List<File> files;

    private Guide(List<File> files) {
        this.files = files;
    }

    /** @throws IllegalStateException if a file has another form than the one that belongs there */
    public static Guide of(String level) {
        List<File> files = new ArrayList<>();
        read(level).ifPresent(files::add);
        if (files.stream().noneMatch(File::alone)) {
            read(SHARED).ifPresent(files::add);
        }
        return new Guide(files);
    }

    private static Optional<File> read(String name) {
        String path = "/encryptedchat/levels/" + name + ".json";
        try (InputStream in = Guide.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(Json.read(in.readAllBytes(), File.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException malformed) {
            throw new IllegalStateException(path + ": " + malformed.getMessage(), malformed);
        }
    }

    /** @param in where the field stands; its meaning may depend on it */
    public Optional<Field> field(String in, String name) {
        Predicate<Field> named = field -> field.name().equals(name);
        return first(File::fields, named.and(field -> field.in().equals(in)))
                .or(() -> first(File::fields, named.and(field -> field.in().isEmpty())));
    }

    Optional<Step> step(String step) {
        return first(File::steps, text -> text.step().equals(step));
    }

    Optional<Refusal> refusal(String refused, Reason reason) {
        Predicate<Refusal> ofThis = text -> text.refused().equals(refused);
        return first(File::refusals, ofThis.and(text -> text.reason().equals(reason.name())))
                .or(() -> first(File::refusals, ofThis.and(text -> text.reason().isEmpty())));
    }

    private <T> Optional<T> first(Function<File, List<T>> texts, Predicate<T> wanted) {
        return files.stream().map(texts).flatMap(List::stream).filter(wanted).findFirst();
    }

    /** @return the fields of canonical bytes; none if they are no such bytes, or begin with a label without a layout */
    public List<CanonicalField> readOut(byte[] bytes) {
        try {
            String label = new CanonicalBytes.Reader("label", bytes).text();
            Stream<List<String>> layouts =
                    files.stream().map(File::layouts).flatMap(byLabel -> Stream.ofNullable(byLabel.get(label)));
            CanonicalBytes.Reader fields = new CanonicalBytes.Reader(label, bytes);
            List<CanonicalField> read = new ArrayList<>();
            for (String name : layouts.findFirst().orElse(List.of())) {
                Form form = field(label, name).map(Field::form).orElse(Form.PLAIN);
                read.add(CanonicalField.of(label, name, form, fields.bytes()));
            }
            fields.end();
            return read;
        } catch (WireFormatException otherBytes) {
            return List.of();
        }
    }
}

package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One name with its value in a JSON body, however deep it stands there.
 *
 * @param in the name of the object that it stands in, or nothing for the body itself; of the body of mail, its kind; of
 *     what is read out of canonical bytes, their label
 */
record Field(String in, String name, String value) {
    /** A label has several words, as no name in JSON has. */
    boolean isReadOut() {
        return in.contains(" ");
    }

    /** @return all of them, in their order; an empty body has none */
    static List<Field> allIn(String body) {
        if (body.isEmpty()) {
            return List.of();
        }
        try {
            return allIn("", "", Json.read(body.getBytes(UTF_8), JsonNode.class))
                    .toList();
        } catch (WireFormatException notJson) {
            throw new IllegalStateException("this is not how a relay speaks", notJson);
        }
    }

    private static Stream<Field> allIn(String in, String name, JsonNode json) {
        if (json.isObject()) {
            String kind = json.path("kind").asText();
            return json.properties().stream()
                    .flatMap(inner ->
                            allIn(name, inner.getKey().equals("body") ? kind : inner.getKey(), inner.getValue()));
        }
        return json.isArray()
                ? json.valueStream().flatMap(element -> allIn(in, name, element))
                : Stream.of(new Field(in, name, json.asText()));
    }
}

package encryptedchat.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Objects;

/**
 * One JSON object inside another one, kept character for character as it was written, and still unread: whoever carries
 * it does not have to know what it means.
 *
 * @param text the object, from its first brace to its last
 */
@JsonDeserialize(using = RawJson.Deserializer.class)
public record RawJson(@JsonValue @JsonRawValue String text) {
    /** How deep objects and lists may stand in each other, the outermost one counted. */
    public static final int MAX_DEPTH = 16;

    /** In words, for error messages. */
    static final String RULE = " must be a JSON object, at most " + MAX_DEPTH + " deep.";

    /** @param value a record of the wire format */
    public static RawJson of(Object value) {
        return new RawJson(Json.writeText(value));
    }

    /** @throws WireFormatException if it is not an object of exactly this shape */
    public <T> T read(Class<T> shape) throws WireFormatException {
        return Json.readText(text, shape);
    }

    /** Finds where the object begins and ends in the text that is being read. */
    static final class Deserializer extends StdDeserializer<RawJson> {
        /** The name under which {@link Json} passes on the whole text. */
        static final String WHOLE_TEXT = "whole text";

        private static final long serialVersionUID = 1;

        Deserializer() {
            super(RawJson.class);
        }

        @Override
        public RawJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                context.reportInputMismatch(this, "not an object");
            }
            int begin = offset(parser) - 1;
            for (int depth = 1; depth > 0; ) {
                JsonToken next = parser.nextToken();
                depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    context.reportInputMismatch(this, "too deep");
                }
            }
            String whole = (String) Objects.requireNonNull(context.getAttribute(WHOLE_TEXT));
            return new RawJson(whole.substring(begin, offset(parser)));
        }

        /** @return where the text goes on behind the token that was read last, in characters */
        private static int offset(JsonParser parser) {
            return Math.toIntExact(parser.currentLocation().getCharOffset());
        }
    }
}

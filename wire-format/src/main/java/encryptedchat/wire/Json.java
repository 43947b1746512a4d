package encryptedchat.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) read strictly: UTF-8 only, and no unknown field, no field twice, nothing after the value, no null
 * where a value belongs, no number where a text belongs or the other way round, no fraction where a whole number
 * belongs.
 *
 * <p>The fields of an object are the components of a record, in lower case with underscores, and each must be there
 * unless {@code @JsonProperty} says otherwise.
 */
public final class Json {
    /** More than a full mailbox needs; it bounds the memory that many tiny values would take. */
    private static final long MAX_TOKENS = 2_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            // What a record says of itself, such as isEmpty(), is not one of its fields.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(LogicalType.Textual, Json::refuseOtherTypes)
            .withCoercionConfig(LogicalType.Integer, Json::refuseOtherTypes)
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .annotationIntrospector(new EveryFieldIsRequired())
            .build();

    private Json() {}

    private static final class EveryFieldIsRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            Boolean said = super.hasRequiredMarker(member);
            return said == null || said;
        }
    }

    private static void refuseOtherTypes(MutableCoercionConfig config) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** @return the JSON text of a record, in UTF-8 */
    public static byte[] write(Object value) {
        return Utf8.encode(writeText(value));
    }

    /** @return the JSON text of a record */
    public static String writeText(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException cannotBeWritten) {
            throw new IllegalArgumentException("not a record of the wire format", cannotBeWritten);
        }
    }

    /** @throws WireFormatException if the bytes are not JSON of exactly this shape */
    public static <T> T read(byte[] utf8, Class<T> shape) throws WireFormatException {
        return readText(Utf8.decode("The JSON", utf8), shape);
    }

    /** @throws WireFormatException if the text is not JSON of exactly this shape */
    public static <T> T readText(String text, Class<T> shape) throws WireFormatException {
        try {
            @Nullable
            T value = MAPPER.readerFor(shape)
                    .withAttribute(RawJson.Deserializer.WHOLE_TEXT, text)
                    .readValue(text);
            if (value == null) {
                throw new WireFormatException("The JSON is null; it must be an object.");
            }
            return value;
        } catch (JsonProcessingException notOfThisShape) {
            throw new WireFormatException(explain(notOfThisShape));
        }
    }

    /** @throws WireFormatException if the JSON value is not of exactly this shape */
    public static <T> T read(JsonNode value, Class<T> shape) throws WireFormatException {
        return readText(value.toString(), shape);
    }

    /** Jackson's own messages name Java classes and quote what was sent; these say what the sender has to change. */
    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "Unknown field '" + printable(unknown.getPropertyName()) + "'; the fields are "
                    + unknown.getKnownPropertyIds() + ".";
        }
        if (e instanceof InvalidNullException isNull && isNull.getPropertyName() != null) {
            return "Field '" + isNull.getPropertyName().getSimpleName() + "' is null.";
        }
        boolean isJson =
                e.getCause() instanceof InputCoercionException || !(e.getCause() instanceof StreamReadException);
        if (e instanceof JsonMappingException mapping && isJson) {
            String path = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() == RawJson.class) {
                return (path.isEmpty() ? "The JSON" : "Field '" + printable(path) + "'") + RawJson.RULE;
            }
            return path.isEmpty()
                    ? "The JSON has another shape: it must be one object with the fields of this request."
                    : "Field '" + printable(path) + "' is missing or not of the right type.";
        }
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return "This is not valid JSON, or has a field twice" + where + ".";
    }

    /** A field's name is whatever the sender wrote; an error message repeats only its harmless beginning. */
    private static String printable(String name) {
        String harmless = name.replaceAll("[^\\x20-\\x7e]", "?");
        return harmless.length() <= 40 ? harmless : harmless.substring(0, 40) + "…";
    }
}

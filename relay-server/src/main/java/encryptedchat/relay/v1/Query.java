package encryptedchat.relay.v1;

import encryptedchat.wire.WireFormatException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark, read as strictly as the fields of a body: none unknown, none twice. */
final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param text what is behind the question mark, if there is one
     * @param known the names of all parameters of this operation
     * @throws WireFormatException if a parameter is unknown, there twice, or not {@code name=value}
     */
    static Query of(@Nullable String text, Set<String> known) throws WireFormatException {
        Map<String, String> values = new HashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String parameter : text.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                if (!known.contains(parts[0])) {
                    throw new WireFormatException("The query has an unknown parameter; this operation takes "
                            + (known.isEmpty()
                                    ? "none."
                                    : String.join(", ", known.stream().sorted().toList()) + "."));
                }
                if (parts.length < 2 || values.put(parts[0], decode(parts[1])) != null) {
                    throw new WireFormatException("The parameter '" + parts[0] + "' is there twice, or has no value.");
                }
            }
        }
        return new Query(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws WireFormatException if the parameter is there and is not a whole number within these bounds */
    int number(String name, int least, int most, int otherwise) throws WireFormatException {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new WireFormatException(
                "The parameter '" + name + "' is a whole number from " + least + " to " + most + ".");
    }

    private static String decode(String value) throws WireFormatException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new WireFormatException("The query is not well-formed.");
        }
    }
}

package encryptedchat.relay.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.wire.v1.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the relay says of itself, for tests to hold its answers against. It knows the parts of JSON Schema used there.
 */
final class OpenApiDocument {
    private final JsonNode root;
    private final Map<String, JsonNode> operations = new TreeMap<>();

    OpenApiDocument(JsonNode root) {
        this.root = root;
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }

    JsonNode root() {
        return root;
    }

    /** @return the operations by {@code "GET /v1/people/{name}"} */
    Map<String, JsonNode> operations() {
        return operations;
    }

    /** @param operation such as {@code "GET /v1/people/{name}"} */
    JsonNode operation(String operation) {
        return Objects.requireNonNull(operations.get(operation), operation);
    }

    /** @return what is answered, as {@code "GET /v1/people/{name} 200"}, with the type of a problem behind it */
    String check(String method, String path, Answer answer) {
        String operation = operationOf(method, path);
        JsonNode response = response(operation(operation).path("responses").path(String.valueOf(answer.code())));
        assertThat(response.isObject())
                .as("%s documents %d %s", operation, answer.code(), answer.body())
                .isTrue();
        JsonNode content =
                response.path("content").path(answer.header("Content-Type").orElse(""));
        assertThat(content.isObject())
                .as("%s documents this type for %d: %s", operation, answer.code(), answer.header("Content-Type"))
                .isTrue();
        assertThat(errors(answer.json(), content.path("schema")))
                .as("%s %d %s", operation, answer.code(), answer.body())
                .isEmpty();
        return operation + " " + answer.code()
                + (answer.code() < 400 ? "" : " " + answer.json().path("type").textValue());
    }

    /** @return everything that may be answered, in the form of {@link #check} */
    List<String> answers() {
        List<String> answers = new ArrayList<>();
        operations()
                .forEach((operation, description) -> description
                        .path("responses")
                        .properties()
                        .forEach(response -> {
                            String answer = operation + " " + response.getKey();
                            List<Problem.Kind> kinds = problems(response(response.getValue()));
                            kinds.forEach(kind -> answers.add(answer + " /v1/problems/" + kind.code()));
                            if (kinds.isEmpty()) {
                                answers.add(answer);
                            }
                        }));
        return answers;
    }

    /** @return which problems this answer may hold; none if it is a good one */
    List<Problem.Kind> problems(JsonNode response) {
        return response.at("/content/application~1problem+json/schema/allOf/1/properties/type/enum")
                .valueStream()
                .map(type -> Arrays.stream(Problem.Kind.values())
                        .filter(kind -> type.textValue().equals("/v1/problems/" + kind.code()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no such problem: " + type)))
                .toList();
    }

    /** @return what the document refers to at this place, if it has the answer there */
    JsonNode response(JsonNode reference) {
        return reference.has("$ref") ? resolve(reference.path("$ref").textValue()) : reference;
    }

    private String operationOf(String method, String pathAndQuery) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        return operations().keySet().stream()
                .filter(operation -> (method + " " + path)
                        .matches(operation.replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\.")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not documented: " + method + " " + path));
    }

    List<String> errors(JsonNode value, JsonNode schema) {
        List<String> errors = new ArrayList<>();
        if (schema.has("$ref")) {
            errors.addAll(errors(value, resolve(schema.path("$ref").textValue())));
        }
        schema.path("allOf").forEach(part -> errors.addAll(errors(value, part)));
        if (schema.has("enum") && !schema.path("enum").valueStream().toList().contains(value)) {
            errors.add(value + " is none of " + schema.path("enum"));
        }
        String type = schema.path("type").asText();
        if (value.isTextual() && (type.isEmpty() || type.equals("string"))) {
            checkText(value.textValue(), schema, errors);
        } else if (value.isObject() && (type.isEmpty() || type.equals("object"))) {
            checkObject(value, schema, errors);
        } else if (value.isArray() && type.equals("array")) {
            value.forEach(item -> errors.addAll(errors(item, schema.path("items"))));
        } else if (!type.isEmpty() && !(value.isIntegralNumber() && type.equals("integer"))) {
            errors.add(value + " is not of type " + type);
        }
        return errors;
    }

    private static void checkText(String text, JsonNode schema, List<String> errors) {
        if ((schema.has("pattern") && !text.matches(schema.path("pattern").textValue()))
                || text.length() < schema.path("minLength").asInt(0)
                || text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            errors.add(text + " does not match " + schema);
        }
    }

    private void checkObject(JsonNode object, JsonNode schema, List<String> errors) {
        schema.path("required").forEach(name -> {
            if (!object.has(name.textValue())) {
                errors.add(name + " is missing");
            }
        });
        object.properties().forEach(field -> {
            if (schema.path("properties").has(field.getKey())) {
                errors.addAll(errors(field.getValue(), schema.path("properties").path(field.getKey())));
            } else if (schema.has("additionalProperties")) {
                errors.add(field.getKey() + " is not documented");
            }
        });
    }

    JsonNode resolve(String reference) {
        JsonNode found = root.at(reference.substring(1));
        assertThat(found.isMissingNode()).as(reference).isFalse();
        return found;
    }
}

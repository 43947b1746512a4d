package encryptedchat.relay.v1;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import encryptedchat.relay.v1.Operation.Access;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.http.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code /v1} as an OpenAPI 3.1 document: its paths from the same operations that are served, and the schemas that they
 * name from {@code openapi-components.json}.
 */
final class OpenApi {
    private OpenApi() {}

    /** @return the document, as maps, lists, texts, numbers and truth values */
    static Map<String, Object> describe(List<Operation> operations) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Operation operation : operations) {
            paths.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                    .put(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Relay of the encrypted chat",
                        "version", "1",
                        "description", "Keeps sealed messages until their recipient has them, and can read none."));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> describe(Operation operation) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("summary", operation.summary());
        List<Object> parameters = new ArrayList<>();
        operation.pathParameters().forEach(name -> parameters.add(reference("parameters", name)));
        operation.queryParameters().forEach(name -> parameters.add(reference("parameters", name)));
        if (!parameters.isEmpty()) {
            described.put("parameters", parameters);
        }
        operation
                .body()
                .ifPresent(schema -> described.put(
                        "requestBody",
                        Map.of("required", true, "content", content(ContentType.JSON, reference("schemas", schema)))));
        if (operation.access() != Access.EVERYBODY) {
            described.put("security", List.of(Map.of("token", List.of())));
        }
        described.put("responses", responses(operation));
        return described;
    }

    private static Map<String, Object> responses(Operation operation) {
        Map<String, Object> responses = new TreeMap<>();
        operation
                .answers()
                .forEach((status, schema) -> responses.put(
                        status.toString(),
                        Map.of(
                                "description",
                                schema,
                                "content",
                                content(ContentType.JSON, reference("schemas", schema)))));
        operation.problems().stream()
                .collect(groupingBy(Kind::status))
                .forEach((status, kinds) -> responses.put(status.toString(), problem(kinds)));
        return responses;
    }

    private static Map<String, Object> problem(List<Kind> kinds) {
        List<String> types =
                kinds.stream().map(kind -> Problem.of(kind, "").type()).toList();
        Map<String, Object> schema = Map.of(
                "allOf",
                List.of(reference("schemas", "Problem"), Map.of("properties", Map.of("type", Map.of("enum", types)))));
        return Map.of(
                "description",
                kinds.stream().map(Kind::title).collect(joining("; or: ")),
                "content",
                content(Problem.CONTENT_TYPE, schema));
    }

    private static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    private static Map<String, Object> reference(String section, String name) {
        return Map.of("$ref", "#/components/" + section + "/" + name);
    }

    private static Map<?, ?> components() {
        try (InputStream json = OpenApi.class.getResourceAsStream("openapi-components.json")) {
            return Json.read(Objects.requireNonNull(json).readAllBytes(), Map.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException isAResourceOfOurs) {
            throw new IllegalStateException(isAResourceOfOurs);
        }
    }
}

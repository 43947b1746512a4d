package encryptedchat.relay.v1;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Login;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.People;
import encryptedchat.wire.v1.Prekeys;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.V1;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document, the routes, the wire format and docs/protocol.md say the same. */
@TestInstance(PER_CLASS)
class OpenApiTest {
    private static final Path PROTOCOL = Path.of("..", "docs", "protocol.md");

    private final Relay relay = TestRelays.start(V1Calls.UNHURRIED);
    private final OpenApiDocument document =
            new OpenApiDocument(new Calls(relay).get("/v1/openapi.json").json());

    @AfterAll
    void stop() {
        relay.close();
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedOneIsThere(@TempDir Path folder) throws IOException {
        try (Store store = Store.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT)) {
            V1Routes routes = new V1Routes(store, V1Settings.DEFAULT, Clock.systemUTC(), Runnable::run);
            Javalin server = Javalin.create(config -> routes.addTo(config.routes));

            Set<String> registered = server.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(handler -> handler.endpoint.method + " " + handler.endpoint.path)
                    .filter(route -> !route.startsWith("HEAD "))
                    .collect(toSet());

            assertThat(document.operations().keySet()).isEqualTo(registered);
        }
    }

    @Test
    void protocolListsTheSameOperations() throws IOException {
        Set<String> listed = Pattern.compile("^\\| `((?:GET|PUT|POST) /v1[^`]*)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PROTOCOL))
                .results()
                .map(row -> row.group(1))
                .collect(toSet());

        assertThat(document.operations().keySet()).isEqualTo(listed);
    }

    @Test
    void protocolListsEveryProblem() throws IOException {
        String protocol = Files.readString(PROTOCOL);

        assertThat(Problem.Kind.values())
                .allSatisfy(kind -> assertThat(protocol).containsPattern("\\| .*`" + kind.code() + "`.* \\|"));
    }

    @Test
    void documentIsOpenApi31AndNamesNoHost() {
        assertThat(document.root().path("openapi").textValue()).startsWith("3.1.");
        assertThat(document.root().at("/info/title").isTextual()).isTrue();
        assertThat(document.root().at("/info/version").isTextual()).isTrue();
        assertThat(document.root().has("servers")).isFalse();
        assertThat(document.root().toString()).doesNotContain("://", "127.0.0.1", "localhost");
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        Set<String> references =
                document.root().findValuesAsText("$ref").stream().collect(toSet());

        references.forEach(document::resolve);
        assertThat(references)
                .containsAll(Stream.of("schemas", "parameters", "responses")
                        .flatMap(section -> document.root().at("/components/" + section).properties().stream()
                                .map(component -> "#/components/" + section + "/" + component.getKey()))
                        .toList());
    }

    @Test
    void everyParameterOfAPathIsDescribed() {
        document.operations().forEach((operation, description) -> {
            List<String> described = description
                    .path("parameters")
                    .valueStream()
                    .map(parameter -> document.resolve(parameter.path("$ref").textValue()))
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> "{" + parameter.path("name").textValue() + "}")
                    .toList();
            assertThat(Pattern.compile("\\{\\w+}")
                            .matcher(operation)
                            .results()
                            .map(parameter -> parameter.group())
                            .toList())
                    .isEqualTo(described);
        });
    }

    @Test
    void everyAnswerHasTheStatusOfItsProblemsAndTheirTitles() {
        document.operations()
                .values()
                .forEach(operation -> operation.path("responses").properties().forEach(response -> {
                    JsonNode described = document.response(response.getValue());
                    List<Problem.Kind> kinds = document.problems(described);
                    assertThat(kinds).allSatisfy(kind -> {
                        assertThat(response.getKey()).isEqualTo(String.valueOf(kind.status()));
                        assertThat(described.path("description").textValue()).contains(kind.title());
                    });
                }));
    }

    @Test
    void numbersInTheDocumentAreTheLimits() {
        assertThat(document.root()
                        .at("/components/schemas/Prekey/properties/bytes/maxLength")
                        .intValue())
                .isEqualTo((Prekey.MAX_BYTES + 2) / 3 * 4);
        for (String list : List.of("signed", "one_time")) {
            assertThat(document.root()
                            .at("/components/schemas/PublishedPrekeys/properties/" + list + "/maxItems")
                            .intValue())
                    .isEqualTo(V1.MAX_PREKEYS_AT_ONCE);
        }
        assertThat(document.root()
                        .at("/components/schemas/Supply/properties/one_time_left/maximum")
                        .intValue())
                .isEqualTo(V1.MAX_ONE_TIME_PREKEYS);
    }

    static Stream<Class<?>> bodies() {
        return Stream.of(
                People.Registration.class,
                People.Person.class,
                Login.ChallengeRequest.class,
                Login.Challenge.class,
                Login.TokenRequest.class,
                Login.Token.class,
                Prekey.class,
                PublishedPrekeys.class,
                Prekeys.Supply.class,
                Mail.Content.class,
                Mail.Stored.class,
                Mail.Messages.class,
                Mail.Waiting.class,
                Mail.Acknowledgement.class,
                Mail.Acknowledged.class,
                Mail.Mailbox.class,
                Mail.WaitingFrom.class,
                Problem.class);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void schemaHasTheFieldsOfTheRecord(Class<?> body) {
        JsonNode schema = document.resolve("#/components/schemas/" + body.getSimpleName());
        List<String> fields = Arrays.stream(body.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();

        assertThat(schema.path("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
        assertThat(schema.path("required").valueStream().map(JsonNode::textValue))
                .containsExactlyElementsOf(fields);
    }
}

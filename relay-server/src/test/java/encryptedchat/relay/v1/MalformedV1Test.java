package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.wire.v1.Problem.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not exactly a request of {@code /v1} is refused with the problem that it is. */
@TestInstance(PER_CLASS)
class MalformedV1Test {
    private final Relay relay = TestRelays.start(V1Calls.UNHURRIED);
    private final V1Calls calls = new V1Calls(relay.url());
    private final Calls unchecked = new Calls(relay);
    private final String token = calls.registerAndLogIn(TestPerson.named("bob"));

    @AfterEach
    void nothingIsStoredAndTheRelayServes() {
        assertThat(calls.waiting("bob", token)).isEmpty();
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    Stream<String> operations() {
        return calls.document().operations().keySet().stream();
    }

    Stream<String> operationsWithABody() {
        return operations()
                .filter(operation -> calls.document().operation(operation).has("requestBody"));
    }

    Stream<String> readingOperations() {
        return operations().filter(operation -> operation.startsWith("GET "));
    }

    private Answer send(String operation, byte[] body, String contentType) {
        String method = method(operation);
        String path = path(operation);
        return calls.send(
                method,
                path,
                token,
                calls.request(path)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .header("Content-Type", contentType));
    }

    private static String method(String operation) {
        return operation.replaceFirst(" .*", "");
    }

    private static String path(String operation) {
        return operation
                .replaceFirst(".* ", "")
                .replace("{name}", "bob")
                .replace("{level}", "any-level")
                .replace("{id}", "0123456789abcdef0123456789abcdef");
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void bodyThatIsNotOneJsonObjectIsMalformed(String operation) {
        for (String body : Set.of(
                "",
                " ",
                "x",
                "null",
                "[]",
                "1",
                "\"text\"",
                "true",
                "{",
                "{}{}",
                "{'a':1}",
                "{\"a\":1}",
                "[".repeat(9999))) {
            assertProblem(send(operation, body.getBytes(UTF_8), Calls.JSON), Kind.MALFORMED);
        }
        assertProblem(send(operation, "{\"name\":\"bob\"}".getBytes(UTF_16), Calls.JSON), Kind.MALFORMED);
        assertProblem(send(operation, "{\"name\":\"ä\"}".getBytes(ISO_8859_1), Calls.JSON), Kind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void bodyThatIsNotAnnouncedAsJsonIsRefused(String operation) {
        for (String type : Set.of("text/plain", "application/x-www-form-urlencoded", "application/problem+json", ";")) {
            assertProblem(send(operation, "{}".getBytes(UTF_8), type), Kind.NOT_JSON);
        }
        assertThat(send(operation, "{}".getBytes(UTF_8), "Application/JSON; charset=utf-8")
                        .code())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void bodyOverTheLimitIsTooLarge(String operation) {
        assertProblem(send(operation, new byte[131_073], Calls.JSON), Kind.TOO_LARGE);
        assertProblem(send(operation, " ".repeat(131_072).getBytes(UTF_8), Calls.JSON), Kind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void parameterThatTheOperationDoesNotHaveIsMalformed(String operation) {
        assertProblem(calls.send(method(operation), path(operation) + "?pretty=1", token, new byte[0]), Kind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void otherMethodIsNotAllowedAndAllowSaysWhich(String operation) {
        for (String method : Set.of("DELETE", "PATCH", "OPTIONS", "TRACE")) {
            Answer answer = unchecked.send(unchecked.request(path(operation)).method(method, BodyPublishers.noBody()));

            assertProblem(answer, Kind.METHOD_NOT_ALLOWED);
            assertThat(answer.header("Allow").orElse("")).contains(method(operation));
        }
    }

    @ParameterizedTest
    @MethodSource("readingOperations")
    void headAnswersAsGetDoesWithoutTheBody(String operation) {
        Answer get = calls.get(path(operation), token);
        Answer head = unchecked.send(unchecked
                .request(path(operation))
                .method("HEAD", BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));

        assertThat(head.code()).isEqualTo(get.code());
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void headWithoutATokenIsRefusedToo() {
        Answer head = unchecked.send(unchecked.request("/v1/mailboxes/bob").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.code()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1, 404",
        "/v1/, 404",
        "/v1/nothing, 404",
        "/v1/people/bob/prekeys, 404",
        "/v1/people/bob/prekeys/any-level/claims, 404",
        "/v1/problems/malformed, 404",
        "/v1/people/b%2fob, 400",
        "/v1/people//bob, 400",
        "/v1/people/%ff, 400",
        "/v1/people/..%2fbob, 400"
    })
    void pathThatIsNoRouteIsAProblem(String path, int code) {
        Answer answer = unchecked.get(path);

        assertProblem(answer, code == 404 ? Kind.NO_SUCH_ROUTE : Kind.MALFORMED);
    }

    @Test
    void pathsElsewhereKeepTheFormOfLevelClassic() {
        for (String path : Set.of("/", "/v10/people", "/V1/health", "/get_messages/nobody", "/get_messages/%2f")) {
            assertThat(unchecked.get(path).status()).isNotBlank();
        }
    }

    @Test
    void requestThatNeverReachesARouteIsAProblemWithItsOwnStatus() throws IOException {
        Map<String, Integer> requests = Map.of(
                "GET /v1/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                400,
                "GET /v1/health HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(8192) + "\r\n\r\n",
                431,
                "POST /v1/tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: a miracle\r\n\r\n{}",
                417);
        for (Map.Entry<String, Integer> request : requests.entrySet()) {
            String answer = exchange(request.getKey());

            assertThat(answer).startsWith("HTTP/1.1 " + request.getValue());
            assertThat(answer).contains("Content-Type: application/problem+json");
            JsonNode problem = Calls.json(answer.substring(answer.indexOf("\r\n\r\n")));
            assertThat(problem.path("type").textValue()).isEqualTo("/v1/problems/malformed");
            assertThat(problem.path("status").intValue()).isEqualTo(request.getValue());
        }
    }

    private String exchange(String request) throws IOException {
        URI url = URI.create(relay.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}

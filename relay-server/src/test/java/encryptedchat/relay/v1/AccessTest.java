package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.NO_TOKEN;
import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.wire.v1.Problem.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what. The operations come from the relay's own description, so that a new one is tried too, and one that
 * asks nobody for a token has to be named here.
 */
@TestInstance(PER_CLASS)
class AccessTest {
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "GET /v1/health",
            "GET /v1/openapi.json",
            "PUT /v1/people/{name}",
            "POST /v1/challenges",
            "POST /v1/tokens");

    private static final Set<String> FOR_EVERYBODY_LOGGED_IN = Set.of(
            "GET /v1/people/{name}",
            "PUT /v1/people/{name}/prekeys/{level}/claims/{id}",
            "PUT /v1/mailboxes/{name}/messages/{id}");

    private static final String ID = V1Calls.newId();

    private final TestClock clock = new TestClock();
    private final TestPerson bob = TestPerson.named("bob");

    private Relay relay;
    private V1Calls calls;
    private String bobsToken;
    private String mallorysToken;
    private String expiredToken;

    @BeforeAll
    void start(@TempDir Path folder) {
        V1Settings settings = V1Calls.UNHURRIED.withTokenLife(Duration.ofSeconds(10));
        relay = TestRelays.start(folder, Limits.DEFAULT, settings, clock);
        calls = new V1Calls(relay.url());
        expiredToken = calls.registerAndLogIn(bob);
        clock.advance(Duration.ofSeconds(10));
        bobsToken = calls.logIn(bob);
        mallorysToken = calls.registerAndLogIn(TestPerson.named("mallory"));
        assertThat(calls.sendMessage("bob", mallorysToken, ID, "waits").code()).isEqualTo(201);
    }

    @AfterEach
    void bobsMailboxIsAsItWas() {
        assertThat(calls.waiting("bob", bobsToken)).containsExactly(ID);
        assertThat(calls.get("/v1/people/bob/prekeys/any-level", bobsToken).json())
                .isEqualTo(V1Calls.tree("{\"one_time_left\":0}"));
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    @Test
    void theseAndNoOthersAskForNoToken() {
        assertThat(calls.document().operations().keySet())
                .filteredOn(operation -> !calls.document().operation(operation).has("security"))
                .containsExactlyInAnyOrderElementsOf(FOR_EVERYBODY);
    }

    Stream<String> operationsWithAToken() {
        return calls.document().operations().keySet().stream().filter(operation -> !FOR_EVERYBODY.contains(operation));
    }

    Stream<String> operationsOfTheOwner() {
        return operationsWithAToken().filter(operation -> !FOR_EVERYBODY_LOGGED_IN.contains(operation));
    }

    /** No body is sent: whoever is not let in is not told what is wrong with it. */
    private Answer call(String operation, String token) {
        String[] methodAndPath = operation.split(" ", 2);
        String path = methodAndPath[1]
                .replace("{name}", "bob")
                .replace("{level}", "any-level")
                .replace("{id}", ID);
        return calls.send(methodAndPath[0], path, token, new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("operationsWithAToken")
    void withoutATokenItIsRefused(String operation) {
        Answer answer = call(operation, NO_TOKEN);

        assertProblem(answer, Kind.TOKEN_MISSING);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @MethodSource("operationsWithAToken")
    void withATokenThatTheRelayDidNotMakeItIsRefused(String operation) {
        assertProblem(call(operation, "A".repeat(43)), Kind.TOKEN_UNKNOWN);
        assertProblem(call(operation, bobsToken.substring(1)), Kind.TOKEN_UNKNOWN);
        assertProblem(call(operation, bobsToken + "A"), Kind.TOKEN_UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("operationsWithAToken")
    void withATokenThatHasExpiredItIsRefused(String operation) {
        assertProblem(call(operation, expiredToken), Kind.TOKEN_EXPIRED);
    }

    @ParameterizedTest
    @MethodSource("operationsOfTheOwner")
    void withSomebodyElsesTokenItIsRefused(String operation) {
        assertProblem(call(operation, mallorysToken), Kind.NOT_YOURS);
    }

    @ParameterizedTest
    @MethodSource("operationsOfTheOwner")
    void ownerIsLetIn(String operation) {
        assertThat(call(operation, bobsToken).code()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic %s",
                "%s",
                "Bearer %s %s",
                "Bearer: %s",
                "Bearer ä%s",
                "Bearer=%s"
            })
    void headerOfAnotherFormIsNoToken(String header) {
        var request = calls.request("/v1/mailboxes/bob").GET().header("Authorization", header.replace("%s", bobsToken));

        assertProblem(calls.send("GET", "/v1/mailboxes/bob", NO_TOKEN, request), Kind.TOKEN_MISSING);
    }

    @Test
    void twoTokensAreNoToken() {
        var request = calls.request("/v1/mailboxes/bob")
                .GET()
                .header("Authorization", "Bearer " + bobsToken)
                .header("Authorization", "Bearer " + mallorysToken);

        assertProblem(calls.send("GET", "/v1/mailboxes/bob", NO_TOKEN, request), Kind.TOKEN_MISSING);
    }

    @Test
    void nameOfTheSchemeMayBeWrittenInAnyCase() {
        for (String scheme : List.of("bearer", "BEARER")) {
            var request = calls.request("/v1/mailboxes/bob").GET().header("Authorization", scheme + " " + bobsToken);

            assertThat(calls.send("GET", "/v1/mailboxes/bob", NO_TOKEN, request).code())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokenIsNotTakenFromTheQueryOrACookie() {
        assertProblem(new Calls(relay).get("/v1/mailboxes/bob?access_token=" + bobsToken), Kind.TOKEN_MISSING);
        var request = calls.request("/v1/mailboxes/bob").GET().header("Cookie", "token=" + bobsToken);
        assertProblem(calls.send("GET", "/v1/mailboxes/bob", NO_TOKEN, request), Kind.TOKEN_MISSING);
    }

    @Test
    void oldTokenStaysGoodBesideANewOne() {
        String second = calls.logIn(bob);

        assertThat(second).isNotEqualTo(bobsToken);
        assertThat(calls.get("/v1/mailboxes/bob", second).code()).isEqualTo(200);
        assertThat(calls.get("/v1/mailboxes/bob", bobsToken).code()).isEqualTo(200);
    }
}

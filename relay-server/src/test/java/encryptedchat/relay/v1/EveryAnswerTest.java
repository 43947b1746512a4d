package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.RateLimitTest.untilTooMany;
import static encryptedchat.relay.v1.V1Calls.NO_TOKEN;
import static encryptedchat.relay.v1.V1Calls.message;
import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.object;
import static encryptedchat.relay.v1.V1Calls.zeros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.v1.V1Settings.Rate;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Login.TokenRequest;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document promises nothing that never happens: each answer in it is given here once. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EveryAnswerTest {
    /** What a relay answers that fails, stops, has a full disk, or waits half a minute for a body. */
    private static final List<String> NOT_TRIED = List.of(
            "/v1/problems/" + Kind.FAILED.code(),
            "/v1/problems/" + Kind.STOPPING.code(),
            "/v1/problems/" + Kind.STORE_FULL.code(),
            "/v1/problems/" + Kind.TOO_SLOW.code());

    private static final String PREKEYS = "/v1/people/bob/prekeys/any-level";

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final TestPerson alice = TestPerson.named("alice");
    private final TestPerson bob = TestPerson.named("bob");

    @Test
    void everyDocumentedAnswerIsGiven() throws Exception {
        List<String> given = new ArrayList<>();
        V1Settings settings = V1Calls.UNHURRIED.withTokenLife(Duration.ofSeconds(10));
        try (Relay relay = TestRelays.start(folder.resolve("1"), new Limits(2, 1_000_000), settings, clock)) {
            V1Calls calls = new V1Calls(relay.url());
            useAll(calls);
            misuseAll(calls);
            given.addAll(calls.answers());
        }
        Rate little = new Rate(1, 7);
        V1Settings strict = new V1Settings(Duration.ofHours(1), little, little);
        try (Relay relay = TestRelays.start(folder.resolve("2"), Limits.DEFAULT, strict, clock)) {
            V1Calls calls = new V1Calls(relay.url());
            exceedTheRates(calls);
            given.addAll(calls.answers());
            assertThat(calls.document().answers())
                    .filteredOn(answer -> NOT_TRIED.stream().noneMatch(answer::endsWith))
                    .isSubsetOf(given);
        }
    }

    private PublishedPrekeys prekeys(TestPerson owner, int oneTime) {
        return new PublishedPrekeys(
                List.of(owner.prekey("signed", clock.instant())),
                Stream.generate(() -> owner.prekey("one-time", clock.instant()))
                        .limit(oneTime)
                        .toList());
    }

    private void useAll(V1Calls calls) throws Exception {
        String alicesToken = calls.registerAndLogIn(alice);
        calls.registerAndLogIn(alice);
        String bobsToken = calls.registerAndLogIn(bob);
        calls.get("/v1/health", NO_TOKEN);
        calls.get("/v1/openapi.json", NO_TOKEN);
        calls.get("/v1/people/bob", alicesToken);
        calls.put(PREKEYS + "/claims/" + newId(), alicesToken);
        calls.put(PREKEYS, bobsToken, prekeys(bob, V1.MAX_PREKEYS_AT_ONCE - 1));
        calls.get(PREKEYS, bobsToken);
        String claim = newId();
        calls.put(PREKEYS + "/claims/" + claim, alicesToken);
        calls.put(PREKEYS + "/claims/" + claim, alicesToken);
        String id = newId();
        calls.sendMessage("bob", alicesToken, id, "hello");
        calls.sendMessage("bob", alicesToken, id, "hello");
        calls.sendMessage("bob", alicesToken, id, "goodbye");
        calls.sendMessage("bob", alicesToken, newId(), "second");
        calls.sendMessage("bob", alicesToken, newId(), "one too many");
        calls.get("/v1/mailboxes/bob/messages", bobsToken);
        calls.get("/v1/mailboxes/bob", bobsToken);
        calls.acknowledge("bob", bobsToken, List.of(id));
    }

    private void misuseAll(V1Calls calls) throws Exception {
        String alicesToken = calls.logIn(alice);
        calls.put("/v1/people/alice", NO_TOKEN, TestPerson.named("alice").registration());
        calls.put("/v1/people/dave", NO_TOKEN, alice.registration());
        calls.put("/v1/people/alice/prekeys/any-level", alicesToken, prekeys(bob, 1));
        String bobsToken = calls.logIn(bob);
        for (int i = 0; i < V1.MAX_CLAIMS_PER_HOUR; i++) {
            calls.put(PREKEYS + "/claims/" + newId(), alicesToken);
        }
        for (int i = 0; i < V1.MAX_ONE_TIME_PREKEYS / V1.MAX_PREKEYS_AT_ONCE + 1; i++) {
            calls.put(PREKEYS, bobsToken, prekeys(bob, V1.MAX_PREKEYS_AT_ONCE - 1));
        }
        calls.get("/v1/people/nobody", alicesToken);
        calls.put("/v1/people/nobody/prekeys/any-level/claims/" + newId(), alicesToken);
        calls.sendMessage("nobody", alicesToken, newId(), "hello");
        calls.post("/v1/challenges", NO_TOKEN, object("name", "nobody"));
        calls.post("/v1/tokens", NO_TOKEN, TestPerson.named("nobody").login(zeros(32)));
        calls.post("/v1/tokens", NO_TOKEN, alice.login(zeros(32)));
        calls.post("/v1/tokens", NO_TOKEN, new TokenRequest("alice", calls.challenge("alice"), zeros(64)));

        String expired = calls.logIn(alice);
        clock.advance(Duration.ofSeconds(10));
        String token = calls.logIn(alice);
        for (Map.Entry<String, JsonNode> operation :
                calls.document().operations().entrySet()) {
            String[] methodAndPath = operation.getKey().split(" ", 2);
            String path = methodAndPath[1].replace("{id}", newId()).replace("{level}", "any-level");
            misuse(calls, methodAndPath[0], path, operation.getValue(), token, expired);
        }
    }

    private static void misuse(
            V1Calls calls, String method, String template, JsonNode operation, String token, String expired) {
        String path = template.replace("{name}", "alice");
        calls.send(method, path + "?unknown=1", token, new byte[0]);
        if (operation.has("security")) {
            calls.send(method, path, NO_TOKEN, new byte[0]);
            calls.send(method, path, "unknown", new byte[0]);
            calls.send(method, path, expired, new byte[0]);
            calls.send(method, template.replace("{name}", "bob"), token, new byte[0]);
        }
        if (operation.has("requestBody")) {
            calls.send(method, path, token, "{}".getBytes(UTF_8));
            calls.send(method, path, token, new byte[131_073]);
            calls.send(
                    method,
                    path,
                    token,
                    calls.request(path)
                            .method(method, BodyPublishers.ofString("{}"))
                            .header("Content-Type", "text/plain"));
        }
    }

    private void exceedTheRates(V1Calls calls) {
        String token = calls.registerAndLogIn(alice);
        untilTooMany(() -> calls.put("/v1/mailboxes/alice/messages/" + newId(), token, message("hello")));
        untilTooMany(() -> calls.put("/v1/people/alice", NO_TOKEN, alice.registration()));
        untilTooMany(() -> calls.post("/v1/challenges", NO_TOKEN, object("name", "alice")));
        untilTooMany(() -> calls.post("/v1/tokens", NO_TOKEN, object("name", "alice")));
    }
}

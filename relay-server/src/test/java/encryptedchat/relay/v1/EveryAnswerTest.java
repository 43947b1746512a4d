package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.NO_TOKEN;
import static encryptedchat.relay.v1.V1Calls.message;
import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.object;
import static encryptedchat.relay.v1.V1Calls.zeros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.v1.V1Settings.Rate;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Login.TokenRequest;
import encryptedchat.wire.v1.Problem.Kind;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document promises nothing that never happens: each answer in it is given here once. */
class EveryAnswerTest {
    /** What a relay answers that fails, stops, has a full disk, or waits half a minute for a body. */
    private static final List<String> NOT_TRIED = List.of(
            "/v1/problems/" + Kind.FAILED.code(),
            "/v1/problems/" + Kind.STOPPING.code(),
            "/v1/problems/" + Kind.STORE_FULL.code(),
            "/v1/problems/" + Kind.TOO_SLOW.code());

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

    private void useAll(V1Calls calls) throws Exception {
        String alicesToken = calls.registerAndLogIn(alice);
        calls.registerAndLogIn(alice);
        String bobsToken = calls.registerAndLogIn(bob);
        calls.get("/v1/health", NO_TOKEN);
        calls.get("/v1/openapi.json", NO_TOKEN);
        calls.get("/v1/people/bob", alicesToken);
        calls.get("/v1/people/bob/exchange-keys/authenticated", alicesToken);
        calls.put("/v1/people/bob/exchange-keys/authenticated", bobsToken, bob.exchangeKey(Calls.PUBLIC_KEY));
        calls.get("/v1/people/bob/exchange-keys/authenticated", alicesToken);
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
        calls.put(
                "/v1/people/alice/exchange-keys/authenticated",
                alicesToken,
                new ExchangeKey(Calls.PUBLIC_KEY, zeros(64)));
        calls.get("/v1/people/nobody", alicesToken);
        calls.get("/v1/people/nobody/exchange-keys/authenticated", alicesToken);
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
            String path = methodAndPath[1].replace("{id}", newId());
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

    /** Seven requests of the address, of which registering and logging in takes three. */
    private void exceedTheRates(V1Calls calls) {
        String token = calls.registerAndLogIn(alice);
        for (int i = 0; i < 8; i++) {
            calls.put("/v1/mailboxes/alice/messages/" + newId(), token, message("hello"));
            calls.put("/v1/people/alice", NO_TOKEN, alice.registration());
        }
        calls.post("/v1/challenges", NO_TOKEN, object("name", "alice"));
        calls.post("/v1/tokens", NO_TOKEN, object("name", "alice"));
    }
}

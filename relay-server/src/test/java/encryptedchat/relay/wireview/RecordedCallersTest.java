package encryptedchat.relay.wireview;

import static encryptedchat.relay.Calls.message;
import static encryptedchat.relay.Calls.registration;
import static encryptedchat.relay.Calls.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.v1.TestPerson;
import encryptedchat.relay.v1.V1Calls;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.People.Registration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asked, and how the relay knows: for each route, and for those that it refuses. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RecordedCallersTest {
    private static final String NO_TOKEN = "";

    private final TestPerson alice = TestPerson.named("alice");
    private final TestPerson mallory = TestPerson.named("mallory");

    private WatchedRelay relay;
    private Calls classic;
    private V1Calls v1;
    private Watcher watcher;

    @BeforeEach
    void start() throws IOException {
        relay = WatchedRelay.start();
        classic = relay.calls();
        v1 = relay.v1();
        watcher = relay.watch();
        watcher.history();
    }

    @AfterEach
    void stop() throws IOException {
        watcher.close();
        relay.close();
    }

    private void assertRecorded(int status, String level, String caller, String knownBy) {
        JsonNode exchange = watcher.exchange();
        assertThat(List.of(
                        exchange.path("status").intValue(),
                        exchange.path("level").textValue(),
                        exchange.path("caller").textValue(),
                        exchange.path("known_by").textValue()))
                .as(exchange.toString())
                .containsExactly(status, level, caller, knownBy);
    }

    @Test
    void nobodyIsKnownWhoAsksForWhatBelongsToNoLevel() {
        classic.get("/v1/health");
        assertRecorded(200, "", "", "");
        classic.get("/v1/openapi.json");
        assertRecorded(200, "", "", "");
        classic.get("/nowhere");
        assertRecorded(404, "", "", "");
        classic.send(classic.request("/v1/challenges").DELETE());
        assertRecorded(405, "", "", "");
    }

    @Test
    void whoTakesANameIsKnownByTheSignatureIfItIsGood() {
        v1.put("/v1/people/alice", NO_TOKEN, alice.registration());
        assertRecorded(201, "v1", "alice", "signature");

        v1.put("/v1/people/alice", NO_TOKEN, mallory.registration());
        assertRecorded(400, "v1", "alice", "claim");

        v1.put("/v1/people/alice", NO_TOKEN, TestPerson.named("alice").registration());
        assertRecorded(409, "v1", "alice", "signature");

        v1.put("/v1/people/No%20Body", NO_TOKEN, Registration.of(alice.identityKey(), new byte[64]));
        assertRecorded(400, "v1", "", "");
    }

    @Test
    void whoLogsInIsKnownByTheSignatureOnceTheChallengeIsTheirs() throws Exception {
        v1.put("/v1/people/alice", NO_TOKEN, alice.registration());
        assertRecorded(201, "v1", "alice", "signature");
        String challenge = challenge();
        v1.post("/v1/tokens", NO_TOKEN, alice.login(challenge));
        assertRecorded(201, "v1", "alice", "signature");

        v1.post("/v1/tokens", NO_TOKEN, alice.login(challenge));
        assertRecorded(401, "v1", "alice", "claim");

        v1.post("/v1/tokens", NO_TOKEN, mallory.login(challenge()));
        assertRecorded(404, "v1", "mallory", "claim");
    }

    private String challenge() {
        String challenge = v1.post("/v1/challenges", NO_TOKEN, Calls.json("{\"name\":\"alice\"}"))
                .json()
                .path("challenge")
                .textValue();
        assertRecorded(201, "v1", "alice", "claim");
        return challenge;
    }

    @Test
    void whoShowsATokenIsKnownByItAlsoWhereTheRequestIsRefused() throws Exception {
        String token = v1.registerAndLogIn(alice);
        for (int exchange = 0; exchange < 3; exchange++) {
            watcher.exchange();
        }

        v1.get("/v1/people/alice", token);
        assertRecorded(200, "v1", "alice", "token");
        v1.put("/v1/people/alice/prekeys/any-level", token, PublishedPrekeys.NONE);
        assertRecorded(200, "v1", "alice", "token");
        v1.get("/v1/people/alice/prekeys/any-level", token);
        assertRecorded(200, "v1", "alice", "token");
        String id = V1Calls.newId();
        v1.sendMessage("alice", token, id, "hello");
        assertRecorded(201, "v1", "alice", "token");
        v1.get("/v1/mailboxes/alice/messages", token);
        assertRecorded(200, "v1", "alice", "token");
        v1.acknowledge("alice", token, List.of(id));
        assertRecorded(200, "v1", "alice", "token");
        v1.get("/v1/mailboxes/alice", token);
        assertRecorded(200, "v1", "alice", "token");

        v1.get("/v1/mailboxes/bob", token);
        assertRecorded(403, "v1", "alice", "token");
        v1.sendMessage("bob", token, V1Calls.newId(), "hello");
        assertRecorded(404, "v1", "alice", "token");
        v1.get("/v1/mailboxes/alice", token + "x");
        assertRecorded(401, "v1", "", "");
    }

    @Test
    void atLevelClassicOneIsKnownByWhatOneSaysOrDoes() {
        classic.post("/register_public_key", registration(Calls.PUBLIC_KEY));
        assertRecorded(200, "classic", "bob", "claim");
        classic.get("/get_public_key/bob");
        assertRecorded(200, "classic", "alice", "role");
        classic.get("/get_public_key/nobody");
        assertRecorded(404, "classic", "alice", "role");
        classic.post("/send_encrypted_master_secret", secret(1));
        assertRecorded(200, "classic", "alice", "role");
        classic.get("/get_encrypted_master_secret");
        assertRecorded(200, "classic", "bob", "role");
        classic.post("/send_message", message("bob", "alice", "hello"));
        assertRecorded(200, "classic", "bob", "claim");
        classic.get("/get_messages/alice");
        assertRecorded(200, "classic", "alice", "claim");

        classic.post("/send_message", message("mallory", "alice", "hello"));
        assertRecorded(400, "classic", "", "");
        classic.get("/get_messages/mallory");
        assertRecorded(400, "classic", "", "");
    }
}

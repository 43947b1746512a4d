package encryptedchat.relay.classic;

import static encryptedchat.relay.Calls.PUBLIC_KEY;
import static encryptedchat.relay.Calls.delivered;
import static encryptedchat.relay.Calls.json;
import static encryptedchat.relay.Calls.message;
import static encryptedchat.relay.Calls.publicKey;
import static encryptedchat.relay.Calls.registration;
import static encryptedchat.relay.Calls.secret;
import static encryptedchat.relay.Calls.validBody;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The six routes, used as the Python trio uses them. One relay serves all tests, and is emptied before each. */
@TestInstance(PER_CLASS)
class ClassicRoutesTest {
    private final Relay relay = Calls.startRelay();
    private final Calls calls = new Calls(relay);

    @BeforeEach
    void empty() {
        calls.messages("alice");
        calls.messages("bob");
        calls.get("/get_encrypted_master_secret");
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    @Test
    void newRelayHoldsNothing() {
        try (Relay fresh = Calls.startRelay()) {
            new Calls(fresh).assertRelayHoldsNothing();
        }
    }

    @Test
    void registeredPublicKeyIsThereForWhoeverAsksAsOftenAsTheyAsk() {
        calls.accepts("/register_public_key", registration(PUBLIC_KEY));

        for (int asked = 0; asked < 2; asked++) {
            Answer answer = calls.get("/get_public_key/bob");
            assertThat(answer.code()).isEqualTo(200);
            assertThat(answer.json()).isEqualTo(json("{\"public_key_pem_b64\": \"" + PUBLIC_KEY + "\"}"));
        }
    }

    @Test
    void newPublicKeyReplacesTheFormerOne() {
        calls.accepts("/register_public_key", registration(PUBLIC_KEY));
        String another = publicKey("another-rsa-4096-public-key.pem");

        calls.accepts("/register_public_key", registration(another));

        assertThat(calls.get("/get_public_key/bob")
                        .json()
                        .path("public_key_pem_b64")
                        .textValue())
                .isEqualTo(another);
    }

    @Test
    void bobsKeyIsNotHandedOutUnderAnotherName() {
        calls.accepts("/register_public_key", registration(PUBLIC_KEY));

        assertThat(calls.get("/get_public_key/alice").code()).isEqualTo(404);
        assertThat(calls.get("/get_public_key/Bob").code()).isEqualTo(404);
    }

    @Test
    void encryptedMasterSecretIsHandedOutOnce() {
        assertThat(calls.get("/get_encrypted_master_secret").code()).isEqualTo(404);
        calls.accepts("/send_encrypted_master_secret", secret(1));

        Answer first = calls.get("/get_encrypted_master_secret");
        Answer second = calls.get("/get_encrypted_master_secret");

        assertThat(first.code()).isEqualTo(200);
        assertThat(first.json()).isEqualTo(secret(1));
        assertThat(second.code()).isEqualTo(404);
    }

    @Test
    void newSecretReplacesOneThatWasNotFetched() {
        calls.accepts("/send_encrypted_master_secret", secret(1));
        calls.accepts("/send_encrypted_master_secret", secret(2));

        assertThat(calls.get("/get_encrypted_master_secret").json()).isEqualTo(secret(2));
        assertThat(calls.get("/get_encrypted_master_secret").code()).isEqualTo(404);
    }

    @Test
    void messagesArriveInTheOrderOfSendingWithTheirFourFields() {
        List<ObjectNode> sent = Stream.of("one", "two", "three")
                .map(text -> message("alice", "bob", text))
                .toList();
        sent.forEach(message -> calls.accepts("/send_message", message));

        Answer answer = calls.get("/get_messages/bob");

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.json().properties()).hasSize(1);
        assertThat(answer.json().path("messages").valueStream().toList())
                .isEqualTo(sent.stream().map(Calls::delivered).toList());
    }

    @Test
    void readingEmptiesTheMailbox() {
        calls.accepts("/send_message", message("alice", "bob", "once"));

        assertThat(calls.messages("bob")).hasSize(1);
        assertThat(calls.get("/get_messages/bob").json()).isEqualTo(json("{\"messages\": []}"));
    }

    @Test
    void mailboxesOfAliceAndBobAreSeparate() {
        ObjectNode toBob = message("alice", "bob", "for bob");
        ObjectNode toAlice = message("bob", "alice", "for alice");
        calls.accepts("/send_message", toBob);
        calls.accepts("/send_message", toAlice);

        assertThat(calls.messages("bob")).containsExactly(delivered(toBob));
        assertThat(calls.messages("alice")).containsExactly(delivered(toAlice));
    }

    @Test
    void nobodyProvesToBeTheSender() {
        ObjectNode fromHimself = message("bob", "bob", "I never wrote this");
        calls.accepts("/send_message", fromHimself);

        assertThat(calls.messages("bob")).containsExactly(delivered(fromHimself));
    }

    @Test
    void absentAndNullAssociatedDataBothArriveAsNull() {
        ObjectNode isNull = message("alice", "bob", "null").putNull("associated_data");
        ObjectNode absent = message("alice", "bob", "absent").without(List.of("associated_data"));
        calls.accepts("/send_message", isNull);
        calls.accepts("/send_message", absent);

        assertThat(calls.messages("bob"))
                .containsExactly(delivered(isNull), delivered(absent).putNull("associated_data"));
    }

    @Test
    void emptyAssociatedDataStaysEmptyText() {
        ObjectNode empty = message("alice", "bob", "empty").put("associated_data", "");
        calls.accepts("/send_message", empty);

        assertThat(calls.messages("bob")).containsExactly(delivered(empty));
    }

    @ParameterizedTest
    @FieldSource("encryptedchat.relay.Calls#POST_ROUTES")
    void whatIsStoredIsAnsweredWithOneStatusText(String route) {
        Answer answer = calls.post(route, validBody(route));

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.status()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;charset=nonsense"})
    void jsonIsTakenWhateverParametersItsTypeHas(String contentType) {
        byte[] body = message("alice", "bob", "hello").toString().getBytes(UTF_8);

        assertThat(calls.send("POST", "/send_message", contentType, BodyPublishers.ofByteArray(body))
                        .code())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/get_messages",
                "/send_messages",
                "/v2/messages",
                "/GET_MESSAGES/bob",
                "/get_messages/bob/1"
            })
    void unknownRouteIs404(String path) {
        assertRefused(calls.get(path), 404);
        assertRefused(calls.post(path, message("alice", "bob", "hello")), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /register_public_key",
        "POST, /get_public_key/bob",
        "GET, /send_encrypted_master_secret",
        "DELETE, /get_encrypted_master_secret",
        "PUT, /send_message",
        "POST, /get_messages/bob",
        "OPTIONS, /get_messages/bob",
    })
    void wrongMethodIs405(String method, String path) {
        byte[] body = validBody("/send_message").toString().getBytes(UTF_8);

        assertRefused(calls.send(method, path, Calls.JSON, BodyPublishers.ofByteArray(body)), 405);
    }

    @Test
    void headTakesNothingOutOfTheRelay() {
        calls.accepts("/send_message", message("alice", "bob", "hello"));
        calls.accepts("/send_encrypted_master_secret", secret(1));

        head("/get_messages/bob");
        head("/get_encrypted_master_secret");

        assertThat(calls.messages("bob")).hasSize(1);
        assertThat(calls.get("/get_encrypted_master_secret").code()).isEqualTo(200);
    }

    @Test
    void everyAnswerIsApplicationJson() {
        calls.accepts("/register_public_key", registration(PUBLIC_KEY));
        calls.accepts("/send_encrypted_master_secret", secret(1));
        Stream<Answer> answers = Stream.of(
                calls.get("/get_public_key/bob"),
                calls.get("/get_encrypted_master_secret"),
                calls.get("/get_encrypted_master_secret"),
                calls.get("/get_messages/bob"),
                calls.get("/get_messages/mallory"),
                calls.get("/get_public_key/mallory"),
                calls.post("/send_message", message("alice", "bob", "hello")),
                calls.post("/send_message", json("{}")),
                calls.post("/get_messages/bob", json("{}")),
                calls.get("/nowhere"));

        assertThat(answers)
                .extracting(answer -> answer.header("Content-Type").orElse("none"))
                .containsOnly(Calls.JSON);
    }

    @Test
    void twoRelaysShareNothing() {
        calls.accepts("/send_message", message("alice", "bob", "hello"));

        try (Relay another = Calls.startRelay()) {
            assertThat(new Calls(another).messages("bob")).isEmpty();
        }
    }

    private void head(String path) {
        calls.send(calls.request(path).method("HEAD", BodyPublishers.noBody()));
    }

    private static void assertRefused(Answer answer, int code) {
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.status()).isNotBlank();
        assertThat(answer.header("Content-Type")).contains(Calls.JSON);
    }
}

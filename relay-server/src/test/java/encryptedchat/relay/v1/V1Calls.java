package encryptedchat.relay.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.v1.V1Settings.Rate;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.SealedMessage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Calls of {@code /v1}, and bodies to make them with. Every answer is held against the OpenAPI document: one that is
 * not described there fails the test, whatever it was about.
 */
public final class V1Calls {
    /** For tests that are about something else than rates. */
    public static final V1Settings UNHURRIED =
            new V1Settings(Duration.ofHours(1), new Rate(1_000_000, 1_000_000), new Rate(1_000_000, 1_000_000));

    /** The relay knows no level, so any will do. */
    public static final String LEVEL = "any-level";

    static final String NO_TOKEN = "";

    private static final Random RANDOM = new Random();

    private final Calls calls;
    private final OpenApiDocument document;
    private final Set<String> answers = new ConcurrentSkipListSet<>();

    public V1Calls(String url) {
        calls = new Calls(url);
        document = new OpenApiDocument(calls.get("/v1/openapi.json").json());
    }

    OpenApiDocument document() {
        return document;
    }

    /** @return all that was ever answered here, in the form of {@link OpenApiDocument#check} */
    Set<String> answers() {
        return answers;
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, new byte[0]);
    }

    public Answer put(String path, String token, Object body) {
        return send("PUT", path, token, Json.write(body));
    }

    /** Without a body. */
    public Answer put(String path, String token) {
        return send("PUT", path, token, new byte[0]);
    }

    public Answer post(String path, String token, Object body) {
        return send("POST", path, token, Json.write(body));
    }

    Answer send(String method, String path, String token, byte[] body) {
        HttpRequest.Builder request = calls.request(path).method(method, BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", Calls.JSON);
        }
        return send(method, path, token, request);
    }

    Answer send(String method, String path, String token, HttpRequest.Builder request) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        Answer answer = calls.send(request);
        answers.add(document.check(method, path, answer));
        return answer;
    }

    HttpRequest.Builder request(String path) {
        return calls.request(path);
    }

    /** @return a token */
    public String registerAndLogIn(TestPerson person) {
        Answer registered = put("/v1/people/" + person.name(), NO_TOKEN, person.registration());
        assertThat(registered.code()).as(registered.body()).isBetween(200, 201);
        return logIn(person);
    }

    /** @return a token */
    public String logIn(TestPerson person) {
        try {
            Answer answer = post("/v1/tokens", NO_TOKEN, person.login(challenge(person.name())));
            assertThat(answer.code()).as(answer.body()).isEqualTo(201);
            return answer.json().path("token").textValue();
        } catch (WireFormatException malformed) {
            throw new AssertionError(malformed);
        }
    }

    String challenge(String name) {
        Answer answer = post("/v1/challenges", NO_TOKEN, object("name", name));
        assertThat(answer.code()).as(answer.body()).isEqualTo(201);
        return answer.json().path("challenge").textValue();
    }

    /** @return the ids of all that waits in the mailbox, at most 100 */
    public List<String> waiting(String mailbox, String token) {
        Answer answer = get("/v1/mailboxes/" + mailbox + "/messages", token);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("messages")
                .valueStream()
                .map(message -> message.path("id").textValue())
                .toList();
    }

    public Answer sendMessage(String recipient, String token, String id, String text) {
        return put("/v1/mailboxes/" + recipient + "/messages/" + id, token, message(text));
    }

    public Answer acknowledge(String mailbox, String token, List<String> ids) {
        return post("/v1/mailboxes/" + mailbox + "/acknowledgements", token, new Acknowledgement(ids));
    }

    public Answer acknowledge(String mailbox, String token, String from, List<String> ids) {
        return post("/v1/mailboxes/" + mailbox + "/acknowledgements?from=" + from, token, new Acknowledgement(ids));
    }

    public static void assertProblem(Answer answer, Problem.Kind kind) {
        assertThat(answer.header("Content-Type")).contains(Problem.CONTENT_TYPE);
        assertThat(answer.json().path("type").textValue()).as(answer.body()).isEqualTo("/v1/problems/" + kind.code());
        assertThat(answer.code()).isEqualTo(kind.status());
        assertThat(answer.json().path("status").intValue()).isEqualTo(kind.status());
        assertThat(answer.json().path("title").textValue()).isEqualTo(kind.title());
        assertThat(answer.json().path("detail").textValue()).isNotBlank();
    }

    public static String newId() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** @return a message whose ciphertext is the text itself: the relay cannot tell */
    public static Content message(String text) {
        SealedMessage sealed = SealedMessage.of(new Envelope(
                "header".getBytes(UTF_8),
                new byte[Envelope.NONCE_BYTES],
                text.getBytes(UTF_8),
                new byte[Envelope.TAG_BYTES]));
        return new Content(LEVEL, Content.MESSAGE, RawJson.of(sealed));
    }

    /** @return how many one-time prekeys are left */
    public int publish(TestPerson owner, String token, PublishedPrekeys prekeys) {
        Answer answer = put(prekeys(owner.name()), token, prekeys);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        return answer.json().path("one_time_left").intValue();
    }

    /** @return the ids of the one-time prekeys that this claim is given */
    public List<String> claim(String owner, String token, String id) {
        Answer answer = put(prekeys(owner) + "/claims/" + id, token);
        assertThat(answer.code()).as(answer.body()).isBetween(200, 201);
        return answer.json()
                .path("one_time")
                .valueStream()
                .map(prekey -> prekey.path("id").textValue())
                .toList();
    }

    static String prekeys(String owner) {
        return "/v1/people/" + owner + "/prekeys/" + LEVEL;
    }

    static ObjectNode object(String field, String value) {
        return tree("{}").put(field, value);
    }

    static ObjectNode tree(Object body) {
        try {
            byte[] json = body instanceof String text ? text.getBytes(UTF_8) : Json.write(body);
            return Json.read(json, ObjectNode.class);
        } catch (WireFormatException notAnObject) {
            throw new AssertionError(notAnObject);
        }
    }

    static String zeros(int length) {
        return Base64Text.encode(new byte[length]);
    }
}

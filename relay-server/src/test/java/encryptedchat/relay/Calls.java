package encryptedchat.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.v1.V1Settings;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Real HTTP to a running relay, and valid bodies to send there. The fields are spelled out here once more, as the
 * Python trio spells them, so that a renamed record component is noticed.
 */
public final class Calls {
    public static final String JSON = "application/json";
    public static final String PUBLIC_KEY = publicKey("rsa-4096-public-key.pem");
    public static final List<String> POST_ROUTES =
            List.of("/register_public_key", "/send_encrypted_master_secret", "/send_message");
    public static final List<String> GET_ROUTES =
            List.of("/get_public_key/bob", "/get_encrypted_master_secret", "/get_messages/bob");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final String url;

    public Calls(Relay relay) {
        this(relay.url());
    }

    public Calls(String url) {
        this.url = url;
    }

    /** @return one that serves level classic too, with a store that is thrown away */
    public static Relay startRelay() {
        return TestRelays.start(V1Settings.DEFAULT);
    }

    /** What the relay answered; {@code header} finds the first header of that name. */
    public record Answer(HttpResponse<String> response) {
        public int code() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public JsonNode json() {
            return Calls.json(body());
        }

        /** @return the text of a body that is {@code {"status": "…"}} and nothing else */
        public String status() {
            JsonNode json = json();
            assertThat(json.properties()).as(body()).hasSize(1);
            assertThat(json.path("status").isTextual()).as(body()).isTrue();
            return json.path("status").textValue();
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, JsonNode body) {
        return post(path, body.toString().getBytes(UTF_8));
    }

    public Answer post(String path, byte[] body) {
        return send("POST", path, JSON, BodyPublishers.ofByteArray(body));
    }

    public Answer send(String method, String path, String contentType, BodyPublisher body) {
        return send(request(path).method(method, body).header("Content-Type", contentType));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString(UTF_8)));
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    }

    public void accepts(String path, JsonNode body) {
        Answer answer = post(path, body);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
    }

    /** @return the waiting messages, which are then gone from the relay */
    public List<JsonNode> messages(String user) {
        Answer answer = get("/get_messages/" + user);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        return answer.json().path("messages").valueStream().toList();
    }

    public void assertRelayHoldsNothing() {
        assertThat(messages("alice")).isEmpty();
        assertThat(messages("bob")).isEmpty();
        assertThat(get("/get_public_key/bob").code()).isEqualTo(404);
        assertThat(get("/get_encrypted_master_secret").code()).isEqualTo(404);
    }

    /** Sends a message and a secret and fetches them, so that the relay holds as little afterwards as before. */
    public void assertRelayServes() {
        accepts("/send_message", message("alice", "bob", "still there?"));
        assertThat(messages("bob")).containsExactly(delivered(message("alice", "bob", "still there?")));
        accepts("/send_encrypted_master_secret", secret(7));
        assertThat(get("/get_encrypted_master_secret").json()).isEqualTo(secret(7));
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    public static ObjectNode registration(String publicKeyBase64) {
        return MAPPER.createObjectNode().put("user_id", "bob").put("public_key_pem_b64", publicKeyBase64);
    }

    /** @return a body whose 512 bytes all have this value */
    public static ObjectNode secret(int filling) {
        byte[] bytes = new byte[ClassicWire.ENCRYPTED_MASTER_SECRET_BYTES];
        Arrays.fill(bytes, (byte) filling);
        return MAPPER.createObjectNode().put("encrypted_master_secret_b64", Base64Text.encode(bytes));
    }

    /** @return a body whose ciphertext is the text itself: the relay cannot tell */
    public static ObjectNode message(String sender, String recipient, String text) {
        return MAPPER.createObjectNode()
                .put("sender", sender)
                .put("recipient", recipient)
                .put("ciphertext", Base64Text.encode(text.getBytes(UTF_8)))
                .put("nonce", Base64Text.encode(new byte[Envelope.NONCE_BYTES]))
                .put("tag", Base64Text.encode(new byte[Envelope.TAG_BYTES]))
                .put("associated_data", Base64Text.encode("1700000000".getBytes(UTF_8)));
    }

    /** @return what the recipient is to get of a sent message: the same without the two names */
    public static ObjectNode delivered(ObjectNode sent) {
        return sent.deepCopy().without(List.of("sender", "recipient"));
    }

    /** @return the body that this route takes */
    public static ObjectNode validBody(String postRoute) {
        return switch (postRoute) {
            case "/register_public_key" -> registration(PUBLIC_KEY);
            case "/send_encrypted_master_secret" -> secret(1);
            case "/send_message" -> message("alice", "bob", "hello");
            default -> throw new IllegalArgumentException(postRoute);
        };
    }

    /** @return Base64 of a PEM file among the test resources */
    public static String publicKey(String file) {
        try (InputStream pem = Objects.requireNonNull(Calls.class.getResourceAsStream(file), file)) {
            return Base64Text.encode(pem.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

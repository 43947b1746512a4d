package encryptedchat.client.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.TestKeys;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are spelled out here, as the Python trio has them on the wire. */
class ClassicRelayTest {
    private static final String NOT_FOUND = "{\"status\": \"nothing here\"}";
    private static final String NOT_FOUND_IN_PYTHON = "[\n  {\n    \"status\": \"nothing here\"\n  },\n  404\n]\n";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void publicKeyIsRegisteredAsTheOriginalDoes() throws Exception {
        RSAPublicKey key = TestKeys.publicKey(1);
        server.enqueue(ok("{\"status\": \"stored\"}"));

        relay().registerBobsPublicKey(key);

        Map<String, String> sent = postedTo("/register_public_key");
        assertThat(sent).containsOnlyKeys("user_id", "public_key_pem_b64").containsEntry("user_id", "bob");
        assertThat(Base64.getDecoder().decode(sent.get("public_key_pem_b64")))
                .asString(UTF_8)
                .isEqualTo("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void encryptedMasterSecretIsSentAsTheOriginalDoes() throws Exception {
        byte[] encrypted = bytes(512);
        server.enqueue(ok("{\"status\": \"stored\"}"));

        relay().sendEncryptedMasterSecret(encrypted);

        assertThat(postedTo("/send_encrypted_master_secret"))
                .isEqualTo(Map.of(
                        "encrypted_master_secret_b64", Base64.getEncoder().encodeToString(encrypted)));
    }

    @Test
    void messageIsSentAsTheOriginalDoes() throws Exception {
        server.enqueue(ok("{\"status\": \"stored\"}"));

        relay().sendMessage(
                        "alice",
                        "bob",
                        new Envelope("1763900000".getBytes(UTF_8), bytes(12), "sealed".getBytes(UTF_8), bytes(16)));

        assertThat(postedTo("/send_message"))
                .isEqualTo(Map.of(
                        "sender", "alice",
                        "recipient", "bob",
                        "ciphertext", "c2VhbGVk",
                        "nonce", "AAECAwQFBgcICQoL",
                        "tag", "AAECAwQFBgcICQoLDA0ODw==",
                        "associated_data", "MTc2MzkwMDAwMA=="));
    }

    @Test
    void publicKeyIsAskedForAndRead() throws Exception {
        RSAPublicKey key = TestKeys.publicKey(1);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        server.enqueue(ok("{\n  \"public_key_pem_b64\": \"" + Base64Text.encode(pem.getBytes(UTF_8)) + "\"\n}\n"));

        assertThat(relay().bobsPublicKey()).contains(key);
        assertThatGotFrom("/get_public_key/bob");
    }

    @Test
    void encryptedMasterSecretIsAskedForAndRead() throws Exception {
        server.enqueue(ok("{\"encrypted_master_secret_b64\": \"" + Base64Text.encode(bytes(512)) + "\"}"));

        assertThat(relay().takeEncryptedMasterSecret()).contains(bytes(512));
        assertThatGotFrom("/get_encrypted_master_secret");
    }

    @Test
    void messagesAreAskedForAndHandedOverInOrder() throws Exception {
        server.enqueue(ok(
                "{\n  \"messages\": [\n    {\"tag\": \"1\"},\n    {\"tag\": \"2\"},\n    {\"tag\": \"3\"}\n  ]\n}\n"));

        List<JsonNode> messages = relay().takeMessages("alice");

        assertThat(messages).extracting(message -> message.get("tag").asText()).containsExactly("1", "2", "3");
        assertThatGotFrom("/get_messages/alice");
    }

    @Test
    void malformedMessageDoesNotTakeTheOthersWithIt() throws Exception {
        server.enqueue(ok("{\"messages\": [17, {\"unknown\": null}, \"text\", {\"tag\": \"good\"}]}"));

        assertThat(relay().takeMessages("bob")).hasSize(4);
    }

    @Test
    void emptyMailboxHasNoMessages() throws Exception {
        server.enqueue(ok("{\"messages\": []}"));

        assertThat(relay().takeMessages("bob")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404})
    void nothingThereIsNoKeyAndNoSecret(int status) throws Exception {
        server.enqueue(nothingThere(status));
        server.enqueue(nothingThere(status));

        assertThat(relay().bobsPublicKey()).isEmpty();
        assertThat(relay().takeEncryptedMasterSecret()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500})
    void otherFailureIsNotTakenForNothingThere(int status) {
        server.enqueue(answer(status, NOT_FOUND));
        server.enqueue(answer(status, NOT_FOUND));

        assertThatThrownBy(() -> relay().bobsPublicKey()).isInstanceOf(RelayException.class);
        assertThatThrownBy(() -> relay().takeEncryptedMasterSecret()).isInstanceOf(RelayException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html></html>", "{}", "null", "{\"public_key_pem_b64\": \"AAAA\"}", "{\"messages\": []}"})
    void keyThatIsNoKeyIsRefused(String answer) {
        server.enqueue(ok(answer));

        assertThatThrownBy(() -> relay().bobsPublicKey()).isInstanceOf(WireFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 511, 513})
    void masterSecretOfAnotherLengthIsRefused(int length) {
        server.enqueue(ok("{\"encrypted_master_secret_b64\": \"" + Base64Text.encode(bytes(length)) + "\"}"));

        assertThatThrownBy(() -> relay().takeEncryptedMasterSecret())
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("512");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "{}",
                "null",
                "{\"messages\": null}",
                "{\"messages\": {}}",
                "{\"status\": \"ok\"}"
            })
    void answerThatIsNoMailboxIsNotARelays(String answer) {
        server.enqueue(ok(answer));

        assertThat(catchThrowableOfType(RelayException.class, () -> relay().takeMessages("alice")))
                .hasMessageContaining("not as a relay does")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    private ClassicRelay relay() {
        return new ClassicRelay(RelayAddress.parse("http://127.0.0.1:" + server.getPort()), Steps.SILENT);
    }

    private static MockResponse ok(String body) {
        return answer(200, body);
    }

    private static MockResponse nothingThere(int status) {
        return answer(status, status == 404 ? NOT_FOUND : NOT_FOUND_IN_PYTHON);
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private RecordedRequest request() throws InterruptedException {
        return Objects.requireNonNull(server.takeRequest(1, TimeUnit.MINUTES), "no request came");
    }

    private void assertThatGotFrom(String path) throws InterruptedException {
        RecordedRequest request = request();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo(path);
        assertThat(request.getBodySize()).isZero();
    }

    private Map<String, String> postedTo(String path) throws InterruptedException, WireFormatException {
        RecordedRequest request = request();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(path);
        assertThat(request.getHeaders().values("Content-Type")).containsExactly("application/json");
        return Json.read(Objects.requireNonNull(request.getBody()).toByteArray(), JsonNode.class).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().textValue()));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}

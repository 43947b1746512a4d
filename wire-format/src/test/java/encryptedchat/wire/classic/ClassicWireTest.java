package encryptedchat.wire.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.Mailbox;
import encryptedchat.wire.classic.ClassicWire.Message;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import encryptedchat.wire.classic.ClassicWire.RegisterPublicKey;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import encryptedchat.wire.classic.ClassicWire.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes and bodies stand here as the Python trio has them. */
class ClassicWireTest {
    private static final String NONCE = Base64Text.encode(new byte[12]);
    private static final String TAG = Base64Text.encode(new byte[16]);

    @Test
    void routesAreThoseOfThePythonRelay() {
        assertThat(ClassicWire.REGISTER_PUBLIC_KEY).isEqualTo("/register_public_key");
        assertThat(ClassicWire.GET_PUBLIC_KEY + ClassicWire.BOB).isEqualTo("/get_public_key/bob");
        assertThat(ClassicWire.SEND_ENCRYPTED_MASTER_SECRET).isEqualTo("/send_encrypted_master_secret");
        assertThat(ClassicWire.GET_ENCRYPTED_MASTER_SECRET).isEqualTo("/get_encrypted_master_secret");
        assertThat(ClassicWire.SEND_MESSAGE).isEqualTo("/send_message");
        assertThat(ClassicWire.GET_MESSAGES + ClassicWire.ALICE).isEqualTo("/get_messages/alice");
    }

    @Test
    void registerPublicKeyHasTheFieldsOfThePythonTrio() throws Exception {
        assertIsOnTheWire(
                new RegisterPublicKey("bob", "LS0t"), "{\"user_id\":\"bob\",\"public_key_pem_b64\":\"LS0t\"}");
    }

    @Test
    void publicKeyHasTheFieldOfThePythonTrio() throws Exception {
        assertIsOnTheWire(new PublicKey("LS0t"), "{\"public_key_pem_b64\":\"LS0t\"}");
    }

    @Test
    void encryptedMasterSecretHasTheFieldOfThePythonTrio() throws Exception {
        assertIsOnTheWire(new EncryptedMasterSecret("QQ=="), "{\"encrypted_master_secret_b64\":\"QQ==\"}");
    }

    @Test
    void sendMessageHasTheFieldsOfThePythonTrio() throws Exception {
        assertIsOnTheWire(
                new SendMessage("alice", "bob", "Yw==", "bg==", "dA==", "YQ=="),
                "{\"sender\":\"alice\",\"recipient\":\"bob\",\"ciphertext\":\"Yw==\",\"nonce\":\"bg==\","
                        + "\"tag\":\"dA==\",\"associated_data\":\"YQ==\"}");
        assertIsOnTheWire(
                new SendMessage("alice", "bob", "Yw==", "bg==", "dA==", null),
                "{\"sender\":\"alice\",\"recipient\":\"bob\",\"ciphertext\":\"Yw==\",\"nonce\":\"bg==\","
                        + "\"tag\":\"dA==\",\"associated_data\":null}");
    }

    @Test
    void messageHasTheFieldsOfThePythonTrio() throws Exception {
        assertIsOnTheWire(
                new Message("Yw==", "bg==", "dA==", "YQ=="),
                "{\"ciphertext\":\"Yw==\",\"nonce\":\"bg==\",\"tag\":\"dA==\",\"associated_data\":\"YQ==\"}");
    }

    @Test
    void mailboxHasTheFieldOfThePythonTrio() throws Exception {
        assertIsOnTheWire(new Mailbox(List.of()), "{\"messages\":[]}");
        String two = "{\"messages\":[{\"ciphertext\":\"Yw==\",\"nonce\":\"bg==\",\"tag\":\"dA==\","
                + "\"associated_data\":null},{\"any\":[1,null,\"thing\"]}]}";
        assertIsOnTheWire(Json.read(two.getBytes(UTF_8), Mailbox.class), two);
    }

    @Test
    void statusHasTheFieldOfThePythonTrio() throws Exception {
        assertIsOnTheWire(new Status("Public key not found"), "{\"status\":\"Public key not found\"}");
    }

    static List<Object> bodies() {
        return List.of(
                new RegisterPublicKey("bob", "LS0t"),
                new PublicKey("LS0t"),
                new EncryptedMasterSecret("QQ=="),
                new SendMessage("alice", "bob", "Yw==", "bg==", "dA==", "YQ=="),
                new Message("Yw==", "bg==", "dA==", "YQ=="),
                new Mailbox(List.of()),
                new Status("ok"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everyFieldButAssociatedDataIsNeededAndNamedWhereItIsMissing(Object body) throws Exception {
        ObjectNode complete = Json.read(Json.write(body), ObjectNode.class);
        for (Map.Entry<String, JsonNode> each : complete.properties()) {
            String field = each.getKey();
            if (!field.equals("associated_data")) {
                ObjectNode without = complete.deepCopy().without(field);
                assertThatThrownBy(() -> Json.read(without, body.getClass()))
                        .isInstanceOf(WireFormatException.class)
                        .hasMessageContaining("'" + field + "'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void noBodyTakesAFieldMore(Object body) throws Exception {
        ObjectNode more = Json.read(Json.write(body), ObjectNode.class).put("version", "1");
        assertThatThrownBy(() -> Json.read(more, body.getClass()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'version'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"associated_data\":null"})
    void associatedDataMayBeNullOrMissing(String field) throws Exception {
        String document = "{\"ciphertext\":\"Yw==\",\"nonce\":\"" + NONCE + "\",\"tag\":\"" + TAG + "\"" + field + "}";
        Message message = Json.read(document.getBytes(UTF_8), Message.class);
        assertThat(message.associatedData()).isNull();
        assertThat(message.decode().associatedData()).isEmpty();

        String sent = "{\"sender\":\"alice\",\"recipient\":\"bob\"," + document.substring(1);
        assertThat(Json.read(sent.getBytes(UTF_8), SendMessage.class).message()).isEqualTo(message);
    }

    @Test
    void malformedMessageDoesNotTakeTheOthersWithIt() throws Exception {
        Message good = new Message("Yw==", NONCE, TAG, null);
        String document = "{\"messages\":[null,7,{\"ciphertext\":1}," + new String(Json.write(good), UTF_8) + "]}";
        List<JsonNode> messages =
                Json.read(document.getBytes(UTF_8), Mailbox.class).messages();
        assertThat(messages).hasSize(4);
        for (JsonNode bad : messages.subList(0, 3)) {
            assertThatThrownBy(() -> Json.read(bad, Message.class)).isInstanceOf(WireFormatException.class);
        }
        assertThat(Json.read(messages.get(3), Message.class)).isEqualTo(good);
    }

    @Test
    void envelopeComesOutOfAMessageAsItWentIn() throws Exception {
        Envelope envelope =
                new Envelope("1700000000".getBytes(UTF_8), bytes(12, 1), "ciphertext".getBytes(UTF_8), bytes(16, 2));
        assertThat(SendMessage.of("alice", "bob", envelope).message().decode()).isEqualTo(envelope);
    }

    @Test
    void senderIsNotHandedOn() {
        assertThat(Json.write(new SendMessage("alice", "bob", "Yw==", NONCE, TAG, null).message()))
                .asString(UTF_8)
                .doesNotContain("alice", "bob");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 13, 16, 24})
    void nonceOfAnotherLengthIsRefused(int length) {
        assertRefused("nonce", new Message("Yw==", Base64Text.encode(new byte[length]), TAG, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 12, 15, 17, 32})
    void tagOfAnotherLengthIsRefused(int length) {
        assertRefused("tag", new Message("Yw==", NONCE, Base64Text.encode(new byte[length]), null));
    }

    @Test
    void emptyCiphertextIsRefused() {
        assertRefused("ciphertext", new Message("", NONCE, TAG, null));
    }

    @Test
    void anyFieldThatIsNotCanonicalBase64IsRefused() {
        assertRefused("ciphertext", new Message("QR==", NONCE, TAG, "YQ=="));
        assertRefused("nonce", new Message("Yw==", NONCE + "\n", TAG, "YQ=="));
        assertRefused("tag", new Message("Yw==", NONCE, TAG.replace("=", ""), "YQ=="));
        assertRefused("associated_data", new Message("Yw==", NONCE, TAG, "1700000000"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 256, 511, 513})
    void encryptedMasterSecretOfAnotherLengthIsRefused(int length) throws Exception {
        assertThat(new EncryptedMasterSecret(Base64Text.encode(new byte[512])).decode())
                .hasSize(512);
        assertThatThrownBy(() -> new EncryptedMasterSecret(Base64Text.encode(new byte[length])).decode())
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'encrypted_master_secret_b64'")
                .hasMessageContaining("512");
    }

    @Test
    void textOf64KibFitsIntoABody() {
        Envelope envelope = new Envelope(bytes(10, 1), bytes(12, 1), bytes(64 * 1024, 1), bytes(16, 2));
        assertThat(Json.write(SendMessage.of("alice", "bob", envelope))).hasSizeLessThan(ClassicWire.MAX_BODY_BYTES);
    }

    private static void assertIsOnTheWire(Object body, String json) throws WireFormatException {
        assertThat(Json.write(body)).asString(UTF_8).isEqualTo(json);
        assertThat(Json.read(json.getBytes(UTF_8), body.getClass())).isEqualTo(body);
    }

    private static void assertRefused(String field, Message message) {
        assertThatThrownBy(message::decode)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'" + field + "'");
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

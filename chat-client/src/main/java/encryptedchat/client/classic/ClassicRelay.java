package encryptedchat.client.classic;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.explain.Crossing;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayHttp;
import encryptedchat.client.relay.RelayRequest;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.Mailbox;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import encryptedchat.wire.classic.ClassicWire.RegisterPublicKey;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/** The six routes of level classic, as methods. Nothing that the relay answers is believed further than its form. */
public final class ClassicRelay {
    private final RelayHttp http;
    private final Steps steps;

    public ClassicRelay(RelayAddress relay, Steps steps) {
        this.http = new RelayHttp(relay, new ClassicAnswers());
        this.steps = steps;
    }

    public void registerBobsPublicKey(RSAPublicKey key) throws RelayException {
        RegisterPublicKey body = new RegisterPublicKey(ClassicWire.BOB, RsaPublicKeyPem.encodeBase64(key));
        RelayRequest request = RelayRequest.post(ClassicWire.REGISTER_PUBLIC_KEY, body);
        post(request);
        steps.done("public-key-published", () -> Crossing.sent(request, body));
    }

    /**
     * @return the key that somebody registered as Bob's, or nothing while there is none
     * @throws WireFormatException if it is not an RSA key of 4096 bits with exponent 65537
     */
    public Optional<RSAPublicKey> bobsPublicKey() throws RelayException, WireFormatException {
        Optional<byte[]> answer =
                RelayHttp.ifThere(() -> http.send(RelayRequest.get(ClassicWire.GET_PUBLIC_KEY + ClassicWire.BOB)));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        PublicKey key = Json.read(answer.get(), PublicKey.class);
        return Optional.of(RsaPublicKeyPem.decodeBase64("public_key_pem_b64", key.publicKeyPemBase64()));
    }

    public void sendEncryptedMasterSecret(byte[] encryptedMasterSecret) throws RelayException {
        EncryptedMasterSecret body = new EncryptedMasterSecret(Base64Text.encode(encryptedMasterSecret));
        RelayRequest request = RelayRequest.post(ClassicWire.SEND_ENCRYPTED_MASTER_SECRET, body);
        post(request);
        steps.done("master-secret-sent", () -> Crossing.sent(request, body));
    }

    /**
     * Takes the waiting secret away from the relay.
     *
     * @throws WireFormatException if what was waiting cannot be an encrypted master secret; it is gone all the same
     */
    public Optional<byte[]> takeEncryptedMasterSecret() throws RelayException, WireFormatException {
        RelayRequest request = RelayRequest.get(ClassicWire.GET_ENCRYPTED_MASTER_SECRET);
        Optional<byte[]> answer = RelayHttp.ifThere(() -> http.send(request));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        EncryptedMasterSecret fetched = Json.read(answer.get(), EncryptedMasterSecret.class);
        byte[] encrypted = fetched.decode();
        steps.done("master-secret-fetched", () -> Crossing.fetched(request, List.of(fetched)));
        return Optional.of(encrypted);
    }

    public void sendMessage(String sender, String recipient, Envelope envelope) throws RelayException {
        SendMessage body = SendMessage.of(sender, recipient, envelope);
        RelayRequest request = RelayRequest.post(ClassicWire.SEND_MESSAGE, body);
        post(request);
        steps.done("message-sent", () -> Crossing.sent(request, body));
    }

    /** Takes all waiting messages away from the relay, each still to be read. */
    public List<JsonNode> takeMessages(String recipient) throws RelayException {
        RelayRequest request = RelayRequest.get(ClassicWire.GET_MESSAGES + recipient);
        List<JsonNode> messages = http.send(request, Mailbox.class).messages();
        if (!messages.isEmpty()) {
            steps.done("fetched", () -> Crossing.fetched(request, messages));
        }
        return messages;
    }

    /** Returns when the relay has accepted it. */
    private void post(RelayRequest request) throws RelayException {
        http.require(http.send(request, JsonNode.class).isObject(), "The JSON has another shape.");
    }
}

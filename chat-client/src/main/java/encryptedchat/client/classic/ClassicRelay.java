package encryptedchat.client.classic;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.RelayAddress;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.client.RelayHttp;
import encryptedchat.client.RelayRequest;
import encryptedchat.client.explain.Crossing;
import encryptedchat.client.explain.StepKind;
import encryptedchat.client.explain.StepListener;
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
    private final StepListener listener;

    public ClassicRelay(RelayAddress relay, StepListener listener) {
        this.http = new RelayHttp(relay, new ClassicAnswers());
        this.listener = listener;
    }

    public void registerBobsPublicKey(RSAPublicKey key) throws RelayException {
        RegisterPublicKey body = new RegisterPublicKey(ClassicWire.BOB, RsaPublicKeyPem.encodeBase64(key));
        RelayRequest request = RelayRequest.post(ClassicWire.REGISTER_PUBLIC_KEY, body);
        post(request);
        listener.done(
                StepKind.EXCHANGE_KEY_PUBLISHED, () -> Crossing.sent(request, "PEM text", body.publicKeyPemBase64()));
    }

    /**
     * @return the key that somebody registered as Bob's, or nothing while there is none
     * @throws WireFormatException if it is not an RSA key of 4096 bits with exponent 65537
     */
    public Optional<RSAPublicKey> bobsPublicKey() throws RelayException, WireFormatException {
        Optional<byte[]> answer = getIfThere(RelayRequest.get(ClassicWire.GET_PUBLIC_KEY + ClassicWire.BOB));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        PublicKey key = Json.read(answer.get(), PublicKey.class);
        return Optional.of(RsaPublicKeyPem.decodeBase64("public_key_pem_b64", key.publicKeyPemBase64()));
    }

    public void sendEncryptedMasterSecret(byte[] encryptedMasterSecret) throws RelayException {
        String encoded = Base64Text.encode(encryptedMasterSecret);
        RelayRequest request =
                RelayRequest.post(ClassicWire.SEND_ENCRYPTED_MASTER_SECRET, new EncryptedMasterSecret(encoded));
        post(request);
        listener.done(StepKind.MASTER_SECRET_SENT, () -> Crossing.sent(request, "encrypted master secret", encoded));
    }

    /**
     * Takes the waiting secret away from the relay.
     *
     * @throws WireFormatException if what was waiting cannot be an encrypted master secret; it is gone all the same
     */
    public Optional<byte[]> takeEncryptedMasterSecret() throws RelayException, WireFormatException {
        RelayRequest request = RelayRequest.get(ClassicWire.GET_ENCRYPTED_MASTER_SECRET);
        Optional<byte[]> answer = getIfThere(request);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        EncryptedMasterSecret fetched = Json.read(answer.get(), EncryptedMasterSecret.class);
        byte[] encrypted = fetched.decode();
        listener.done(StepKind.MASTER_SECRET_FETCHED, () -> Crossing.fetched(request, fetched, encrypted));
        return Optional.of(encrypted);
    }

    public void sendMessage(String sender, String recipient, Envelope envelope) throws RelayException {
        SendMessage body = SendMessage.of(sender, recipient, envelope);
        RelayRequest request = RelayRequest.post(ClassicWire.SEND_MESSAGE, body);
        post(request);
        listener.done(StepKind.MESSAGE_SENT, () -> Crossing.sent(request, "ciphertext", body.ciphertext()));
    }

    /** Takes all waiting messages away from the relay, each still to be read. */
    public List<JsonNode> takeMessages(String recipient) throws RelayException {
        RelayRequest request = RelayRequest.get(ClassicWire.GET_MESSAGES + recipient);
        List<JsonNode> messages = http.send(request, Mailbox.class).messages();
        if (!messages.isEmpty()) {
            listener.done(StepKind.FETCHED, () -> Crossing.fetched(request, messages));
        }
        return messages;
    }

    /** Returns when the relay has accepted it. */
    private void post(RelayRequest request) throws RelayException {
        if (!http.send(request, JsonNode.class).isObject()) {
            throw http.notUnderstood(new WireFormatException("The JSON has another shape."));
        }
    }

    private Optional<byte[]> getIfThere(RelayRequest request) throws RelayException {
        try {
            return Optional.of(http.send(request));
        } catch (RelayException failure) {
            if (failure.kind() == Kind.NOTHING_THERE) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}

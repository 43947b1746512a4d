package encryptedchat.client.classic;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.RelayAddress;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.client.RelayHttp;
import encryptedchat.client.RelayRequest;
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

    public ClassicRelay(RelayAddress relay) {
        this.http = new RelayHttp(relay, new ClassicAnswers());
    }

    public void registerBobsPublicKey(RSAPublicKey key) throws RelayException {
        post(
                ClassicWire.REGISTER_PUBLIC_KEY,
                new RegisterPublicKey(ClassicWire.BOB, RsaPublicKeyPem.encodeBase64(key)));
    }

    /**
     * @return the key that somebody registered as Bob's, or nothing while there is none
     * @throws WireFormatException if it is not an RSA key of 4096 bits with exponent 65537
     */
    public Optional<RSAPublicKey> bobsPublicKey() throws RelayException, WireFormatException {
        Optional<byte[]> answer = getIfThere(ClassicWire.GET_PUBLIC_KEY + ClassicWire.BOB);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        PublicKey key = Json.read(answer.get(), PublicKey.class);
        return Optional.of(RsaPublicKeyPem.decodeBase64("public_key_pem_b64", key.publicKeyPemBase64()));
    }

    public void sendEncryptedMasterSecret(byte[] encryptedMasterSecret) throws RelayException {
        post(
                ClassicWire.SEND_ENCRYPTED_MASTER_SECRET,
                new EncryptedMasterSecret(Base64Text.encode(encryptedMasterSecret)));
    }

    /**
     * Takes the waiting secret away from the relay.
     *
     * @throws WireFormatException if what was waiting cannot be an encrypted master secret; it is gone all the same
     */
    public Optional<byte[]> takeEncryptedMasterSecret() throws RelayException, WireFormatException {
        Optional<byte[]> answer = getIfThere(ClassicWire.GET_ENCRYPTED_MASTER_SECRET);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Json.read(answer.get(), EncryptedMasterSecret.class).decode());
    }

    public void sendMessage(String sender, String recipient, Envelope envelope) throws RelayException {
        post(ClassicWire.SEND_MESSAGE, SendMessage.of(sender, recipient, envelope));
    }

    /** Takes all waiting messages away from the relay, each still to be read. */
    public List<JsonNode> takeMessages(String recipient) throws RelayException {
        return http.send(RelayRequest.get(ClassicWire.GET_MESSAGES + recipient), Mailbox.class)
                .messages();
    }

    /** Returns when the relay has accepted it. */
    private void post(String path, Object body) throws RelayException {
        if (!http.send(RelayRequest.post(path, body), JsonNode.class).isObject()) {
            throw http.notUnderstood(new WireFormatException("The JSON has another shape."));
        }
    }

    private Optional<byte[]> getIfThere(String path) throws RelayException {
        try {
            return Optional.of(http.send(RelayRequest.get(path)));
        } catch (RelayException failure) {
            if (failure.kind() == Kind.NOTHING_THERE) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}

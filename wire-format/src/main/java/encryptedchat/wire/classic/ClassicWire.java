package encryptedchat.wire.classic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.WireFormatException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of level 1, each as one record with the field names of the Python trio. Fields that end in {@code _b64},
 * and all fields of a message but the names, are Base64; they stay text here, and are decoded where they are used.
 */
public final class ClassicWire {
    /** What this level is called on the command line and in what people read. */
    public static final String LEVEL = "classic";

    /** At this level the initiator is always called alice. */
    public static final String ALICE = "alice";

    /** At this level bob always has the key pair. */
    public static final String BOB = "bob";

    /** Nobody else exists at this level. */
    public static final Set<String> USERS = Set.of(ALICE, BOB);

    /** An RSA-4096 ciphertext: as long as the modulus, in bytes. */
    public static final int ENCRYPTED_MASTER_SECRET_BYTES = 512;

    /** The relay refuses a body above this, in bytes: a text of 64 KiB fits after Base64, with room to spare. */
    public static final int MAX_BODY_BYTES = 128 * 1024;

    public static final String REGISTER_PUBLIC_KEY = "/register_public_key";
    public static final String GET_PUBLIC_KEY = "/get_public_key/";
    public static final String SEND_ENCRYPTED_MASTER_SECRET = "/send_encrypted_master_secret";
    public static final String GET_ENCRYPTED_MASTER_SECRET = "/get_encrypted_master_secret";
    public static final String SEND_MESSAGE = "/send_message";
    public static final String GET_MESSAGES = "/get_messages/";

    private ClassicWire() {}

    /** Bob to relay: everybody may have this key. */
    public record RegisterPublicKey(
            String userId,

            @JsonProperty(value = "public_key_pem_b64", required = true)
            String publicKeyPemBase64) {}

    /** Relay to Alice: the key that was registered under the name she asked for. */
    public record PublicKey(
            @JsonProperty(value = "public_key_pem_b64", required = true)
            String publicKeyPemBase64) {}

    /** Alice to relay, and relay to Bob: the master secret under Bob's public key. */
    public record EncryptedMasterSecret(
            @JsonProperty(value = "encrypted_master_secret_b64", required = true)
            String encryptedMasterSecretBase64) {

        /** @throws WireFormatException if this is not the Base64 of {@value #ENCRYPTED_MASTER_SECRET_BYTES} bytes */
        public byte[] decode() throws WireFormatException {
            return Base64Text.decode(
                    "encrypted_master_secret_b64", encryptedMasterSecretBase64, ENCRYPTED_MASTER_SECRET_BYTES);
        }
    }

    /** Sender to relay. Nothing proves that the sender is who the field says: that is this level's lesson. */
    public record SendMessage(
            String sender,
            String recipient,
            String ciphertext,
            String nonce,
            String tag,

            @JsonProperty("associated_data") @JsonSetter(nulls = Nulls.SET) @Nullable
            String associatedData) {

        public static SendMessage of(String sender, String recipient, Envelope envelope) {
            return new SendMessage(
                    sender,
                    recipient,
                    Base64Text.encode(envelope.ciphertext()),
                    Base64Text.encode(envelope.nonce()),
                    Base64Text.encode(envelope.tag()),
                    Base64Text.encode(envelope.associatedData()));
        }

        /** What the relay keeps of it for the recipient: the sender's name is dropped, as in the original. */
        public Message message() {
            return new Message(ciphertext, nonce, tag, associatedData);
        }
    }

    /** One waiting message, as the relay stores it and hands it out. */
    public record Message(
            String ciphertext,
            String nonce,
            String tag,

            @JsonProperty("associated_data") @JsonSetter(nulls = Nulls.SET) @Nullable
            String associatedData) {

        /** @throws WireFormatException if a field does not have its form ({@link Envelope#decode}) */
        public Envelope decode() throws WireFormatException {
            return Envelope.decode(associatedData == null ? "" : associatedData, nonce, ciphertext, tag);
        }
    }

    /**
     * Relay to recipient: all that waits. Each message is still unread JSON, so that one that is malformed does not
     * take the others with it, not even if it is null.
     */
    public record Mailbox(
            @JsonSetter(contentNulls = Nulls.SET) List<JsonNode> messages) {}

    /** The relay's answer where there is nothing to hand out, and its answer to every mistake. */
    public record Status(String status) {}
}

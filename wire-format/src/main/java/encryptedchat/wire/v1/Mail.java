package encryptedchat.wire.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Json;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SealedMessage;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mailboxes: the bodies of {@code /v1/mailboxes/{name}} and below. */
public final class Mail {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private Mail() {}

    /**
     * @return the same id
     * @throws WireFormatException if it is not 32 lower-case hexadecimal digits
     */
    public static String checkId(String id) throws WireFormatException {
        if (!ID.matcher(id).matches()) {
            throw new WireFormatException("A message id is 32 lower-case hexadecimal digits.");
        }
        return id;
    }

    /**
     * Sender to relay, and relay to recipient: what one message holds. One of the two fields is there, the other one is
     * not.
     *
     * @param offer the beginning of a session
     * @param message a text sealed in a session
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Content(
            @JsonProperty("offer") @JsonSetter(nulls = Nulls.SET) @Nullable
            Offer offer,

            @JsonProperty("message") @JsonSetter(nulls = Nulls.SET) @Nullable
            SealedMessage message) {

        public static Content of(Offer offer) {
            return new Content(offer, null);
        }

        public static Content of(SealedMessage message) {
            return new Content(null, message);
        }

        /** @throws WireFormatException if neither or both are there, or a field of it does not have its form */
        public void check() throws WireFormatException {
            if ((offer == null) == (message == null)) {
                throw new WireFormatException("A message holds either 'offer' or 'message'.");
            }
            if (offer != null) {
                offer.check();
            }
            if (message != null) {
                message.decode();
            }
        }
    }

    /**
     * Relay to sender: the message waits for its recipient, and survives whatever happens to the relay.
     *
     * @param stored {@code new}, or {@code before} if it was stored by an earlier request with the same id
     */
    public record Stored(
            @JsonProperty(value = "stored", required = true) String stored) {
        public static final Stored NEW = new Stored("new");
        public static final Stored BEFORE = new Stored("before");
    }

    /**
     * Relay to recipient: one waiting message.
     *
     * @param sender who had logged in to send it, as the relay says
     * @param storedAt Unix seconds by the relay's clock
     * @param content a {@link Content}, still unread, so that one that is malformed does not take others with it
     */
    public record Waiting(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "sender", required = true) String sender,

            @JsonProperty(value = "stored_at", required = true)
            long storedAt,

            @JsonProperty(value = "content", required = true)
            JsonNode content) {

        /** @throws WireFormatException if the content is not JSON */
        public static Waiting of(String id, String sender, long storedAt, String contentJson)
                throws WireFormatException {
            return new Waiting(id, sender, storedAt, Json.read(Utf8.encode(contentJson), JsonNode.class));
        }
    }

    /** Relay to recipient: the messages that wait, oldest first. They wait until they are acknowledged. */
    public record Messages(
            @JsonProperty(value = "messages", required = true) @JsonSetter(contentNulls = Nulls.FAIL)
            List<Waiting> messages) {}

    /** Recipient to relay: these have arrived, and need not wait any longer. */
    public record Acknowledgement(
            @JsonProperty(value = "ids", required = true) @JsonSetter(contentNulls = Nulls.FAIL)
            List<String> ids) {}

    /** Relay to recipient: how many of them had been waiting. */
    public record Acknowledged(
            @JsonProperty(value = "acknowledged", required = true)
            int acknowledged) {}

    /** Relay to owner: from whom something waits. */
    public record Mailbox(
            @JsonProperty(value = "waiting", required = true) @JsonSetter(contentNulls = Nulls.FAIL)
            List<WaitingFrom> waiting) {}

    /** How many messages of one sender wait. */
    public record WaitingFrom(
            @JsonProperty(value = "sender", required = true) String sender,

            @JsonProperty(value = "messages", required = true)
            int messages) {}
}

package encryptedchat.wire.v1;

import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.Word;
import java.util.List;

/** Mailboxes: the bodies of {@code /v1/mailboxes/{name}} and below. */
public final class Mail {
    private Mail() {}

    /**
     * Sender to relay, and relay to recipient: what one message holds. The relay keeps the body as it is written, and
     * looks no further into it.
     *
     * @param level a {@link Word}: the protocol level that knows what the body means
     * @param kind a {@link Word}: {@link #OFFER}, {@link #MESSAGE}, or what a level adds
     */
    public record Content(String level, String kind, RawJson body) {

        /** The beginning of a session; its body is the level's own. */
        public static final String OFFER = "offer";

        /** A text sealed in a session; its body is a {@link SealedMessage}. */
        public static final String MESSAGE = "message";

        /** @throws WireFormatException if level or kind do not have their form */
        public void check() throws WireFormatException {
            Word.check("level", level);
            Word.check("kind", kind);
        }
    }

    /**
     * Relay to sender: the message waits for its recipient, and survives whatever happens to the relay.
     *
     * @param stored {@code new}, or {@code before} if it was stored by an earlier request with the same id
     */
    public record Stored(String stored) {
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
    public record Waiting(String id, String sender, long storedAt, RawJson content) {}

    /** Relay to recipient: the messages that wait, oldest first. They wait until they are acknowledged. */
    public record Messages(List<Waiting> messages) {}

    /** Recipient to relay: these have arrived, and need not wait any longer. */
    public record Acknowledgement(List<String> ids) {}

    /** Relay to recipient: how many of them had been waiting. */
    public record Acknowledged(int acknowledged) {}

    /** Relay to owner: from whom something waits. */
    public record Mailbox(List<WaitingFrom> waiting) {}

    /** How many messages of one sender wait. */
    public record WaitingFrom(String sender, int messages) {}
}

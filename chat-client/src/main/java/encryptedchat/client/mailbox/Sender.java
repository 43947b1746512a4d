package encryptedchat.client.mailbox;

import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.crypto.identity.IdentityKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message after the other, in a thread of its own: each again and again until the relay has it. Before, it
 * makes sure that the peer is still who the message is sealed for.
 */
final class Sender extends RelayThread {
    /** For so long an answer of the directory is good enough. */
    private static final Duration LOOK_UP_INTERVAL = Duration.ofSeconds(2);

    private final MailboxRelay relay;
    private final PeerLookup directory;
    private final String peer;
    private final BlockingQueue<Order> next = new SynchronousQueue<>();
    private @Nullable Order unsent;
    private long lookedUpAt = System.nanoTime() - LOOK_UP_INTERVAL.toNanos();

    private record Order(Outbox.Item item, Pin peersKey) {}

    Sender(MailboxRelay relay, String peer, BlockingQueue<Event> events) {
        super("sender", events);
        this.relay = relay;
        this.directory = new PeerLookup(relay, peer);
        this.peer = peer;
    }

    /** Only one at a time; the next one when this one is accepted, refused or held. */
    void send(Outbox.Item item, Pin peersKey) throws InterruptedException {
        next.put(new Order(item, peersKey));
    }

    @Override
    void work() throws RelayException, InterruptedException {
        if (unsent == null) {
            unsent = next.take();
        }
        Order order = unsent;
        Optional<IdentityKey> now = lookUp();
        boolean changed = now.isPresent() && order.peersKey().seen(now.get()).awaitsDecision();
        Event outcome = changed ? new Event.Held() : send(order.item());
        unsent = null;
        answered();
        if (now.isPresent()) {
            tell(new Event.IdentitySeen(now.get()));
        }
        tell(outcome);
    }

    /** @return what the directory says, if it was not asked a moment ago */
    private Optional<IdentityKey> lookUp() throws RelayException {
        if (System.nanoTime() - lookedUpAt < LOOK_UP_INTERVAL.toNanos()) {
            return Optional.empty();
        }
        Optional<IdentityKey> identityKey = directory.identityKey();
        lookedUpAt = System.nanoTime();
        return identityKey;
    }

    private Event send(Outbox.Item item) throws RelayException {
        try {
            relay.send(peer, item.id(), Objects.requireNonNull(item.content(), "not sealed yet"));
            return new Event.Accepted(item.id());
        } catch (RelayException refused) {
            if (refused.kind() != Kind.REFUSED) {
                throw refused;
            }
            return new Event.Refused(item.id(), refused);
        }
    }
}

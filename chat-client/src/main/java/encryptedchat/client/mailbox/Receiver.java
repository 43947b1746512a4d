package encryptedchat.client.mailbox;

import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the relay, in a thread of its own: who the peer is, and what waits. It takes the next messages only when the
 * last ones are shown and acknowledged.
 */
final class Receiver extends RelayThread {
    private static final Duration LOOK_UP_INTERVAL = Duration.ofSeconds(2);

    /** How long a poll waits while the peer's keys are not there yet, in seconds. */
    private static final int WAIT_WHILE_LOOKING = 1;

    /** What there is to ask for. */
    enum Mode {
        /** The keys of the peer are not there yet: look often. */
        LOOKING,
        /** Wait for messages, and look from time to time. */
        TALKING,
        /** Take no messages until the person has decided about the peer's identity. */
        DECIDING
    }

    private final MailboxRelay relay;
    private final PeerLookup directory;
    private final String peer;
    private final @Nullable ExchangeKey published;
    private final List<String> toAcknowledge = new ArrayList<>();
    private volatile Mode mode = Mode.LOOKING;
    private long publishedTo = -1;
    private long lastLookUp;

    /** @param published this side's exchange key, if it takes offers */
    Receiver(MailboxRelay relay, String peer, Optional<ExchangeKey> published, BlockingQueue<Event> events) {
        super("receiver", events);
        this.relay = relay;
        this.directory = new PeerLookup(relay, peer);
        this.peer = peer;
        this.published = published.orElse(null);
    }

    void mode(Mode changed) {
        mode = changed;
    }

    @Override
    void work() throws RelayException, InterruptedException {
        Mode now = mode;
        acknowledge();
        Optional<Event> found = lookUp(now);
        // That the relay knows nothing is told before who the peer is, which answers it with one offer and not two.
        publish();
        if (found.isPresent()) {
            tell(found.get());
        }
        if (now == Mode.DECIDING) {
            answered();
            pause(Duration.ZERO);
            return;
        }
        List<Waiting> messages = relay.poll(
                peer, now == Mode.LOOKING ? WAIT_WHILE_LOOKING : V1.MAX_WAIT_SECONDS, V1.MAX_POLLED_MESSAGES);
        answered();
        if (!messages.isEmpty()) {
            toAcknowledge.addAll(handOver(messages));
            acknowledge();
        }
    }

    /** A relay that had to be told the name again has forgotten everything else, too. */
    private void publish() throws RelayException, InterruptedException {
        if (published != null && publishedTo != relay.timesRegistered()) {
            relay.publishExchangeKey(published);
        }
        if (registeredAnew()) {
            tell(new Event.Registered());
        }
        publishedTo = relay.timesRegistered();
    }

    private boolean registeredAnew() {
        return relay.timesRegistered() > Math.max(publishedTo, 0);
    }

    private void acknowledge() throws RelayException, InterruptedException {
        if (!toAcknowledge.isEmpty()) {
            List<String> ids = List.copyOf(toAcknowledge);
            relay.acknowledge(ids);
            toAcknowledge.clear();
            tell(new Event.Acknowledged(ids));
        }
    }

    private Optional<Event> lookUp(Mode now) throws RelayException {
        boolean recently = lastLookUp != 0 && System.nanoTime() - lastLookUp < LOOK_UP_INTERVAL.toNanos();
        if (recently && now == Mode.TALKING) {
            return Optional.empty();
        }
        lastLookUp = System.nanoTime();
        Optional<IdentityKey> identityKey = directory.identityKey();
        boolean offering = published == null && (now == Mode.LOOKING || registeredAnew());
        boolean wanted = offering && identityKey.isPresent();
        return Optional.of(new Event.PeerFound(identityKey, wanted ? directory.exchangeKey() : Optional.empty()));
    }

    private List<String> handOver(List<Waiting> messages) throws InterruptedException {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        tell(new Event.Arrived(messages, done));
        try {
            return done.get();
        } catch (ExecutionException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }
}

package encryptedchat.client.mailbox;

import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final long LOOK_UP_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a poll waits, in seconds: less than the 30 after which servers and proxies drop a silent connection. */
    private static final int WAIT = 25;

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
    private final List<String> toAcknowledge;
    private volatile Mode mode = Mode.LOOKING;
    private long publishedTo = -1;
    private long lastLookUp;

    /**
     * @param published this side's exchange key, if it takes offers
     * @param shown the ids of messages that were shown before, and that the relay may not know of
     */
    Receiver(
            MailboxRelay relay,
            String peer,
            Optional<ExchangeKey> published,
            Collection<String> shown,
            BlockingQueue<Event> events) {
        super("receiver", events);
        this.relay = relay;
        this.directory = new PeerLookup(relay, peer);
        this.peer = peer;
        this.published = published.orElse(null);
        this.toAcknowledge = new ArrayList<>(shown);
    }

    void mode(Mode changed) {
        mode = changed;
    }

    @Override
    void work() throws RelayException, InterruptedException {
        Mode now = mode;
        acknowledge();
        boolean isTime = now != Mode.TALKING || isAway() || isLongAgo(lastLookUp);
        Optional<IdentityKey> found = isTime ? directory.identityKey() : Optional.empty();
        // That the relay knew nothing is told before who the peer is, so that both are answered with one offer.
        boolean knewNothing = publish();
        if (isTime) {
            lastLookUp = System.nanoTime();
            tell(found, now);
            answered();
        }
        if (now == Mode.DECIDING) {
            pause(Duration.ZERO);
        } else {
            receive(now == Mode.LOOKING || knewNothing ? WAIT_WHILE_LOOKING : WAIT);
        }
    }

    private static boolean isLongAgo(long lookUp) {
        return lookUp == 0 || System.nanoTime() - lookUp >= LOOK_UP_NANOS;
    }

    private void receive(int waitSeconds) throws RelayException, InterruptedException {
        List<Waiting> messages = relay.poll(peer, waitSeconds, V1.MAX_POLLED_MESSAGES);
        answered();
        if (!messages.isEmpty()) {
            toAcknowledge.addAll(handOver(messages));
            acknowledge();
        }
    }

    /**
     * A relay that had to be told the name again has forgotten everything else, too.
     *
     * @return whether that is so
     */
    private boolean publish() throws RelayException, InterruptedException {
        long registered = relay.timesRegistered();
        boolean knewNothing = registered > Math.max(publishedTo, 0);
        if (published != null && registered != publishedTo) {
            relay.publishExchangeKey(published);
        }
        if (knewNothing) {
            tell(new Event.Registered());
        }
        publishedTo = registered;
        return knewNothing;
    }

    private void tell(Optional<IdentityKey> found, Mode now) throws RelayException, InterruptedException {
        if (found.isEmpty()) {
            tell(new Event.PeerUnknown());
            return;
        }
        tell(new Event.IdentitySeen(found.get()));
        if (now == Mode.LOOKING && published == null) {
            tell(new Event.ExchangeKeyFound(found.get(), directory.exchangeKey()));
        }
    }

    private void acknowledge() throws RelayException, InterruptedException {
        while (!toAcknowledge.isEmpty()) {
            List<String> some = toAcknowledge.subList(0, Math.min(toAcknowledge.size(), V1.MAX_ACKNOWLEDGED));
            List<String> ids = List.copyOf(some);
            relay.acknowledge(peer, ids);
            some.clear();
            tell(new Event.Acknowledged(ids));
        }
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

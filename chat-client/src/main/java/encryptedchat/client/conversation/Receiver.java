package encryptedchat.client.conversation;

import encryptedchat.client.relay.RelayException;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the relay, in a thread of its own: who the peer is, what there is to do for a handshake, and what waits. It
 * takes the next messages only when the last ones are shown and acknowledged.
 */
final class Receiver extends RelayThread {
    /** How long a poll waits, in seconds: less than the 30 after which servers and proxies drop a silent connection. */
    private static final int WAIT = 25;

    /** The same while the peer's keys are not there yet, or the relay is just back. */
    private static final int SHORT_WAIT = 1;

    private final PeerLink link;
    private final Handshake handshake;
    private final Incoming incoming;
    private final List<String> toAcknowledge;
    private long timesRegistered;
    private boolean wanted;

    Receiver(PeerLink link, Handshake handshake, Incoming incoming) {
        super("receiver", link);
        this.link = link;
        this.handshake = handshake;
        this.incoming = incoming;
        this.toAcknowledge = new ArrayList<>(link.memory.now().shown());
    }

    @Override
    void work() throws RelayException, InterruptedException {
        boolean looking = isLooking();
        acknowledge();
        if (looking || link.awaitsDecision() || isAway() || link.isIdentityOld()) {
            link.fetchPinned();
        }
        boolean knewNothing = link.relay.timesRegistered() > timesRegistered;
        if (knewNothing) {
            timesRegistered = link.relay.timesRegistered();
            handshake.relayHasForgotten();
        }
        if (link.awaitsDecision()) {
            // No messages are taken until the person has decided who the peer is.
            pause(Duration.ZERO);
        } else {
            handshake.proceed();
            receive(looking || knewNothing || isAway() ? SHORT_WAIT : WAIT);
        }
    }

    /** @return whether the keys of the peer are not there yet, so that it is worth looking often */
    private boolean isLooking() {
        return handshake.isWaiting() || link.memory.peer().identity().pinned() == null;
    }

    /**
     * In the conversation's thread: what there is to do now, and was not before, does not wait until the poll is over.
     */
    void lookUp() {
        boolean wantedBefore = wanted;
        wanted = isLooking() || link.awaitsDecision();
        if (wanted && !wantedBefore) {
            link.relay.stopWaiting();
        }
    }

    private void receive(int waitSeconds) throws RelayException, InterruptedException {
        List<Waiting> messages = link.relay.poll(link.peer(), waitSeconds, V1.MAX_POLLED_MESSAGES);
        if (!messages.isEmpty()) {
            toAcknowledge.addAll(link.work.ask(() -> incoming.take(messages)));
            acknowledge();
        }
    }

    private void acknowledge() throws RelayException {
        while (!toAcknowledge.isEmpty()) {
            List<String> some = toAcknowledge.subList(0, Math.min(toAcknowledge.size(), V1.MAX_ACKNOWLEDGED));
            List<String> ids = List.copyOf(some);
            link.relay.acknowledge(link.peer(), ids);
            some.clear();
            link.work.tell(() -> link.memory.note(state -> state.acknowledged(ids)));
        }
    }
}

package encryptedchat.client.conversation;

import encryptedchat.client.relay.MailboxRelay;
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

    private final Setting setting;
    private final MailboxRelay relay;
    private final PeerLookup lookup;
    private final Handshake handshake;
    private final Incoming incoming;
    private final List<String> toAcknowledge;
    private volatile Mode mode = Mode.LOOKING;
    private long timesRegistered;

    Receiver(Setting setting, PeerLookup lookup, Handshake handshake, Incoming incoming) {
        super("receiver", setting.work(), setting.screen().notices());
        this.setting = setting;
        this.relay = setting.relay();
        this.lookup = lookup;
        this.handshake = handshake;
        this.incoming = incoming;
        this.toAcknowledge = new ArrayList<>(setting.memory().now().shown());
    }

    void mode(Mode changed) {
        mode = changed;
    }

    @Override
    void work() throws RelayException, InterruptedException {
        Mode now = mode;
        acknowledge();
        if (now != Mode.TALKING || isAway() || lookup.isDue()) {
            lookup.checkPin(lookup.fetch());
            answered();
        }
        boolean knewNothing = relay.timesRegistered() > timesRegistered;
        if (knewNothing) {
            timesRegistered = relay.timesRegistered();
            handshake.relayHasForgotten();
        }
        if (now == Mode.DECIDING) {
            pause(Duration.ZERO);
        } else {
            handshake.proceed();
            receive(now == Mode.LOOKING || knewNothing ? WAIT_WHILE_LOOKING : WAIT);
        }
    }

    private void receive(int waitSeconds) throws RelayException, InterruptedException {
        List<Waiting> messages = relay.poll(setting.peer(), waitSeconds, V1.MAX_POLLED_MESSAGES);
        answered();
        if (!messages.isEmpty()) {
            toAcknowledge.addAll(setting.work().ask(() -> incoming.take(messages)));
            acknowledge();
        }
    }

    private void acknowledge() throws RelayException {
        while (!toAcknowledge.isEmpty()) {
            List<String> some = toAcknowledge.subList(0, Math.min(toAcknowledge.size(), V1.MAX_ACKNOWLEDGED));
            List<String> ids = List.copyOf(some);
            relay.acknowledge(setting.peer(), ids);
            some.clear();
            setting.work().tell(() -> setting.memory().note(state -> state.acknowledged(ids)));
        }
    }
}

package encryptedchat.client.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * What this side says: kept from when it is typed until the relay has it. It is sent one after the other, each again
 * and again until the relay has it, in a thread of its own.
 *
 * <p>The console may run ahead of the relay, but not by more than fits into a state file that is written in a moment.
 */
final class Outgoing extends RelayThread {
    private static final int UNIT_BYTES = 1024;
    private static final int UNITS = 256;

    private final PeerLink link;
    private final Memory memory;

    private final Semaphore room = new Semaphore(UNITS);
    private int freed;
    private boolean sending;
    private boolean saidWaiting;

    private final BlockingQueue<Item> handedOver = new ArrayBlockingQueue<>(1);

    Outgoing(PeerLink link) {
        super("sender", link);
        this.link = link;
        this.memory = link.memory;
    }

    /** A line was typed: waits, in the console's thread, until there is room for it. */
    void typed(String text) throws InterruptedException {
        room.acquire(units(text));
        link.work.tell(() -> memory.change(state -> state.withOutbox(
                outbox -> outbox.plus(Item.ofText(text, link.me().random())))));
    }

    /** In the conversation's thread, when the state is saved. Nothing is sent while the last one is under way. */
    void sendNext() {
        if (sending || memory.now().outbox().isEmpty()) {
            return;
        }
        Optional<Item> next = memory.now().toSend();
        if (next.isPresent()) {
            sending = true;
            memory.note(state -> state.withOutbox(Outbox::sending));
            handedOver.add(next.get());
        } else if (!saidWaiting) {
            saidWaiting = true;
            link.tell("Your messages are saved, and sent as soon as possible.");
        }
    }

    /** In its own thread. Before each message it makes sure that the peer is still who the message is sealed for. */
    @Override
    void work() throws RelayException, InterruptedException {
        Item item = handedOver.take();
        try {
            if (link.isIdentityOld()) {
                link.fetchPinned();
            }
            if (memory.now().toSend().filter(item::equals).isPresent()) {
                Optional<RelayException> refused = send(item);
                link.work.tell(() -> done(item, refused));
            }
        } finally {
            // If the relay does not have it, it is handed over again.
            link.work.tell(() -> sending = false);
        }
    }

    /** @return why the relay will never take it, if that is so */
    private Optional<RelayException> send(Item item) throws RelayException {
        try {
            link.relay.send(link.peer(), item.id(), Objects.requireNonNull(item.content(), "not sealed yet"));
            return Optional.empty();
        } catch (RelayException failure) {
            if (failure.kind() != Kind.REFUSED) {
                throw failure;
            }
            return Optional.of(failure);
        }
    }

    private void done(Item item, Optional<RelayException> refused) {
        refused.ifPresent(why -> link.tell("Not sent. " + why.getMessage()));
        saidWaiting = false;
        Outbox before = memory.now().outbox();
        Outbox left = before.without(item);
        if (item.text() != null && !left.equals(before)) {
            free(item.text(), left.isEmpty());
        }
        // In between it is not worth a write: what is sent again under its id is the same message to the relay.
        if (left.isEmpty()) {
            memory.change(state -> state.withOutbox(outbox -> left));
        } else {
            memory.note(state -> state.withOutbox(outbox -> left));
        }
    }

    /** This text takes no room any more. Lines are let in many at a time, so that they are written many at a time. */
    private void free(String text, boolean nothingWaits) {
        freed += units(text);
        if (nothingWaits || freed >= UNITS / 2) {
            room.release(freed);
            freed = 0;
        }
    }

    private static int units(String text) {
        return 1 + text.getBytes(UTF_8).length / UNIT_BYTES;
    }
}

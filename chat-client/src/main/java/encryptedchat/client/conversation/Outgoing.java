package encryptedchat.client.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this side says: kept from when it is typed until the relay has it. It is sent one after the other, each again
 * and again until the relay has it, in a thread of its own.
 *
 * <p>The console may run ahead of the relay, but not by more than fits into a state file that is written in a moment.
 */
final class Outgoing extends RelayThread {
    private static final int UNIT_BYTES = 1024;
    private static final int UNITS = 256;

    private final Setting setting;
    private final Memory memory;
    private final PeerLookup lookup;

    private final Semaphore room = new Semaphore(UNITS);
    private int freed;
    private boolean sending;
    private boolean saidWaiting;

    private final BlockingQueue<Item> handedOver = new SynchronousQueue<>();
    private @Nullable Item unsent;

    Outgoing(Setting setting, PeerLookup lookup) {
        super("sender", setting.work(), setting.screen().notices());
        this.setting = setting;
        this.memory = setting.memory();
        this.lookup = lookup;
    }

    /** A line was typed: waits, in the console's thread, until there is room for it. */
    void typed(String text) throws InterruptedException {
        room.acquire(units(text));
        setting.work()
                .tell(() -> memory.change(state -> state.withOutbox(
                        outbox -> outbox.plus(Item.ofText(text, setting.me().random())))));
    }

    /**
     * In the conversation's thread, when the state is saved. Nothing is sent while the last one is under way, or the
     * person has to decide who the peer is.
     */
    void sendNext() throws InterruptedException {
        Outbox outbox = memory.now().outbox();
        if (sending || outbox.isEmpty()) {
            return;
        }
        Optional<Item> next = memory.peer().identity().awaitsDecision() ? Optional.empty() : outbox.next();
        if (next.isPresent()) {
            sending = true;
            memory.note(state -> state.withOutbox(now -> now.sending(next.get().id())));
            handedOver.put(next.get());
        } else if (!saidWaiting) {
            saidWaiting = true;
            setting.screen().say("Your messages are saved, and sent as soon as possible.");
        }
    }

    /** In its own thread. Before each message it makes sure that the peer is still who the message is sealed for. */
    @Override
    void work() throws RelayException, InterruptedException {
        if (unsent == null) {
            unsent = handedOver.take();
        }
        Item item = unsent;
        if (lookup.isDue()) {
            lookup.checkPin(lookup.fetch());
        }
        if (memory.peer().identity().awaitsDecision()) {
            unsent = null;
            setting.work().tell(() -> sending = false);
            return;
        }
        Optional<RelayException> refused = send(item);
        unsent = null;
        answered();
        setting.work().tell(() -> done(item.id(), refused));
    }

    /** @return why the relay will never take it, if that is so */
    private Optional<RelayException> send(Item item) throws RelayException {
        try {
            setting.relay().send(setting.peer(), item.id(), Objects.requireNonNull(item.content(), "not sealed yet"));
            return Optional.empty();
        } catch (RelayException failure) {
            if (failure.kind() != Kind.REFUSED) {
                throw failure;
            }
            return Optional.of(failure);
        }
    }

    private void done(String id, Optional<RelayException> refused) {
        refused.ifPresent(why -> setting.screen().say("Not sent. " + why.getMessage()));
        sending = false;
        saidWaiting = false;
        Outbox before = memory.now().outbox();
        boolean nothingWaits = before.without(id).isEmpty();
        before.items().stream()
                .filter(item -> item.id().equals(id))
                .flatMap(item -> Stream.ofNullable(item.text()))
                .forEach(text -> free(text, nothingWaits));
        // In between it is not worth a write: what is sent again under its id is the same message to the relay.
        if (nothingWaits) {
            memory.change(state -> state.withOutbox(outbox -> outbox.without(id)));
        } else {
            memory.note(state -> state.withOutbox(outbox -> outbox.without(id)));
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

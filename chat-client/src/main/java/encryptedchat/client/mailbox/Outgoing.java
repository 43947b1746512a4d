package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.RelayException;
import java.util.Optional;

/** What this side says: kept from when it is typed until the relay has it, and sent one after the other. */
final class Outgoing {
    private final ConversationState state;
    private final TypedAhead typedAhead;
    private final Sender sender;
    private final Console console;
    private boolean sending;
    private boolean saidWaiting;

    Outgoing(ConversationState state, TypedAhead typedAhead, Sender sender, Console console) {
        this.state = state;
        this.typedAhead = typedAhead;
        this.sender = sender;
        this.console = console;
    }

    /** Seals it at once if there are keys. It is to be on the disk before {@link #sendNext}. */
    void add(String text) {
        state.outbox().add(text);
        state.session().ifPresent(state.outbox()::seal);
        state.changed();
    }

    /** Nothing is sent while the last one is under way, or the person has to decide who the peer is. */
    void sendNext() throws InterruptedException {
        if (sending || state.outbox().isEmpty()) {
            return;
        }
        Optional<Outbox.Item> next =
                state.pin().awaitsDecision() ? Optional.empty() : state.outbox().next();
        if (next.isPresent()) {
            sending = true;
            sender.send(next.get(), state.pin());
        } else if (!saidWaiting) {
            saidWaiting = true;
            console.showStatus("What you typed is kept on the disk, and sent as soon as it can be.");
        }
    }

    void accepted(String id) {
        sending = false;
        saidWaiting = false;
        Optional<Outbox.Item> done = state.outbox().remove(id);
        boolean nothingWaits = state.outbox().isEmpty();
        done.map(Outbox.Item::text).ifPresent(text -> typedAhead.handled(text, nothingWaits));
        // In between it is not worth a write: what is sent again under its id is the same message to the relay.
        if (nothingWaits) {
            state.changed();
        }
    }

    void refused(String id, RelayException why) {
        console.showStatus("Not sent. " + why.getMessage());
        accepted(id);
    }

    /** The last one was not sent, and stays the next one. */
    void held() {
        sending = false;
    }
}

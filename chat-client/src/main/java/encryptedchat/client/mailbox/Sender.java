package encryptedchat.client.mailbox;

import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/** Sends one message after the other, in a thread of its own: each again and again until the relay has it. */
final class Sender extends RelayThread {
    private final MailboxRelay relay;
    private final String peer;
    private final BlockingQueue<Outbox.Item> next = new SynchronousQueue<>();
    private Outbox.@Nullable Item unsent;

    Sender(MailboxRelay relay, String peer, BlockingQueue<Event> events) {
        super("sender", events);
        this.relay = relay;
        this.peer = peer;
    }

    /** Only one at a time; the next one when this one is accepted or refused. */
    void send(Outbox.Item item) throws InterruptedException {
        next.put(item);
    }

    @Override
    void work() throws RelayException, InterruptedException {
        if (unsent == null) {
            unsent = next.take();
        }
        Outbox.Item item = unsent;
        try {
            relay.send(peer, item.id(), item.content());
            unsent = null;
            answered();
            tell(new Event.Accepted(item.id()));
        } catch (RelayException refused) {
            if (refused.kind() != Kind.REFUSED) {
                throw refused;
            }
            unsent = null;
            answered();
            tell(new Event.Refused(item.id(), refused));
        }
    }
}

package encryptedchat.client.conversation;

import encryptedchat.client.home.ShownMark;
import encryptedchat.client.home.StateFiles;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Commands;
import encryptedchat.client.terminal.Console.Input;
import encryptedchat.client.terminal.ConsoleReader;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import java.io.IOException;

/**
 * Two people talk through their mailboxes. What is typed is sealed, written to the disk, and sent until the relay has
 * it; what arrives is shown once.
 *
 * <p>One thread has the keys and the state, and does one {@link #step} after the other. Three threads hand it work: one
 * reads the console, one receives, one sends.
 */
public final class Conversation {
    private final PeerLink link;
    private final Memory memory;
    private final ShownMark mark;
    private final Commands commands;
    private final Receiver receiver;
    private final Outgoing outgoing;
    private final Departure departure;

    private Conversation(PeerLink link, StateFiles files, Handshake.Side side) throws IOException, ChatException {
        this.link = link;
        memory = link.memory;
        departure = new Departure(link);
        Handshake handshake = side.with(link);
        commands = PersonCommands.of(link, handshake);
        mark = ShownMark.open(files.home(), link.peer());
        receiver = new Receiver(link, handshake, new Incoming(link, handshake, mark));
        outgoing = new Outgoing(link);
    }

    /** Whom one talks with, and how. */
    public record With(String peer, Level level, Handshake.Side side) {}

    /** @throws ChatException if what was kept of this conversation cannot be used */
    public static Conversation open(Party me, With with, MailboxRelay relay, StateFiles files, Screen screen)
            throws IOException, ChatException {
        Memory memory = Memory.open(files, with.peer(), me);
        return new Conversation(new PeerLink(me, with.level(), relay, memory, screen), files, with.side());
    }

    /**
     * Returns when the input has ended and the relay has all of it, or when the person interrupts.
     *
     * @throws IOException if the state cannot be kept
     * @throws ChatException if the relay cannot be used, or something stays unsent that the person may take for sent
     */
    public void run() throws IOException, ChatException, InterruptedException {
        if (link.awaitsDecision()) {
            link.identity.showWhatToDecide();
        } else if (link.hasSession()) {
            link.say("The keys from last time are here; the conversation with " + link.peer()
                    + " goes on. Type to talk.");
        }
        new ConsoleReader(link.screen.console(), commands, this::entered).start();
        receiver.start();
        outgoing.start();
        try {
            while (!departure.isOver()) {
                step();
            }
        } finally {
            receiver.stop();
            outgoing.stop();
            link.relay.stop();
            mark.close();
        }
        memory.save();
        departure.leave();
    }

    /** Whatever happened since the last step is handled, and is on the disk before anything of it is sent. */
    private void step() throws IOException, InterruptedException {
        link.work.runNext();
        memory.changePeer(peer -> peer.withoutOld(link.me().now()));
        memory.change(state -> state.seal(link.me(), link.level().name()));
        memory.saveIfChanged();
        outgoing.sendNext();
        receiver.lookUp();
    }

    /** In the console's thread. */
    private void entered(Input input) throws InterruptedException {
        if (input instanceof Input.Line line) {
            outgoing.typed(line.text());
        } else if (input instanceof Input.Command command) {
            link.work.tell(() -> commands.obey(command.line()));
        } else {
            link.work.tell(() -> departure.begin(input));
        }
    }
}

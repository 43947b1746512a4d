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
    private final Setting setting;
    private final Memory memory;
    private final ShownMark mark;
    private final IdentityDecisions identity;
    private final Handshake handshake;
    private final Commands commands;
    private final Receiver receiver;
    private final Outgoing outgoing;
    private final Departure departure;

    private Conversation(Setting setting, StateFiles files, Handshake.Side side) throws IOException, ChatException {
        this.setting = setting;
        memory = setting.memory();
        departure = new Departure(setting);
        identity = new IdentityDecisions(setting);
        PeerLookup lookup = new PeerLookup(setting, identity);
        handshake = side.with(new PeerLink(setting, files, lookup, identity));
        commands = PersonCommands.of(setting, identity, handshake);
        mark = ShownMark.open(files.home(), setting.peer());
        receiver = new Receiver(setting, lookup, handshake, new Incoming(setting, handshake, mark));
        outgoing = new Outgoing(setting, lookup);
    }

    /** Whom one talks with, and how. */
    public record With(String peer, Level level, Handshake.Side side) {}

    /** @throws ChatException if what was kept of this conversation cannot be used */
    public static Conversation open(Party me, With with, MailboxRelay relay, StateFiles files, Screen screen)
            throws IOException, ChatException {
        Memory memory = Memory.open(files, with.peer(), me);
        Setting setting = new Setting(me, with.level(), relay, new WorkQueue(), memory, screen);
        return new Conversation(setting, files, with.side());
    }

    /**
     * Returns when the input has ended and the relay has all of it, or when the person interrupts.
     *
     * @throws IOException if the state cannot be kept
     * @throws ChatException if the relay cannot be used, or something stays unsent that the person may take for sent
     */
    public void run() throws IOException, ChatException, InterruptedException {
        if (identity.awaitsDecision()) {
            identity.showWhatToDecide();
        } else if (memory.peer().current(setting.level().name()).isPresent()) {
            setting.screen()
                    .notices()
                    .say("The keys from last time are here; the conversation with " + setting.peer()
                            + " goes on. Type to talk.");
        }
        chooseMode();
        new ConsoleReader(setting.screen().console(), commands, this::entered).start();
        receiver.start();
        outgoing.start();
        try {
            while (!departure.isOver()) {
                step();
            }
        } finally {
            receiver.stop();
            outgoing.stop();
            setting.relay().stop();
            mark.close();
        }
        memory.save();
        departure.leave();
    }

    /** Whatever happened since the last step is handled, and is on the disk before anything of it is sent. */
    private void step() throws IOException, InterruptedException {
        setting.work().runNext();
        memory.changePeer(peer -> peer.withoutOld(setting.me().now()));
        memory.change(state -> state.seal(setting.level().name()));
        memory.saveIfChanged();
        outgoing.sendNext();
        chooseMode();
    }

    private void chooseMode() {
        boolean looking = handshake.isWaiting() || memory.peer().identity().pinned() == null;
        receiver.mode(
                identity.awaitsDecision()
                        ? Receiver.Mode.DECIDING
                        : looking ? Receiver.Mode.LOOKING : Receiver.Mode.TALKING);
    }

    /** In the console's thread. */
    private void entered(Input input) throws InterruptedException {
        if (input instanceof Input.Line line) {
            outgoing.typed(line.text());
        } else if (input instanceof Input.Command command) {
            setting.work().tell(() -> commands.obey(command.line()));
        } else {
            setting.work().tell(() -> departure.begin(input));
        }
    }
}

package encryptedchat.client.conversation;

import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.home.PrekeyFile;
import encryptedchat.client.home.StateFiles;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of one conversation, in memory and, as one file of JSON, on the disk, so that what is there is always of
 * one moment. A change is saved before anything that depends on it leaves this program.
 */
final class Memory {
    private final StateFiles files;
    private final String fileName;
    private final List<PrekeyFile> prekeys = new ArrayList<>();
    /** Any thread may look at it; only the conversation's own changes it. */
    private volatile ConversationState state;

    private boolean changed;

    private Memory(StateFiles files, String fileName, ConversationState state) {
        this.files = files;
        this.fileName = fileName;
        this.state = state;
    }

    /** @throws ChatException if the file is there but cannot be used; it is left as it is */
    static Memory open(StateFiles files, String peer, Party me) throws IOException, ChatException {
        String fileName = "conversation-with-" + peer;
        Optional<byte[]> content = files.read(fileName);
        try {
            ConversationState state = content.isEmpty()
                    ? ConversationState.begin(peer)
                    : Json.read(content.get(), ConversationState.class);
            for (Kept kept : state.peer().sessions()) {
                kept.session(me);
            }
            return new Memory(files, fileName, state.withPeer(known -> known.withoutOld(me.now())));
        } catch (WireFormatException notOurs) {
            throw new ChatException("The file " + files.path(fileName) + " cannot be used (" + notOurs.getMessage()
                    + ") Move it away to start over with " + peer + ".");
        }
    }

    /** They are written right after the state: a prekey must not be gone before the session is kept that it made. */
    PrekeyFile openPrekeys(Level level, Party me, Console console) throws IOException, ChatException {
        PrekeyFile file = PrekeyFile.open(files, level, me, console);
        prekeys.add(file);
        return file;
    }

    ConversationState now() {
        return state;
    }

    Peer peer() {
        return state.peer();
    }

    void change(UnaryOperator<ConversationState> step) {
        ConversationState next = step.apply(state);
        changed = changed || !next.equals(state);
        state = next;
    }

    /** A change that need not be written by itself: it does no harm if it is made again. */
    void note(UnaryOperator<ConversationState> step) {
        state = step.apply(state);
    }

    void changePeer(UnaryOperator<Peer> step) {
        change(before -> before.withPeer(step));
    }

    /** When it returns, all of this is on the disk. */
    void save() throws IOException {
        files.write(fileName, Json.write(state));
        for (PrekeyFile file : prekeys) {
            file.saveIfChanged();
        }
        changed = false;
    }

    void saveIfChanged() throws IOException {
        if (changed) {
            save();
        }
    }
}

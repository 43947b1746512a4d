package encryptedchat.client.classic;

import encryptedchat.client.OwnWay;
import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.conversation.Screen;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.home.Home;
import encryptedchat.client.relay.Notices;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Console;
import encryptedchat.wire.classic.ClassicWire;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Level classic on one side: the same for Alice and Bob around their parts in agreeing on keys. */
public abstract class ClassicWay implements OwnWay {
    private final String me;
    private final String peer;
    private final Side side;

    /** Makes one side's part in agreeing on keys. */
    @FunctionalInterface
    public interface Side {
        /** @param earlier what both had in common last time */
        KeyExchange with(ClassicSetting setting, Optional<Agreement> earlier);
    }

    protected ClassicWay(String me, String peer, Side side) {
        this.me = me;
        this.peer = peer;
        this.side = side;
    }

    @Override
    public final String level() {
        return ClassicWire.LEVEL;
    }

    @Override
    public final Optional<String> whyNot(Wish wish) {
        if (!wish.name().equals(me) || !wish.peer().equals(peer)) {
            return Optional.of("At level classic there are only alice and bob: --name can only be " + me
                    + " here, and --peer only " + peer + ".");
        }
        return wish.passphrase()
                ? Optional.of("A passphrase protects nothing at level classic, which keeps its file as it is. Leave it"
                        + " out, or use another level.")
                : Optional.empty();
    }

    @Override
    public final void talk(RelayAddress relay, Home home, Console console, Narrator narrator)
            throws IOException, ChatException, InterruptedException {
        ClassicSetting setting = new ClassicSetting(
                new ClassicRelay(relay, narrator),
                new Sessions(),
                new ClassicMemory(home),
                new Screen(console, new Notices(console, "Retrying; what you type waits."), narrator),
                new SecureRandom(),
                InstantSource.system());
        // What was sent meanwhile was sealed with the keys of before.
        Optional<Agreement> earlier = setting.memory().recall();
        earlier.ifPresent(before -> setting.sessions().remember(setting.session(before.masterSecret())));
        new ClassicConversation(setting, side.with(setting, earlier), me, peer).run();
    }
}

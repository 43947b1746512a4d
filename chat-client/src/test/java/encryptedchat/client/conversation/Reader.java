package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.BOB;

import encryptedchat.client.explain.ExplainCommand;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.home.ShownMark;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.terminal.Commands;
import encryptedchat.client.terminal.RecordingConsole;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Bob's program from one start to a kill, without its threads: what came is handed to it by the test. */
final class Reader implements AutoCloseable {
    final RecordingConsole console = new RecordingConsole();
    final Memory memory;
    final IdentityDecisions identity;
    final ShownMark mark;

    private static int ids;

    private final TestHome home;
    private final Narrator narrator;
    private final Responder responder;
    private final Incoming incoming;
    private long time;

    private Reader(TestHome home, Level level) throws Exception {
        this.home = home;
        this.narrator = new Narrator(console, level.name(), "alice");
        Party me = TestPeople.hearing(BOB, narrator);
        this.memory = home.memoryOf(me, "alice");
        MailboxRelay nobodyAsksIt = new MailboxRelay(RelayAddress.parse("http://127.0.0.1:1"), me.identity(), narrator);
        PeerLink link = new PeerLink(me, level, nobodyAsksIt, memory, Screen.of(console, narrator));
        this.identity = link.identity;
        this.mark = ShownMark.open(home.home(), "alice");
        this.responder = new Responder(link);
        this.incoming = new Incoming(link, responder, mark);
    }

    static Reader open(Path folder, Level level) throws Exception {
        return new Reader(TestHome.open(folder), level);
    }

    Prekeys prekeys() {
        return responder.prekeys();
    }

    List<String> takes(List<Waiting> messages) throws IOException {
        return incoming.take(messages);
    }

    /** From now on each step is explained. */
    void explain() {
        Commands commands = new ExplainCommand(narrator, console).addTo(new Commands(console));
        commands.obey("/explain on");
    }

    /** Alice's messages as the relay hands them over, each under an id that no other one has. */
    List<Waiting> mail(Content... contents) {
        return Arrays.stream(contents).map(RawJson::of).map(this::waiting).toList();
    }

    Waiting waiting(RawJson content) {
        return new Waiting(String.format("%032x", ++ids), "alice", 0, content);
    }

    /** The same under another id, as only a relay that lies sends it. */
    Waiting again(Waiting message) {
        return waiting(message.content());
    }

    /** @return later than all before, in seconds */
    long nextTime() {
        return ++time;
    }

    /** As if it was killed: nothing is saved. */
    @Override
    public void close() throws IOException {
        mark.close();
        home.close();
    }
}

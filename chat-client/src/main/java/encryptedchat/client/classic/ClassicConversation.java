package encryptedchat.client.classic;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.conversation.Screen;
import encryptedchat.client.explain.Crossing;
import encryptedchat.client.explain.ExplainCommand;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.client.terminal.Commands;
import encryptedchat.client.terminal.Console.Input;
import encryptedchat.client.terminal.ConsoleReader;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Session;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Two people talk: what is typed is sealed and sent, what arrives is opened and shown, until the input ends and the
 * relay has accepted all of it.
 *
 * <p>One thread does everything with the relay and the keys, in turns: it polls twice a second, as the original does,
 * and sends in between. A second thread only reads the console.
 */
final class ClassicConversation {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Lines read ahead; a faster input waits. */
    private static final int LINES_AHEAD = 1000;

    private final ClassicSetting setting;
    private final Screen screen;
    private final KeyExchange keyExchange;
    private final Commands commands;
    private final String me;
    private final String peer;

    private final BlockingQueue<Input> typed = new ArrayBlockingQueue<>(LINES_AHEAD);
    private volatile boolean interrupted;
    private final Deque<JsonNode> unopened = new ArrayDeque<>();
    private @Nullable String unsent;
    private boolean away;
    private boolean saidWaiting;

    ClassicConversation(ClassicSetting setting, KeyExchange keyExchange, String me, String peer) {
        this.setting = setting;
        this.screen = setting.screen();
        this.keyExchange = keyExchange;
        this.commands = new ExplainCommand(screen.narrator(), screen.console()).addTo(new Commands(screen.console()));
        this.me = me;
        this.peer = peer;
    }

    /** Returns when the input has ended and all of it is accepted, or when the person interrupts it. */
    public void run() throws InterruptedException {
        new ConsoleReader(screen.console(), commands, this::typed).start();
        boolean ended = false;
        while (!ended && !interrupted) {
            long nextPoll = System.nanoTime() + POLL_INTERVAL.toNanos();
            receive();
            ended = sendUntil(nextPoll);
        }
        unopened.forEach(this::open);
    }

    private void typed(Input input) throws InterruptedException {
        if (input instanceof Input.Interrupt) {
            interrupted = true;
        } else if (input instanceof Input.Command command) {
            commands.obey(command.line());
        } else {
            typed.put(input);
        }
    }

    /**
     * Takes the messages first and goes on with the key exchange before it opens them: whoever sent one had announced
     * its keys before, so by now they are there. If the key exchange fails in between, the messages are kept.
     */
    private void receive() {
        try {
            if (unopened.isEmpty()) {
                unopened.addAll(setting.relay().takeMessages(me));
            }
            if (away) {
                keyExchange.tellRelayAgain();
            }
            keyExchange.proceed();
            away = false;
            screen.notices().back(this);
            unopened.forEach(this::open);
            unopened.clear();
        } catch (RelayException failure) {
            relayWentAway(failure);
        }
    }

    private void open(JsonNode message) {
        List<Detail> came = List.of();
        try {
            Envelope envelope = Json.read(message, ClassicWire.Message.class).decode();
            came = Crossing.received(envelope);
            screen.console().showMessage(peer, Screen.text(setting.sessions().open(envelope)));
        } catch (WireFormatException malformed) {
            screen.refuse("message", RejectedException.malformed(malformed), came);
        } catch (RejectedException rejected) {
            screen.refuse("message", rejected, came);
        }
    }

    /** @return whether the input has ended and everything before its end is accepted */
    private boolean sendUntil(long deadline) throws InterruptedException {
        for (long rest = deadline - System.nanoTime(); rest > 0; rest = deadline - System.nanoTime()) {
            if (unsent == null) {
                Input next = typed.poll(rest, TimeUnit.NANOSECONDS);
                if (next instanceof Input.End) {
                    return true;
                }
                unsent = next instanceof Input.Line line ? line.text() : null;
            }
            if (unsent != null && !send(unsent)) {
                TimeUnit.NANOSECONDS.sleep(deadline - System.nanoTime());
            }
        }
        return false;
    }

    /**
     * A message whose answer got lost is sent again: the relay may then have it twice, but never not at all. The next
     * level gives messages an id for that.
     *
     * @return false if it is to be tried again after the next poll
     */
    private boolean send(String text) {
        Optional<Session> session = setting.sessions().current();
        if (away || session.isEmpty()) {
            sayThatItWaits();
            return false;
        }
        try {
            Envelope sealed = session.get().seal(Utf8.encode(text)).envelope();
            setting.relay().sendMessage(me, peer, sealed);
        } catch (RelayException failure) {
            if (failure.kind() == Kind.BUSY) {
                sayThatItWaits();
                return false;
            }
            if (failure.kind() == Kind.AWAY) {
                relayWentAway(failure);
                return false;
            }
            screen.say("Not sent. " + failure.getMessage());
        }
        unsent = null;
        saidWaiting = false;
        return true;
    }

    private void relayWentAway(RelayException failure) {
        away = true;
        screen.notices().away(this, failure);
    }

    private void sayThatItWaits() {
        if (!saidWaiting) {
            saidWaiting = true;
            screen.say("What you typed waits until it can be sent, also if you leave now; Ctrl-C leaves without it.");
        }
    }
}

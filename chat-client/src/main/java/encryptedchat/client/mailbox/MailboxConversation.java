package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.Console.Input;
import encryptedchat.client.ConsoleReader;
import encryptedchat.client.Home;
import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.client.ShownMark;
import encryptedchat.client.StateFiles;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Two people talk through their mailboxes. What is typed is sealed, written to the disk, and sent until the relay has
 * it; what arrives is shown once.
 *
 * <p>One thread has the keys and the state, and handles one {@link Event} after the other. Three threads bring events:
 * one reads the console, one receives, one sends.
 */
public final class MailboxConversation {
    /** What a person can say to the program, as the console has to know it. */
    public static final List<String> COMMANDS = Commands.NAMES;

    private static final int EVENTS_AT_ONCE = 1000;

    private final Identity me;
    private final String peer;
    private final MailboxRelay relay;
    private final Handshake handshake;
    private final ConversationState state;
    private final Console console;
    private final SecureRandom random;
    private final InstantSource clock;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Set<RelayThread> away = new HashSet<>();
    private final TypedAhead typedAhead;
    private final ConsoleReader typed;
    private final Receiver receiver;
    private final Sender sender;
    private final ShownMark mark;
    private final Incoming incoming;
    private final Commands commands;

    private boolean changed;
    private boolean wantsOffer;
    private boolean ended;
    private boolean left;
    private boolean saidWaiting;
    private String lastSaid = "";
    private Outbox.@Nullable Item inFlight;
    private @Nullable RelayException failure;

    /** @throws IOException if what was kept of this conversation cannot be used */
    public MailboxConversation(
            Identity me,
            String peer,
            MailboxRelay relay,
            Handshake handshake,
            Home home,
            StateFiles files,
            Console console,
            SecureRandom random,
            InstantSource clock)
            throws IOException {
        this.me = me;
        this.peer = peer;
        this.relay = relay;
        this.handshake = handshake;
        this.console = console;
        this.random = random;
        this.clock = clock;
        state = ConversationState.load(home, files, peer, random, clock);
        typedAhead = new TypedAhead(events);
        typed = new ConsoleReader(console, typedAhead);
        receiver = new Receiver(relay, peer, handshake.published(), events);
        sender = new Sender(relay, peer, events);
        mark = ShownMark.open(home, peer);
        incoming = new Incoming(me.name(), peer, state, handshake, mark, console, random, clock);
        commands = new Commands(me, peer, relay, state, console);
    }

    /**
     * Returns when the input has ended and the relay has all of it, or when the person interrupts.
     *
     * @throws IOException if the state cannot be kept
     * @throws RelayException if the relay is not the right one, or does not take this client
     */
    public void run() throws IOException, RelayException, InterruptedException {
        if (state.pin().awaitsDecision()) {
            explainChange();
        }
        chooseMode();
        typed.start();
        receiver.start();
        sender.start();
        try {
            while (!isOver()) {
                step();
            }
        } finally {
            receiver.stop();
            sender.stop();
            relay.stop();
            mark.close();
        }
        state.save();
        leave();
    }

    private boolean isOver() {
        return left
                || failure != null
                || (ended && (state.outbox().isEmpty() || state.pin().awaitsDecision()));
    }

    private void leave() throws IOException, RelayException {
        if (failure != null && failure.kind() == Kind.NAME_TAKEN) {
            throw nameTaken(failure);
        }
        if (failure != null) {
            throw failure;
        }
        int kept = state.outbox().texts();
        if (kept > 0) {
            String line =
                    (kept == 1 ? "1 message is" : kept + " messages are") + " not sent, and kept for the next time.";
            if (ended && !left) {
                throw new IOException(line + " First decide about " + peer + "'s identity: /accept or /reject.");
            }
            console.showStatus(line);
        }
    }

    private IOException nameTaken(RelayException why) {
        return new IOException(
                why.getMessage() + " Choose another name with --name, or use the home folder with the key"
                        + " of " + me.name() + "; if it is lost, whoever runs the relay can start it with --release "
                        + me.name() + ".");
    }

    /** Whatever happened since the last step is handled, and is on the disk before anything of it is sent. */
    private void step() throws IOException, InterruptedException {
        List<Event> happened = new ArrayList<>();
        happened.add(events.take());
        events.drainTo(happened, EVENTS_AT_ONCE);
        for (Event event : happened) {
            handle(event);
        }
        if (changed) {
            state.save();
            changed = false;
        }
        sendNext();
        chooseMode();
    }

    private void handle(Event event) throws IOException {
        if (event instanceof Event.Entered entered) {
            enter(entered.input());
        } else if (event instanceof Event.PeerFound found) {
            peerFound(found.identityKey(), found.exchangeKey());
        } else if (event instanceof Event.Registered) {
            // An offer that the peer has not taken yet may have been lost.
            wantsOffer = handshake.published().isEmpty();
        } else if (event instanceof Event.Arrived arrived) {
            arrived(arrived);
        } else if (event instanceof Event.Acknowledged acknowledged) {
            acknowledged.ids().forEach(state.shown()::remove);
        } else if (event instanceof Event.Accepted accepted) {
            sent(accepted.id());
        } else if (event instanceof Event.Refused refused) {
            console.showStatus("Not sent. " + refused.why().getMessage());
            sent(refused.id());
        } else if (event instanceof Event.IdentitySeen seen) {
            see(seen.identityKey());
        } else if (event instanceof Event.Held) {
            inFlight = null;
        } else if (event instanceof Event.Away nowAway) {
            wentAway(nowAway);
        } else if (event instanceof Event.Back back) {
            cameBack(back);
        } else if (event instanceof Event.Failed failed) {
            failure = failed.why();
        }
    }

    private void enter(Input input) {
        if (input instanceof Input.Line line) {
            if (commands.isCommand(line.text())) {
                typedAhead.handled(line.text(), true);
                obey(line.text());
            } else {
                state.outbox().add(line.text());
                state.session().ifPresent(state.outbox()::seal);
                changed = true;
            }
        } else if (input instanceof Input.End) {
            ended = true;
        } else if (input instanceof Input.Interrupt) {
            left = true;
        }
    }

    private void obey(String command) {
        switch (commands.obey(command)) {
            case NOTHING -> {}
            case CHANGED -> changed = true;
            case PEER_CHANGED -> {
                state.forgetSessions();
                changed = true;
            }
            case RENEW -> renew();
        }
    }

    private void renew() {
        if (handshake.published().isPresent()) {
            say("New keys are offered by " + peer + ", and taken here.");
        } else {
            wantsOffer = true;
        }
    }

    private void peerFound(Optional<IdentityKey> identityKey, Optional<ExchangeKey> exchangeKey) {
        if (identityKey.isEmpty()) {
            if (state.session().isEmpty()) {
                say("Waiting for " + peer + ", who has not registered at this relay yet.");
            }
            return;
        }
        see(identityKey.get());
        boolean usable = identityKey.equals(state.pin().key()) && !state.pin().awaitsDecision();
        if (usable && wantsOffer) {
            if (exchangeKey.isPresent()) {
                offer(exchangeKey.get(), new Person(peer, identityKey.get()));
            } else {
                say("Waiting for " + peer + " to publish an exchange key.");
            }
        }
    }

    private void see(IdentityKey key) {
        Pin before = state.pin();
        state.pin(before.seen(key));
        if (!state.pin().equals(before)) {
            changed = true;
            if (state.pin().awaitsDecision()) {
                explainChange();
            } else {
                console.showStatus(
                        "First contact with " + peer + ": the identity key is remembered from now on. Nobody has"
                                + " compared it yet: /verify shows the number to compare.");
            }
        }
    }

    private void offer(ExchangeKey peersKey, Person person) {
        try {
            long time = Math.max(clock.instant().getEpochSecond(), state.newestOffer() + 1);
            Optional<Offered> made = handshake.offer(peersKey, person, time);
            if (made.isPresent()) {
                AuthenticatedSession session =
                        AuthenticatedSession.begin(made.get().agreement(), me.name(), peer, random, clock);
                state.begin(session, time);
                state.outbox().addFirst(Mail.Content.of(made.get().offer()));
                changed = true;
                say("An offer is on its way to " + peer + ": a master secret under " + peer
                        + "'s exchange key, signed by" + " me. Type to talk.");
            }
            wantsOffer = false;
        } catch (RejectedException notHis) {
            say("The exchange key that the relay has for " + peer + " is refused: " + notHis.getMessage() + ".");
        }
    }

    private void arrived(Event.Arrived arrived) throws IOException {
        boolean decidedBefore = !state.pin().awaitsDecision();
        List<String> done = decidedBefore ? incoming.take(arrived.messages()) : List.of();
        if (decidedBefore && state.pin().awaitsDecision()) {
            explainChange();
        }
        chooseMode();
        arrived.done().complete(done);
    }

    private void sendNext() throws InterruptedException {
        Optional<Outbox.Item> next = state.outbox().first();
        if (inFlight == null && next.isPresent() && !state.pin().awaitsDecision()) {
            inFlight = next.get();
            sender.send(inFlight, state.pin());
        } else if (inFlight == null && !state.outbox().isEmpty()) {
            sayThatItWaits();
        }
    }

    private void sent(String id) {
        String text = inFlight == null ? null : inFlight.text();
        inFlight = null;
        saidWaiting = false;
        state.outbox().remove(id);
        if (text != null) {
            typedAhead.handled(text, state.outbox().isEmpty());
        }
    }

    private void chooseMode() {
        if (state.pin().awaitsDecision()) {
            receiver.mode(Receiver.Mode.DECIDING);
            return;
        }
        boolean offers = handshake.published().isEmpty();
        wantsOffer = wantsOffer || (offers && state.session().isEmpty());
        boolean looking = wantsOffer || state.pin().key().isEmpty();
        receiver.mode(looking ? Receiver.Mode.LOOKING : Receiver.Mode.TALKING);
    }

    private void wentAway(Event.Away event) {
        if (event.why().kind() == Kind.BUSY || event.why().kind() == Kind.NOTHING_THERE) {
            say(event.why().getMessage() + " I try again.");
            return;
        }
        if (away.isEmpty()) {
            console.showStatus(event.why().getMessage() + " I keep trying, and keep what you type.");
        }
        away.add(event.source());
    }

    private void cameBack(Event.Back event) {
        if (away.remove(event.source()) && away.isEmpty()) {
            console.showStatus("The relay is back.");
        }
    }

    private void explainChange() {
        console.showAlarm("another identity of " + peer + ": /accept or /reject");
        console.showStatus("STOPPED. " + peer + " shows another identity key than before. Either " + peer
                + " has lost the old one (a new computer, a deleted home folder), or somebody poses as " + peer
                + ", the relay included.");
        console.showStatus(
                "Ask " + peer + " by another way than this chat. If it is " + peer + "'s own, /accept it, and"
                        + " compare the number that /verify shows then. If not, or if you cannot ask, /reject keeps the old one.");
        console.showStatus("Until you decide, nothing is sent or shown; what you type is kept.");
    }

    private void sayThatItWaits() {
        if (!saidWaiting) {
            saidWaiting = true;
            console.showStatus("What you typed is kept on the disk, and sent as soon as it can be.");
        }
    }

    /** Says it once, however often it is found again. */
    private void say(String line) {
        if (!line.equals(lastSaid)) {
            lastSaid = line;
            console.showStatus(line);
        }
    }
}

package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.Console.Input;
import encryptedchat.client.ConsoleReader;
import encryptedchat.client.Home;
import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.client.ShownMark;
import encryptedchat.client.StateFiles;
import encryptedchat.client.explain.Narrator;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.authenticated.ExchangeKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

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

    private final String peer;
    private final MailboxRelay relay;
    private final ConversationState state;
    private final ShownMark mark;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final TypedAhead typedAhead = new TypedAhead(events);
    private final ConsoleReader typed;
    private final Receiver receiver;
    private final Sender sender;
    private final Notices notices;
    private final PeerIdentity identity;
    private final Offering offering;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private final Commands commands;
    private final Departure departure;

    /** @throws IOException if what was kept of this conversation cannot be used */
    public MailboxConversation(
            Identity me,
            String peer,
            MailboxRelay relay,
            Handshake handshake,
            Home home,
            StateFiles files,
            Console console,
            Narrator narrator,
            SecureRandom random,
            InstantSource clock)
            throws IOException {
        this.peer = peer;
        this.relay = relay;
        state = ConversationState.load(home, files, peer, random, clock, narrator.steps());
        Optional<ExchangeKey> published = handshake.published();
        mark = ShownMark.open(home, peer);
        typed = new ConsoleReader(console, typedAhead);
        receiver = new Receiver(relay, peer, published, state.shown(), events);
        sender = new Sender(relay, peer, events);
        notices = new Notices(console);
        identity = new PeerIdentity(peer, state, console, narrator);
        offering = new Offering(
                me.name(), peer, state, handshake, notices, narrator, random, clock, published.isPresent());
        incoming = new Incoming(me.name(), peer, state, identity, handshake, mark, console, narrator, random, clock);
        outgoing = new Outgoing(state, typedAhead, sender, console);
        commands = new Commands(me, peer, relay, state, identity, offering, console, narrator);
        departure = new Departure(me.name(), peer, state, console);
    }

    /**
     * Returns when the input has ended and the relay has all of it, or when the person interrupts.
     *
     * @throws IOException if the state cannot be kept
     * @throws RelayException if the relay is not the right one, or does not take this client
     */
    public void run() throws IOException, RelayException, InterruptedException {
        if (identity.awaitsDecision()) {
            identity.explain();
        }
        if (state.session().isPresent() && !identity.awaitsDecision()) {
            notices.say(
                    "The keys of last time are here, and the conversation with " + peer + " goes on. Type to talk.");
        }
        chooseMode();
        typed.start();
        receiver.start();
        sender.start();
        try {
            Reaction reaction = new Reaction();
            while (!departure.isOver()) {
                step(reaction);
            }
        } finally {
            receiver.stop();
            sender.stop();
            relay.stop();
            mark.close();
        }
        state.save();
        departure.leave();
    }

    /** Whatever happened since the last step is handled, and is on the disk before anything of it is sent. */
    private void step(Reaction reaction) throws IOException, InterruptedException {
        List<Event> happened = new ArrayList<>();
        happened.add(events.take());
        events.drainTo(happened, EVENTS_AT_ONCE);
        for (Event event : happened) {
            event.tell(reaction);
        }
        state.saveIfChanged();
        outgoing.sendNext();
        chooseMode();
    }

    private void chooseMode() {
        if (identity.awaitsDecision()) {
            receiver.mode(Receiver.Mode.DECIDING);
        } else {
            boolean looking = offering.isWanted() || state.pin().key().isEmpty();
            receiver.mode(looking ? Receiver.Mode.LOOKING : Receiver.Mode.TALKING);
        }
    }

    /** What this conversation does about each event. */
    private final class Reaction implements Event.Handler {
        @Override
        public void entered(Input input) {
            if (input instanceof Input.Line line) {
                entered(line.text());
            } else if (input instanceof Input.End) {
                departure.inputEnded();
            } else if (input instanceof Input.Interrupt) {
                departure.interrupted();
            }
        }

        private void entered(String line) {
            if (commands.isCommand(line)) {
                typedAhead.handled(line, true);
                commands.obey(line);
            } else {
                outgoing.add(line);
            }
        }

        @Override
        public void arrived(Event.Arrived arrived) throws IOException {
            List<String> done = identity.awaitsDecision() ? List.of() : incoming.take(arrived.messages());
            chooseMode();
            arrived.done().complete(done);
        }

        @Override
        public void acknowledged(List<String> ids) {
            ids.forEach(state.shown()::remove);
        }

        @Override
        public void accepted(String id) {
            outgoing.accepted(id);
        }

        @Override
        public void refused(String id, RelayException why) {
            outgoing.refused(id, why);
        }

        @Override
        public void held() {
            outgoing.held();
        }

        @Override
        public void peerUnknown() {
            if (state.session().isEmpty()) {
                notices.say("Waiting for " + peer + ", who has not registered at this relay yet.");
            }
        }

        @Override
        public void identitySeen(IdentityKey identityKey) {
            identity.see(identityKey);
        }

        @Override
        public void exchangeKeyFound(IdentityKey identityKey, Optional<ExchangeKey> exchangeKey) {
            offering.exchangeKeyFound(identityKey, exchangeKey);
        }

        @Override
        public void registered() {
            offering.relayHasForgotten();
        }

        @Override
        public void away(RelayThread source, RelayException why) {
            notices.away(source, why);
        }

        @Override
        public void back(RelayThread source) {
            notices.back(source);
        }

        @Override
        public void failed(RelayException why) {
            departure.failed(why);
        }
    }
}

package encryptedchat.client.conversation;

import static encryptedchat.crypto.level.Detail.in;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.home.PrekeyFile;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.wire.Json;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of one conversation have in common. What is public is for the handshake: the relay's directory, the
 * pinned identity, and a place for what was agreed on. What asks the relay is for the thread of
 * {@link Handshake#proceed}; the rest is for the conversation's own.
 */
public final class PeerLink {
    /** For so long the relay's answer to who the peer is is good enough: the identity key may change there. */
    private static final Duration OLD = Duration.ofSeconds(2);

    /** Asked again within such a moment, the answer is the same one. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    final MailboxRelay relay;
    final Memory memory;
    final Screen screen;
    final WorkQueue work = new WorkQueue();
    final IdentityDecisions identity;

    private final Party me;
    private final Level level;
    private volatile String claim;
    private volatile long askedAt = System.nanoTime() - OLD.toNanos();
    private volatile Optional<Person> found = Optional.empty();

    PeerLink(Party me, Level level, MailboxRelay relay, Memory memory, Screen screen) {
        this.me = me;
        this.level = level;
        this.relay = relay;
        this.memory = memory;
        this.screen = screen;
        this.identity = new IdentityDecisions(this);
        this.claim = RandomId.draw(me.random());
    }

    public Party me() {
        return me;
    }

    public Level level() {
        return level;
    }

    /** @return the peer's name */
    public String peer() {
        return memory.peer().name();
    }

    /** From any thread. */
    public boolean hasSession() {
        return memory.peer().current(level.name()).isPresent();
    }

    /** From any thread: whether nothing may be sent or shown until the person has decided who the peer is. */
    boolean awaitsDecision() {
        return memory.now().awaitsDecision();
    }

    /** @return whether it is time to ask the relay again who the peer is */
    boolean isIdentityOld() {
        return isOlderThan(OLD);
    }

    private boolean isOlderThan(Duration time) {
        return System.nanoTime() - askedAt >= time.toNanos();
    }

    /**
     * Asks the relay for the peer's identity key, which is the relay's word and nothing more. So the first one that it
     * shows is pinned, and every later one compared with it.
     *
     * @return the peer, if there is one, it is the pinned one, and the person need not decide anything
     */
    public Optional<Person> fetchPinned() throws RelayException, InterruptedException {
        if (isOlderThan(MOMENT)) {
            found = relay.person(peer());
            askedAt = System.nanoTime();
        }
        Optional<Person> answer = found;
        return inOnePiece(() -> {
            answer.ifPresentOrElse(this::checkPin, identity::nobodyThere);
            return answer.filter(peer -> !awaitsDecision());
        });
    }

    /**
     * Compares the key of whoever has made an offer with the pinned one; only once the offer is known to be good, so
     * that nobody else can stop the conversation with one.
     *
     * @return whether the person need not decide anything
     */
    public boolean checkPin(Person offering) {
        identity.see(offering.identityKey());
        return !awaitsDecision();
    }

    /**
     * @throws RejectedException if it is somebody else than the peer, or an identity that the person decided against
     */
    public void refuseUnlessPeer(Person offering) throws RejectedException {
        if (!offering.name().equals(peer())) {
            throw new RejectedException(Reason.NOT_OURS, "it is an offer of somebody else than " + peer());
        }
        if (offering.identityKey().equals(memory.peer().identity().rejected())) {
            throw new RejectedException(Reason.NOT_OURS, "it is from the identity key that you decided against");
        }
    }

    /**
     * Asks the relay for the peer's prekeys, which are still to be verified. The same ones are given until a session is
     * kept that was begun with them.
     */
    public Optional<PublishedPrekeys> fetchPrekeys() throws RelayException {
        return relay.claimPrekeys(peer(), level.name(), claim);
    }

    /** @return how many one-time prekeys the relay can hand out, of these and of those before */
    public int publish(PublishedPrekeys mine) throws RelayException {
        return relay.publishPrekeys(level.name(), mine);
    }

    /** @return how many of the own one-time prekeys the relay can still hand out */
    public int oneTimePrekeysLeft() throws RelayException {
        return relay.oneTimePrekeysLeft(level.name());
    }

    /**
     * Opens the own private prekeys, and makes them the first time. Before anything else is done.
     *
     * @throws ChatException if they are there but cannot be used
     */
    public PrekeyFile openPrekeys() throws IOException, ChatException {
        return memory.openPrekeys(level, me, screen.console());
    }

    /** What the conversation's own thread is asked to do. */
    @FunctionalInterface
    public interface Steps<T> {
        T run() throws IOException;
    }

    /** Has this done by the conversation's own thread. All that it changes is kept together, or nothing of it. */
    public <T> T inOnePiece(Steps<T> steps) throws InterruptedException {
        return work.ask(steps);
    }

    /** @return Unix seconds by the own clock, but later than the last offer made to this person */
    public long timeOfNextOffer(Person person) {
        return Math.max(me.now(), newestOffer(person) + 1);
    }

    /** @return the time of the last offer made to this person or taken from them, in Unix seconds, or 0 */
    public long newestOffer(Person person) {
        return memory.peer().newestOffer(person.identityKey());
    }

    /** From now on texts are sealed in this session, and those before it are for receiving only. */
    public void keep(Person bob, Begun begun) {
        keep(bob, Kept.of(begun.id(), level, begun.session()), begun.time());
    }

    /** The same on the other side. */
    public void keep(Person alice, Accepted accepted) {
        keep(alice, Kept.of(accepted.id(), level, accepted.session()), accepted.time());
    }

    private void keep(Person person, Kept kept, long time) {
        claim = RandomId.draw(me.random());
        memory.change(state -> state.withPeer(known -> known.begin(kept, person, time, me.now()))
                .withOutbox(outbox -> outbox.unsealed(me.random())));
    }

    /** The offer goes before all that is sealed in its session. */
    public void sendOffer(RawJson offer) {
        Item item = Item.ofOffer(new Content(level.name(), Content.OFFER, offer), me.random());
        memory.change(state -> state.withOutbox(outbox -> outbox.plusOffer(item)));
    }

    /** Tells the person what has happened. */
    public void tell(String line) {
        screen.say(line);
    }

    /** Tells the person, once however often it is found again, and returns whether that was now. */
    public boolean say(String line) {
        return screen.notices().say(line);
    }

    /** Tells the person, once too, that the peer's prekeys are no good, and returns whether that was now. */
    public boolean refused(PublishedPrekeys theirs, RejectedException why) {
        boolean isNew = say("The prekeys that the relay has for " + peer() + " are refused: " + why.getMessage() + ".");
        if (isNew) {
            screen.narrator().refused("prekeys", why, List.of(in("JSON", Form.FIELDS, Json.write(theirs))));
        }
        return isNew;
    }
}

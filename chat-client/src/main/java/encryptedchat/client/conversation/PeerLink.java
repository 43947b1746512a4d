package encryptedchat.client.conversation;

import static encryptedchat.crypto.level.Detail.in;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.home.PrekeyFile;
import encryptedchat.client.home.StateFiles;
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
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.wire.Json;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a handshake needs of everything else: the relay's directory, the pinned identity, and a place for what was
 * agreed on. What asks the relay is for the thread of {@link Handshake#proceed}; the rest is for the conversation's
 * own.
 */
public final class PeerLink {
    private final Setting setting;
    private final StateFiles files;
    private final PeerLookup lookup;
    private final IdentityDecisions identity;
    private volatile String claim;

    PeerLink(Setting setting, StateFiles files, PeerLookup lookup, IdentityDecisions identity) {
        this.setting = setting;
        this.files = files;
        this.lookup = lookup;
        this.identity = identity;
        this.claim = Outbox.newId(setting.me().random());
    }

    public Party me() {
        return setting.me();
    }

    public Level level() {
        return setting.level();
    }

    /** @return the peer's name */
    public String peer() {
        return setting.peer();
    }

    /** From any thread. */
    public boolean hasSession() {
        return setting.memory().peer().current(level().name()).isPresent();
    }

    /** Asks the relay for the peer's identity key. It is the relay's word, and nothing more. */
    public Optional<Person> fetchIdentity() throws RelayException {
        return lookup.fetch();
    }

    /**
     * Pins the first identity key that is shown for the peer, and compares every later one with it.
     *
     * @return whether there is one, it is the pinned one, and the person need not decide anything
     */
    public boolean checkPin(Optional<Person> found) throws InterruptedException {
        return lookup.checkPin(found) && found.isPresent();
    }

    /**
     * Asks the relay for the peer's prekeys, which are still to be verified. The same ones are given until a session is
     * kept that was begun with them.
     */
    public Optional<PublishedPrekeys> fetchPrekeys() throws RelayException {
        return setting.relay().claimPrekeys(peer(), level().name(), claim);
    }

    /**
     * Has the relay hand these out from now on.
     *
     * @return how many one-time prekeys it can still hand out
     */
    public int publish(PublishedPrekeys mine) throws RelayException {
        return setting.relay().publishPrekeys(level().name(), mine);
    }

    /** @return how many of the own one-time prekeys the relay can still hand out */
    public int oneTimePrekeysLeft() throws RelayException {
        return setting.relay().oneTimePrekeysLeft(level().name());
    }

    /**
     * Opens the own private prekeys, and makes them the first time. Before anything else is done.
     *
     * @throws ChatException if they are there but cannot be used
     */
    public PrekeyFile openPrekeys() throws IOException, ChatException {
        PrekeyFile prekeys =
                PrekeyFile.open(files, level(), me(), setting.screen().console());
        setting.memory().alsoSave(prekeys);
        return prekeys;
    }

    /** What the conversation's own thread is asked to do. */
    @FunctionalInterface
    public interface Steps<T> {
        T run() throws IOException;
    }

    /** Has this done by the conversation's own thread. All that it changes is kept together, or nothing of it. */
    public <T> T inOnePiece(Steps<T> steps) throws InterruptedException {
        return setting.work().ask(steps::run);
    }

    /** @return Unix seconds by the own clock, but later than the last offer made to this person */
    public long timeOfNextOffer(Person person) {
        return Math.max(me().now(), newestOffer(person) + 1);
    }

    /** @return the time of the last offer made to this person or taken from them, in Unix seconds, or 0 */
    public long newestOffer(Person person) {
        return setting.memory().peer().newestOffer(person.identityKey());
    }

    /**
     * @throws RejectedException if it is somebody else than the peer, or an identity that the person decided against
     */
    public void refuseUnlessPeer(Person offering) throws RejectedException {
        if (!offering.name().equals(peer())) {
            throw new RejectedException(Reason.NOT_OURS, "it is an offer of somebody else than " + peer());
        }
        if (offering.identityKey().equals(setting.memory().peer().identity().rejected())) {
            throw new RejectedException(Reason.NOT_OURS, "it is from the identity key that you decided against");
        }
    }

    /**
     * The same for whoever has made an offer; only once it is known to be good, so that nobody else can stop the
     * conversation with one.
     */
    public boolean checkPin(Person offering) {
        identity.see(offering.identityKey());
        return !identity.awaitsDecision();
    }

    /** From now on texts are sealed in this session, and those before it are for receiving only. */
    public void keep(Person bob, Begun begun) {
        keep(bob, begun.id(), begun.session(), begun.time());
    }

    /** The same on the other side. */
    public void keep(Person alice, Accepted accepted) {
        keep(alice, accepted.id(), accepted.session(), accepted.time());
    }

    private void keep(Person person, SessionId id, Session session, long time) {
        claim = Outbox.newId(me().random());
        Kept kept = new Kept(id, level().name(), session, 0);
        setting.memory()
                .change(state -> state.withPeer(known -> known.begin(kept, person, time, me().now()))
                        .withOutbox(outbox -> outbox.unsealed(me().random())));
    }

    /** The offer goes before all that is sealed in its session. */
    public void sendOffer(RawJson offer) {
        Content content = new Content(level().name(), Content.OFFER, offer);
        Item item = Item.ofOffer(content, me().random());
        setting.memory().change(state -> state.withOutbox(outbox -> outbox.plusOffer(item)));
    }

    /** Tells the person what has happened. */
    public void tell(String line) {
        setting.screen().say(line);
    }

    /**
     * Tells the person, once however often it is found again.
     *
     * @return whether it was said now
     */
    public boolean say(String line) {
        return setting.screen().notices().say(line);
    }

    /**
     * Tells the person that the peer's prekeys are no good.
     *
     * @return whether it was said now
     */
    public boolean refused(PublishedPrekeys theirs, RejectedException why) {
        boolean isNew = say("The prekeys that the relay has for " + peer() + " are refused: " + why.getMessage() + ".");
        if (isNew) {
            setting.screen().narrator().refused("prekeys", why, List.of(in("JSON", Form.FIELDS, Json.write(theirs))));
        }
        return isNew;
    }
}

package encryptedchat.crypto.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;

/**
 * One level of the protocol, from 2 up: how two people who know each other's identity keys agree on a session.
 *
 * <p>The responder publishes prekeys, whenever that suits. The initiator takes them and begins: that gives a session
 * and an offer. The responder accepts the offer: that gives the same session on the other side. Either of two people
 * may be the initiator.
 *
 * <p>A level keeps nothing. What it makes is handed to the caller, who commits to a step by keeping what came of it.
 */
public interface Level {
    /** What this level is called on the command line, on the wire, and in all that is signed and derived. */
    String name();

    /** Makes the responder's private keys, which may take seconds. */
    Prekeys newPrekeys(Party me);

    /**
     * Makes new keys for those that are soon over or handed out, and erases those that are over.
     *
     * @param oneTimeLeft how many one-time prekeys the relay can still hand out
     * @return the same prekeys if there is nothing to do
     */
    Prekeys renew(Party me, Prekeys mine, int oneTimeLeft);

    /** @return the public halves, each signed with the identity key */
    PublishedPrekeys publish(Party me, Prekeys mine);

    /**
     * The initiator's step.
     *
     * @param theirs as the relay handed them out, not to be trusted yet
     * @param time Unix seconds, later than in the last offer that this party made to this peer
     * @throws RejectedException if the prekeys are not the peer's for this level, are expired, or lack one that is
     *     needed
     */
    Begun begin(Party me, Person peer, PublishedPrekeys theirs, long time) throws RejectedException;

    /**
     * @return whose offer it says it is; only {@link #accept} tells whether that is true
     * @throws RejectedException if it is no offer of this level
     */
    Person initiator(RawJson offer) throws RejectedException;

    /**
     * The responder's step. A refused offer changes nothing: the session before, if there is one, goes on.
     *
     * @param peer who must have made the offer
     * @param newestTaken the time of the last offer of theirs that was taken, in Unix seconds, or 0
     * @throws RejectedException if the offer is not from this peer for this party at this level, is not newer than the
     *     last one, is too old or from the future ({@link OfferTime}), or does not fit the prekeys
     */
    Accepted accept(Party me, Person peer, Prekeys mine, RawJson offer, long newestTaken) throws RejectedException;

    /**
     * @return the session that a sealed message says it belongs to; only opening it tells whether that is true
     * @throws RejectedException if it is no message of this level
     */
    SessionId sessionOf(Envelope envelope) throws RejectedException;

    /** How sessions and prekeys of this level are kept. */
    Storage storage();

    /** @param offer to be sent to the peer */
    record Begun(SessionId id, Session session, RawJson offer, long time) {}

    /** @param left the prekeys to go on with: one that served its one time is not among them */
    record Accepted(SessionId id, Session session, Prekeys left, long time) {}

    /** Turns what must survive a restart into bytes and back. Whoever keeps the bytes has to keep them secret. */
    interface Storage {
        /** @param session of this level */
        SecretBytes export(Session session);

        /** @throws WireFormatException if the bytes are not an exported session of this level */
        Session resume(Party me, SecretBytes exported) throws WireFormatException;

        /** @param prekeys of this level */
        SecretBytes export(Prekeys prekeys);

        /** @throws WireFormatException if the bytes are not exported prekeys of this level */
        Prekeys resumePrekeys(SecretBytes exported) throws WireFormatException;
    }
}

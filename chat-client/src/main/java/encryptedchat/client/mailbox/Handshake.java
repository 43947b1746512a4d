package encryptedchat.client.mailbox;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import java.util.Optional;

/** One side's part in agreeing on keys: the initiator makes an offer, the responder publishes a key and takes it. */
public interface Handshake {
    /** @return the exchange key that this side publishes, if it is the one that takes offers */
    Optional<ExchangeKey> published();

    /**
     * The initiator's part.
     *
     * @param time Unix seconds, later than in the last offer to this peer
     * @return the offer to send, or nothing if this side makes none
     * @throws RejectedException if the key is not the peer's
     */
    Optional<Offered> offer(ExchangeKey peersKey, Person peer, long time) throws RejectedException;

    /**
     * The responder's part.
     *
     * @param newestTaken the time of the last offer taken from this peer, in Unix seconds, or 0
     * @throws RejectedException if the offer is not good, or this side takes none
     */
    Agreement take(Offer offer, Person peer, long newestTaken) throws RejectedException;
}

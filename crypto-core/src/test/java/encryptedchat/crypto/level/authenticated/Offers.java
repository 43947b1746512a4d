package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.People.party;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;

/** Alice's offers to Bob, as they are, and as nobody who follows the protocol makes them. */
public final class Offers {
    static final AuthenticatedLevel LEVEL = new AuthenticatedLevel();
    static final ExchangeKeyPair BOBS = new ExchangeKeyPair(TestKeys.BOB, NOW);

    private Offers() {}

    /** Signed at {@link encryptedchat.crypto.level.People#NOW}. */
    public static Prekeys prekeys(RsaKeyPair keyPair) {
        return new ExchangeKeyPair(keyPair, NOW);
    }

    /** Alice's to Bob. */
    static Begun make(long time) throws RejectedException {
        return make(party(ALICE), BOB, TestKeys.BOB, time);
    }

    /** @param exchangeKey what the responder has published */
    static Begun make(Party initiator, Identity responder, RsaKeyPair exchangeKey, long time) throws RejectedException {
        return LEVEL.begin(initiator, responder.person(), published(responder, exchangeKey), time);
    }

    static PublishedPrekeys published(Identity owner, RsaKeyPair exchangeKey) {
        return LEVEL.publish(party(owner), prekeys(exchangeKey));
    }

    /** Bob's first one from Alice. */
    static Accepted take(Offer offer) throws RejectedException {
        return takeAfter(0, offer);
    }

    static Accepted takeAfter(long newestTaken, Offer offer) throws RejectedException {
        return LEVEL.accept(party(BOB), ALICE.person(), BOBS, RawJson.of(offer), newestTaken);
    }

    /** With a good signature, whatever is agreed on. */
    static Offer signed(Identity initiator, Transcript agreedOn) {
        return Offer.of(agreedOn, initiator.keyPair().sign(Transcript.signedBytes(agreedOn.hash())));
    }
}

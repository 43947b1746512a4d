package encryptedchat.testlevel;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.OfferTime;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.testlevel.Offer.Terms;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import java.util.List;

/** Alice makes an X25519 key, agrees with Bob's signed prekey, and with a one-time one if any is left, and signs. */
public final class RatchetingLevel implements Level {
    static final String NAME = "ratcheting-test";

    private static final SignedPrekeys SIGNED_PREKEYS = new SignedPrekeys(NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Prekeys newPrekeys(Party bob) {
        return renew(bob, new RatchetingPrekeys(List.of()), 0);
    }

    @Override
    public Prekeys renew(Party bob, Prekeys mine, int oneTimeLeft) {
        return ((RatchetingPrekeys) mine).renew(bob, oneTimeLeft);
    }

    @Override
    public PublishedPrekeys publish(Party bob, Prekeys mine) {
        return ((RatchetingPrekeys) mine).publish(prekey -> SIGNED_PREKEYS.sign(bob, prekey));
    }

    @Override
    public Begun begin(Party alice, Person bob, PublishedPrekeys bobs, long time) throws RejectedException {
        byte[] signed =
                SIGNED_PREKEYS.verify(alice, bob, SignedPrekeys.ofKind(RatchetingPrekeys.SIGNED, bobs.signed()));
        byte[] oneTime = bobs.oneTime().isEmpty()
                ? RatchetingPrekeys.NO_KEY
                : SIGNED_PREKEYS.verify(alice, bob, SignedPrekeys.ofKind(RatchetingPrekeys.ONE_TIME, bobs.oneTime()));

        SessionId id = SessionId.random(alice.random());
        SecretBytes ephemeral = SecretBytes.random(RatchetingPrekeys.KEY_BYTES, alice.random());
        SecretBytes shared = RatchetingPrekeys.agree(ephemeral, signed, ephemeral, oneTime);
        alice.done("secret-agreed", in("prekey", signed), in("one-time prekey", oneTime), out("shared secret", shared));

        Terms terms = new Terms(
                id.hex(),
                alice.name(),
                Base64Text.encode(alice.person().identityKey().toBytes()),
                bob.name(),
                Base64Text.encode(bob.identityKey().toBytes()),
                Base64Text.encode(RatchetingPrekeys.publicKey(ephemeral)),
                Base64Text.encode(signed),
                Base64Text.encode(oneTime),
                time);
        String signature = Base64Text.encode(alice.identity().keyPair().sign(terms.toBytes()));
        RatchetingSession session = RatchetingSession.begin(alice, bob.name(), id, shared, terms.toBytes());
        return new Begun(id, session, RawJson.of(new Offer(terms, signature)), time);
    }

    @Override
    public Person initiator(RawJson offer) throws RejectedException {
        try {
            return offer.read(Offer.class).terms().from();
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    @Override
    public Accepted accept(Party bob, Person alice, Prekeys mine, RawJson body, long newestTaken)
            throws RejectedException {
        try {
            Offer offer = body.read(Offer.class);
            Terms terms = offer.terms();
            if (!terms.from().equals(alice) || !terms.to().equals(bob.person())) {
                throw new RejectedException(Reason.NOT_OURS, "it is not from " + alice.name() + " for " + bob.name());
            }
            alice.identityKey().verify(terms.toBytes(), Base64Text.decode("signature", offer.signature()));
            OfferTime.check(terms.time(), newestTaken, bob.now());

            RatchetingPrekeys bobs = (RatchetingPrekeys) mine;
            SecretBytes signed = bobs.secretOf(Base64Text.decode("signed prekey", terms.signedPrekey()));
            SecretBytes oneTime = bobs.secretOf(Base64Text.decode("one-time prekey", terms.oneTimePrekey()));
            byte[] hers = Base64Text.decode("ephemeral key", terms.ephemeralKey());
            SecretBytes shared = RatchetingPrekeys.agree(signed, hers, oneTime, hers);
            bob.done("secret-agreed", in("her key", hers), out("shared secret", shared));

            SessionId id = new SessionId(RandomId.check("session", terms.session()));
            RatchetingSession session = RatchetingSession.begin(bob, alice.name(), id, shared, terms.toBytes());
            return new Accepted(id, session, bobs.without(oneTime), terms.time());
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    @Override
    public SessionId sessionOf(Envelope envelope) throws RejectedException {
        return RatchetingSession.Header.of(envelope).id();
    }

    @Override
    public Storage storage() {
        return new RatchetingStorage();
    }
}

package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.OfferTime;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;

/**
 * Level 2, before the first message: Alice makes a master secret and sends it under Bob's RSA key, as at level 1, and
 * both sign their part.
 *
 * <p>Bob's signature says that the RSA key is his. Alice's says that the secret is from her, for him, in this session,
 * at this level. So nobody between them can answer in the other's name, as long as each has the other's true identity
 * key; to make sure of that they compare the {@link encryptedchat.crypto.identity.SafetyNumber}.
 */
public final class AuthenticatedLevel implements Level {
    static final String NAME = "authenticated";
    static final int MASTER_SECRET_BYTES = 32;

    /** The kind of this level's only prekey: an RSA public key, as the DER bytes of its SubjectPublicKeyInfo. */
    static final String EXCHANGE_KEY = "exchange-key";

    /** Bob's word for his key holds for a year, and is given anew after a month. The key stays the same. */
    private static final Duration PREKEY_LIFE = Duration.ofDays(365);

    private static final Duration SIGNED_ANEW_AFTER = Duration.ofDays(30);

    private static final SignedPrekeys SIGNED_PREKEYS = new SignedPrekeys(NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Prekeys newPrekeys(Party bob) {
        RsaKeyPair made = RsaKeyPair.generate(bob.random());
        bob.done("exchange-key-made", out("public key", made.publicKey()));
        return new ExchangeKeyPair(made, bob.now());
    }

    @Override
    public Prekeys renew(Party bob, Prekeys mine, int oneTimeLeft) {
        ExchangeKeyPair before = (ExchangeKeyPair) mine;
        long age = bob.now() - before.signedAt();
        // A time ahead of the clock is of a clock that was wrong, and others refuse it.
        boolean isFresh = age >= 0 && age < SIGNED_ANEW_AFTER.toSeconds();
        return isFresh ? mine : new ExchangeKeyPair(before.keyPair(), bob.now());
    }

    @Override
    public PublishedPrekeys publish(Party bob, Prekeys mine) {
        ExchangeKeyPair exchangeKey = (ExchangeKeyPair) mine;
        return new PublishedPrekeys(
                List.of(SIGNED_PREKEYS.sign(
                        bob,
                        SignedPrekeys.unsigned(
                                EXCHANGE_KEY,
                                exchangeKey.id(),
                                exchangeKey.signedAt(),
                                PREKEY_LIFE,
                                exchangeKey.keyPair().publicKey().getEncoded()))),
                List.of());
    }

    @Override
    public Begun begin(Party alice, Person bob, PublishedPrekeys bobs, long time) throws RejectedException {
        RSAPublicKey exchangeKey = exchangeKey(alice, bob, bobs);

        SecretBytes masterSecret = SecretBytes.random(MASTER_SECRET_BYTES, alice.random());
        alice.done("master-secret-made", out("master secret", masterSecret));

        SessionId id = SessionId.random(alice.random());
        byte[] encrypted = RsaOaep.encrypt(masterSecret.exposeBytes(), exchangeKey, alice.random());
        alice.done(
                "master-secret-encrypted",
                in("master secret", masterSecret),
                in("public key", exchangeKey),
                out("encrypted master secret", encrypted));

        Transcript agreedOn = new Transcript(alice.person(), bob, exchangeKey, id, encrypted, time);
        byte[] transcript = hash(alice, agreedOn);
        byte[] signed = Transcript.signedBytes(transcript);
        byte[] signature = alice.identity().keyPair().sign(signed);
        alice.done("offer-signed", in("label, level and transcript", signed), out("signature", signature));

        AuthenticatedSession session = AuthenticatedSession.begin(alice, bob.name(), id, masterSecret, transcript);
        return new Begun(id, session, RawJson.of(Offer.of(agreedOn, signature)), time);
    }

    private static RSAPublicKey exchangeKey(Party alice, Person bob, PublishedPrekeys bobs) throws RejectedException {
        byte[] verified = SIGNED_PREKEYS.verify(alice, bob, SignedPrekeys.ofKind(EXCHANGE_KEY, bobs.signed()));
        try {
            return RsaPublicKeyPem.decode(verified);
        } catch (WireFormatException anotherKindOfKey) {
            throw RejectedException.malformed(anotherKindOfKey);
        }
    }

    @Override
    public Person initiator(RawJson offer) throws RejectedException {
        try {
            return Offer.read(offer).decodeInitiator();
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    @Override
    public Accepted accept(Party bob, Person alice, Prekeys mine, RawJson body, long newestTaken)
            throws RejectedException {
        try {
            Offer offer = Offer.read(body);
            RsaKeyPair exchangeKey = ((ExchangeKeyPair) mine).keyPair();
            Transcript agreedOn = offer.agreedOn(exchangeKey.publicKey());
            checkParties(offer.level(), agreedOn, alice, bob.person());

            byte[] transcript = hash(bob, agreedOn);
            byte[] signed = Transcript.signedBytes(transcript);
            alice.identityKey().verify(signed, offer.decodeSignature());
            OfferTime.check(offer.time(), newestTaken, bob.now());
            bob.done(
                    "offer-verified",
                    in("offer", "from " + alice.name() + " for " + bob.name()),
                    in("its time, in Unix seconds", Long.toString(offer.time())),
                    in("time of the last one taken", Long.toString(newestTaken)),
                    in("label, level and transcript", signed),
                    in("signature", Form.BASE64, offer.signature()));

            SecretBytes masterSecret = RsaOaep.decrypt(agreedOn.encryptedMasterSecret(), exchangeKey);
            if (masterSecret.length() != MASTER_SECRET_BYTES) {
                throw new RejectedException(
                        Reason.MALFORMED,
                        "a master secret has " + MASTER_SECRET_BYTES + " bytes, not " + masterSecret.length());
            }
            bob.done(
                    "master-secret-decrypted",
                    in("encrypted master secret", agreedOn.encryptedMasterSecret()),
                    out("master secret", masterSecret));

            AuthenticatedSession session =
                    AuthenticatedSession.begin(bob, alice.name(), agreedOn.sessionId(), masterSecret, transcript);
            return new Accepted(agreedOn.sessionId(), session, mine, offer.time());
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    private static void checkParties(String level, Transcript agreedOn, Person alice, Person bob)
            throws RejectedException {
        Person initiator = agreedOn.initiator();
        Person responder = agreedOn.responder();
        if (!level.equals(NAME)) {
            throw new RejectedException(Reason.NOT_OURS, "it is for another level");
        }
        if (!responder.name().equals(bob.name()) || !initiator.name().equals(alice.name())) {
            throw new RejectedException(Reason.NOT_OURS, "it is not from " + alice.name() + " for " + bob.name());
        }
        if (!responder.identityKey().equals(bob.identityKey())) {
            throw new RejectedException(Reason.NOT_OURS, "it is for another identity key of " + bob.name());
        }
        if (!initiator.identityKey().equals(alice.identityKey())) {
            throw new RejectedException(Reason.NOT_OURS, "it is from another identity key than " + alice.name() + "'s");
        }
    }

    private static byte[] hash(Party me, Transcript agreedOn) {
        byte[] transcript = agreedOn.hash();
        me.done("transcript-hashed", in("all fields in a row", agreedOn.toBytes()), out("transcript", transcript));
        return transcript;
    }

    @Override
    public SessionId sessionOf(Envelope envelope) throws RejectedException {
        return MessageHeader.of(envelope).sessionId();
    }

    @Override
    public Storage storage() {
        return new AuthenticatedStorage();
    }
}

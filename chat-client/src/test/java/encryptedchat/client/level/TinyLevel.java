package encryptedchat.client.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.OfferTime;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A level that only the tests of the client have, because level 2 has neither one-time prekeys nor messages that open
 * in any order. It keeps nothing secret: a prekey is its own private half.
 */
public final class TinyLevel implements Level {
    static final String NAME = "tiny";

    private static final String KIND = "once";
    private static final int ONE_TIME_PREKEYS = 2;
    private static final Duration LIFE = Duration.ofDays(7);
    private static final SignedPrekeys SIGNED_PREKEYS = new SignedPrekeys(NAME);

    /** @param ids of the one-time prekeys that have not served yet, each its own secret */
    record TinyPrekeys(List<String> ids, long madeAt) implements Prekeys {}

    /** Keys and signature are Base64. */
    record Offer(String session, String initiator, String initiatorKey, String prekey, long time, String signature) {
        Offer with(byte[] newSignature) {
            return new Offer(session, initiator, initiatorKey, prekey, time, Base64Text.encode(newSignature));
        }

        byte[] signed() {
            return CanonicalBytes.of(NAME)
                    .add(session)
                    .add(initiator)
                    .add(prekey)
                    .add(time)
                    .toBytes();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Prekeys newPrekeys(Party bob) {
        return renew(bob, new TinyPrekeys(List.of(), bob.now()), 0);
    }

    @Override
    public Prekeys renew(Party bob, Prekeys mine, int oneTimeLeft) {
        TinyPrekeys before = (TinyPrekeys) mine;
        boolean isOver = bob.now() >= before.madeAt() + LIFE.toSeconds();
        if (oneTimeLeft > 0 && !isOver) {
            return mine;
        }
        List<String> ids = new ArrayList<>(isOver ? List.of() : before.ids());
        Stream.generate(() -> SessionId.random(bob.random()).hex())
                .limit(ONE_TIME_PREKEYS)
                .forEach(ids::add);
        return new TinyPrekeys(List.copyOf(ids), isOver ? bob.now() : before.madeAt());
    }

    @Override
    public PublishedPrekeys publish(Party bob, Prekeys mine) {
        return new PublishedPrekeys(
                List.of(),
                ((TinyPrekeys) mine)
                        .ids().stream()
                                .map(id -> sign(bob, id, ((TinyPrekeys) mine).madeAt()))
                                .toList());
    }

    private static Prekey sign(Party bob, String id, long madeAt) {
        byte[] bytes = HexFormat.of().parseHex(id);
        return SIGNED_PREKEYS.sign(bob, SignedPrekeys.unsigned(KIND, id, madeAt, LIFE, bytes));
    }

    @Override
    public Begun begin(Party alice, Person bob, PublishedPrekeys bobs, long time) throws RejectedException {
        byte[] prekey = SIGNED_PREKEYS.verify(alice, bob, SignedPrekeys.ofKind(KIND, bobs.oneTime()));
        SessionId id = SessionId.random(alice.random());
        String key = Base64Text.encode(alice.person().identityKey().toBytes());
        Offer offer = new Offer(id.hex(), alice.name(), key, HexFormat.of().formatHex(prekey), time, "");
        byte[] signature = alice.identity().keyPair().sign(offer.signed());
        return new Begun(id, session(alice, bob.name(), id, prekey), RawJson.of(offer.with(signature)), time);
    }

    private static Session session(Party me, String peer, SessionId id, byte[] prekey) {
        SecretBytes key = Hkdf.sha256(SecretBytes.copyOf(prekey), id.toBytes(), new byte[0], 32);
        return new TinySession(me, peer, id, key, 0, new TreeSet<>());
    }

    @Override
    public Person initiator(RawJson body) throws RejectedException {
        try {
            Offer offer = body.read(Offer.class);
            return new Person(offer.initiator, IdentityKey.of(Base64Text.decode("key", offer.initiatorKey)));
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    @Override
    public Accepted accept(Party bob, Person alice, Prekeys mine, RawJson body, long newestTaken)
            throws RejectedException {
        try {
            Offer offer = body.read(Offer.class);
            alice.identityKey().verify(offer.signed(), Base64Text.decode("signature", offer.signature));
            OfferTime.check(offer.time, newestTaken, bob.now());
            TinyPrekeys before = (TinyPrekeys) mine;
            List<String> left = new ArrayList<>(before.ids());
            if (!left.remove(offer.prekey)) {
                throw new RejectedException(Reason.STALE, "its prekey was used before");
            }
            SessionId id = new SessionId(RandomId.check("session", offer.session));
            byte[] prekey = HexFormat.of().parseHex(offer.prekey);
            Session session = session(bob, alice.name(), id, prekey);
            return new Accepted(id, session, new TinyPrekeys(List.copyOf(left), before.madeAt()), offer.time);
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    @Override
    public SessionId sessionOf(Envelope envelope) throws RejectedException {
        return TinySession.Header.of(envelope).session();
    }

    @Override
    public Storage storage() {
        return new Storage() {
            @Override
            public SecretBytes export(Session session) {
                return SecretBytes.copyOf(Json.write(TinySession.Kept.of((TinySession) session)));
            }

            @Override
            public Session resume(Party me, SecretBytes exported) throws WireFormatException {
                return Json.read(exported.exposeBytes(), TinySession.Kept.class).resume(me);
            }

            @Override
            public SecretBytes export(Prekeys prekeys) {
                return SecretBytes.copyOf(Json.write(prekeys));
            }

            @Override
            public Prekeys resumePrekeys(SecretBytes exported) throws WireFormatException {
                return Json.read(exported.exposeBytes(), TinyPrekeys.class);
            }
        };
    }
}

package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.People.impostorOf;
import static encryptedchat.crypto.level.People.party;
import static encryptedchat.crypto.level.Vectors.body;
import static encryptedchat.crypto.level.Vectors.bytes;
import static encryptedchat.crypto.level.Vectors.object;
import static encryptedchat.crypto.level.authenticated.AuthenticatedVectors.TIME;
import static encryptedchat.crypto.level.authenticated.AuthenticatedVectors.mail;
import static encryptedchat.crypto.level.authenticated.Offers.LEVEL;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.V1;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** What everybody refuses at level 2 before there is a session: identity keys, prekeys and offers. */
final class RefusedVectors {
    private static final long DAY = 86_400;

    private RefusedVectors() {}

    static void addTo(ObjectNode vectors) throws Exception {
        addIdentityKeys(vectors.putArray("refused_identity_keys"));
        addPrekeys(vectors.putArray("refused_prekeys"));
        addOffers(vectors.putArray("refused_offers"));
        RefusedMessageVectors.addTo(vectors.putArray("refused_messages"));
    }

    private static void addIdentityKeys(ArrayNode refused) {
        addIdentityKey(refused, "the neutral point", "01" + "00".repeat(31));
        addIdentityKey(refused, "the point of order 2", "ec" + "ff".repeat(30) + "7f");
        addIdentityKey(refused, "a point of order 4", "00".repeat(32));
        addIdentityKey(
                refused, "a point of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
        addIdentityKey(refused, "the neutral point in a second encoding", "ee" + "ff".repeat(30) + "7f");
        addIdentityKey(refused, "the base point plus the point of order 2", "95" + "99".repeat(31));
        addIdentityKey(refused, "no point of the curve", "02" + "00".repeat(31));
    }

    private static void addIdentityKey(ArrayNode refused, String why, String hex) {
        assertRejected(Reason.NOT_AUTHENTIC, () -> IdentityKey.of(HexFormat.of().parseHex(hex)));
        refused.add(object().put("why", why).put("identity_key", hex));
    }

    private static void addPrekeys(ArrayNode refused) throws Exception {
        Prekey good = Offers.published(BOB, TestKeys.BOB).signed().get(0);
        Prekey other = Offers.published(BOB, TestKeys.OTHER).signed().get(0);
        byte[] registration =
                V1.registrationBytes("bob", BOB.person().identityKey().toBytes());
        long expired = good.expiresAt();
        add(refused, "there is none", TIME);
        add(refused, "there are two", TIME, good, other);
        add(refused, "it is of another kind", TIME, sign(BOB, with(good, "kind", "one-time")));
        add(refused, "it is not signed", TIME, with(good, "signature", ""));
        add(refused, "the signature is over another key", TIME, with(good, "signature", other.signature()));
        add(refused, "the signature is over another id", TIME, with(good, "id", other.id()));
        add(refused, "the signature is over another time", TIME, at(good, "expires_at", expired + 1));
        add(refused, "the signature is of another identity key", TIME, sign(impostorOf(BOB), good));
        add(refused, "the signature is for another name", TIME, sign(new Identity("bobby", BOB.keyPair()), good));
        add(
                refused,
                "the signature is for another level",
                TIME,
                new SignedPrekeys("post-quantum").sign(party(BOB), good));
        add(
                refused,
                "the signature is over the bytes of the registration",
                TIME,
                good.signed(BOB.keyPair().sign(registration)));
        add(refused, "it expires in this second", expired, good);
        add(refused, "it was made one second more than one day ahead", TIME - DAY - 1, good);
        add(
                refused,
                "it is no RSA key of 4096 bits",
                TIME,
                sign(BOB, with(good, "bytes", Base64Text.encode(bytes(550, 0)))));
    }

    private static Prekey sign(Identity owner, Prekey prekey) {
        return new SignedPrekeys(LEVEL.name()).sign(party(owner), prekey);
    }

    private static void add(ArrayNode refused, String why, long clock, Prekey... prekeys) {
        PublishedPrekeys published = new PublishedPrekeys(List.of(prekeys), List.of());
        assertThatThrownBy(() -> LEVEL.begin(party(ALICE, clock), BOB.person(), published, clock))
                .isInstanceOf(RejectedException.class);
        refused.add(
                object().put("why", why).put("owner", "bob").put("clock", clock).put("body", body(published)));
    }

    private static void addOffers(ArrayNode refused) throws Exception {
        Offer good = Offer.read(AuthenticatedVectors.begun().offer());
        byte[] transcript = AuthenticatedVectors.agreedOn().hash();
        add(refused, 1, "it is for another level", 0, with(good, "level", "classic"));
        add(refused, 1, "it is for another name", 0, offer(ALICE, new Identity("bobby", BOB.keyPair()), TIME));
        add(refused, 1, "it is for another identity key", 0, offer(ALICE, impostorOf(BOB), TIME));
        add(refused, 1, "it is from another name", 0, offer(MALLORY, BOB, TIME));
        add(refused, 2, "it is from another identity key", 0, offer(impostorOf(ALICE), BOB, TIME));
        add(refused, 3, "the session id was replaced", 0, with(good, "session_id", Base64Text.encode(new byte[16])));
        add(refused, 3, "the time was changed", 0, at(good, "time", TIME + 1));
        add(refused, 3, "the signature is over the hash alone", 0, signedOver(good, transcript));
        add(refused, 3, "the signature is a login's", 0, signedOver(good, V1.loginBytes("alice", transcript)));
        add(refused, 3, "it was made with another exchange key", 0, offer(ALICE, BOB, TestKeys.OTHER, TIME));
        add(refused, 4, "it is the last one that was taken", TIME, good);
        add(refused, 4, "a later one was taken", TIME + 1, good);
        add(refused, 5, "it is one second older than 30 days", 0, offer(ALICE, BOB, TIME - 30 * DAY - 1));
        add(refused, 5, "it is one second more than one day ahead", 0, offer(ALICE, BOB, TIME + DAY + 1));
        add(refused, 6, "the master secret has 31 bytes", 0, shortSecret());
        add(refused, 6, "the master secret does not decrypt", 0, signed(SessionId.of(new byte[16]), bytes(512, 0)));
    }

    /** @param rule its number in docs/protocol.md, "The offer" */
    private static void add(ArrayNode refused, int rule, String why, long newestTaken, Offer offer) {
        assertThatThrownBy(() -> Offers.takeAfter(newestTaken, offer)).isInstanceOf(RejectedException.class);
        refused.add(object().put("rule", rule)
                .put("why", why)
                .put("responder", "bob")
                .put("initiator", "alice")
                .put("clock", TIME)
                .put("time_of_last_offer_taken", newestTaken)
                .put("body", body(mail(offer))));
    }

    private static Offer offer(Identity initiator, Identity responder, long time) throws RejectedException {
        return offer(initiator, responder, TestKeys.BOB, time);
    }

    private static Offer offer(Identity initiator, Identity responder, RsaKeyPair exchangeKey, long time)
            throws RejectedException {
        byte[] random = ByteBuffer.allocate(80)
                .put(bytes(32, 0x20))
                .put(bytes(48, 0xc0))
                .array();
        Party party = party(initiator, TIME, new FixedRandom(random));
        return Offer.read(Offers.make(party, responder, exchangeKey, time).offer());
    }

    private static Offer shortSecret() {
        FixedRandom oaepSeed = new FixedRandom(bytes(32, 0xd0));
        byte[] encrypted = RsaOaep.encrypt(bytes(31, 0x20), TestKeys.BOB.publicKey(), oaepSeed);
        return signed(SessionId.of(bytes(16, 0xc0)), encrypted);
    }

    private static Offer signed(SessionId id, byte[] encryptedMasterSecret) {
        return Offers.signed(
                ALICE,
                new Transcript(
                        ALICE.person(), BOB.person(), TestKeys.BOB.publicKey(), id, encryptedMasterSecret, TIME));
    }

    @SuppressWarnings("unchecked")
    private static <T> T with(T body, String field, String value) throws WireFormatException {
        return (T) Json.read(tree(body).put(field, value), body.getClass());
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(T body, String field, long time) throws WireFormatException {
        return (T) Json.read(tree(body).put(field, time), body.getClass());
    }

    private static ObjectNode tree(Object body) throws WireFormatException {
        return Json.read(Json.write(body), ObjectNode.class);
    }

    private static Offer signedOver(Offer offer, byte[] others) throws WireFormatException {
        return with(offer, "signature", Base64Text.encode(ALICE.keyPair().sign(others)));
    }
}

package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.AuthenticatedVectors.TIME;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.Vectors.body;
import static encryptedchat.crypto.level.Vectors.bytes;
import static encryptedchat.crypto.level.Vectors.object;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.V1;
import java.time.Instant;
import java.util.HexFormat;

/** What everybody refuses at level 2 before there is a session: keys, exchange keys and offers. */
final class RefusedVectors {
    private static final long DAY = 86_400;

    private RefusedVectors() {}

    static void addTo(ObjectNode vectors) throws Exception {
        addIdentityKeys(vectors.putArray("refused_identity_keys"));
        addExchangeKeys(vectors.putArray("refused_exchange_keys"));
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

    private static void addExchangeKeys(ArrayNode refused) {
        ExchangeKey good = AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), BOB, Steps.SILENT);
        ExchangeKey other = AuthenticatedKeyExchange.sign(TestKeys.OTHER.publicKey(), BOB, Steps.SILENT);
        byte[] registration =
                V1.registrationBytes("bob", BOB.person().identityKey().toBytes());
        addExchangeKey(
                refused,
                "the signature is over another exchange key",
                new ExchangeKey(good.publicKeyPemBase64(), other.signature()));
        addExchangeKey(
                refused,
                "the signature is of another identity key",
                AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), People.impostorOf(BOB), Steps.SILENT));
        addExchangeKey(
                refused,
                "the signature is for another name",
                AuthenticatedKeyExchange.sign(
                        TestKeys.BOB.publicKey(), new Identity("bobby", BOB.keyPair()), Steps.SILENT));
        addExchangeKey(
                refused,
                "the signature is over the bytes of the registration",
                ExchangeKey.of(TestKeys.BOB.publicKey(), BOB.keyPair().sign(registration)));
    }

    private static void addExchangeKey(ArrayNode refused, String why, ExchangeKey key) {
        assertRejected(Reason.NOT_AUTHENTIC, () -> AuthenticatedKeyExchange.verify(key, BOB.person(), Steps.SILENT));
        refused.add(object().put("why", why).put("owner", "bob").put("body", body(key)));
    }

    private static void addOffers(ArrayNode refused) throws Exception {
        Offer good = AuthenticatedVectors.offered().offer();
        byte[] transcript = AuthenticatedVectors.offered().agreement().transcript();
        Person bob = BOB.person();
        add(refused, 1, "it is for another level", 0, with(good, "level", "classic"));
        add(refused, 1, "it is for another name", 0, offer(ALICE, new Person("bobby", bob.identityKey()), TIME));
        add(
                refused,
                1,
                "it is for another identity key",
                0,
                offer(ALICE, People.impostorOf(BOB).person(), TIME));
        add(refused, 1, "it is from another name", 0, offer(MALLORY, bob, TIME));
        add(refused, 2, "it is from another identity key", 0, offer(People.impostorOf(ALICE), bob, TIME));
        add(refused, 3, "the session id was replaced", 0, with(good, "session_id", Base64Text.encode(new byte[16])));
        add(refused, 3, "the time was changed", 0, at(good, TIME + 1));
        add(refused, 3, "the signature is over the hash alone", 0, signedOver(good, transcript));
        add(refused, 3, "the signature is a login's", 0, signedOver(good, V1.loginBytes("alice", transcript)));
        add(refused, 3, "it was made with another exchange key", 0, offer(ALICE, bob, TestKeys.OTHER, 32, TIME));
        add(refused, 4, "it is the last one that was taken", TIME, good);
        add(refused, 4, "a later one was taken", TIME + 1, good);
        add(refused, 5, "it is one second older than 30 days", 0, offer(ALICE, bob, TIME - 30 * DAY - 1));
        add(refused, 5, "it is one second more than one day ahead", 0, offer(ALICE, bob, TIME + DAY + 1));
        add(refused, 6, "the master secret has 31 bytes", 0, offer(ALICE, bob, TestKeys.BOB, 31, TIME));
        add(refused, 6, "the master secret does not decrypt", 0, Offers.signed(ALICE, bob, bytes(512, 0)));
    }

    /** @param rule its number in docs/protocol.md, "The offer" */
    private static void add(ArrayNode refused, int rule, String why, long newestTaken, Offer offer) {
        assertThatThrownBy(() -> AuthenticatedKeyExchange.accept(
                        offer,
                        ALICE.person(),
                        BOB,
                        TestKeys.BOB,
                        newestTaken,
                        Instant.ofEpochSecond(TIME),
                        Steps.SILENT))
                .isInstanceOf(RejectedException.class);
        refused.add(object().put("rule", rule)
                .put("why", why)
                .put("responder", "bob")
                .put("initiator", "alice")
                .put("clock", TIME)
                .put("time_of_last_offer_taken", newestTaken)
                .put("body", body(Mail.Content.of(offer))));
    }

    private static Offer offer(Identity initiator, Person responder, long time) {
        return offer(initiator, responder, TestKeys.BOB, 32, time);
    }

    private static Offer offer(
            Identity initiator, Person responder, RsaKeyPair exchangeKey, int masterSecretBytes, long time) {
        SecretBytes masterSecret = SecretBytes.copyOf(bytes(masterSecretBytes, 0x20));
        return AuthenticatedKeyExchange.offer(
                        masterSecret,
                        initiator,
                        responder,
                        exchangeKey.publicKey(),
                        time,
                        new FixedRandom(bytes(48, 0xc0)),
                        Steps.SILENT)
                .offer();
    }

    private static Offer with(Offer offer, String field, String value) throws WireFormatException {
        return Json.read(Json.read(Json.write(offer), ObjectNode.class).put(field, value), Offer.class);
    }

    private static Offer at(Offer offer, long time) throws WireFormatException {
        return Json.read(Json.read(Json.write(offer), ObjectNode.class).put("time", time), Offer.class);
    }

    private static Offer signedOver(Offer offer, byte[] others) throws WireFormatException {
        return with(offer, "signature", Base64Text.encode(ALICE.keyPair().sign(others)));
    }
}

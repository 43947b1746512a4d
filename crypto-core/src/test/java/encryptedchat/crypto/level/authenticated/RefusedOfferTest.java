package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.People.impostorOf;
import static encryptedchat.crypto.level.People.party;
import static encryptedchat.crypto.level.authenticated.Offers.BOBS;
import static encryptedchat.crypto.level.authenticated.Offers.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.V1;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/protocol.md, "The offer": Bob takes an offer only if all of them hold. */
class RefusedOfferTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Offer OFFER = offer(NOW);

    @ParameterizedTest
    @CsvSource({
        "level, classic",
        "level, forward-secret",
        "level, ''",
        "responder, mallory",
        "responder, bobby",
        "initiator, mallory",
        "initiator, bob"
    })
    void offerForAnotherNameOrLevelIsRefused(String field, String value) throws Exception {
        assertRejected(Reason.NOT_OURS, () -> Offers.take(with(field, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initiator_identity_key", "responder_identity_key"})
    void offerForOrFromAnotherIdentityKeyIsRefused(String field) throws Exception {
        String mallory = Base64Text.encode(MALLORY.person().identityKey().toBytes());
        assertRejected(Reason.NOT_OURS, () -> Offers.take(with(field, mallory)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initiator_identity_key", "responder_identity_key"})
    void identityKeyOfSmallOrderIsRefused(String field) throws Exception {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(with(field, Base64Text.encode(neutral))));
    }

    /** Alice's signature for one session says nothing about another one. */
    @ParameterizedTest
    @ValueSource(strings = {"session_id", "encrypted_master_secret_b64", "signature"})
    void anyFlippedBitOfASignedFieldIsRefused(String field) throws Exception {
        byte[] bytes = Base64Text.decode(field, tree().required(field).textValue());
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            Offer changed = with(field, Base64Text.encode(Bits.flip(bytes, bit)));
            assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW - 1, NOW + 1, 0})
    void anotherTimeUnderTheSameSignatureIsRefused(long time) throws Exception {
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(at(time)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 253_402_300_800L, Long.MAX_VALUE})
    void timeThatNoCalendarShowsIsMalformed(long time) throws Exception {
        assertRejected(Reason.MALFORMED, () -> Offers.take(at(time)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session_id",
                "initiator_identity_key",
                "responder_identity_key",
                "encrypted_master_secret_b64",
                "signature"
            })
    void bytesOfAnotherLengthAreMalformed(String field) throws Exception {
        byte[] bytes = Base64Text.decode(field, tree().required(field).textValue());
        for (int length : List.of(0, bytes.length - 1, bytes.length + 1)) {
            Offer changed = with(field, Base64Text.encode(Arrays.copyOf(bytes, length)));
            assertRejected(Reason.MALFORMED, () -> Offers.take(changed));
        }
        assertRejected(Reason.MALFORMED, () -> Offers.take(with(field, "not Base64")));
    }

    @Test
    void offerForAnotherExchangeKeyIsRefused() {
        assertRejected(
                Reason.NOT_AUTHENTIC,
                () -> LEVEL.accept(
                        party(BOB), ALICE.person(), new ExchangeKeyPair(TestKeys.OTHER, NOW), RawJson.of(OFFER), 0));
    }

    @Test
    void offerThatAnImpostorSignedIsRefused() throws Exception {
        Offer forged = Offer.read(
                Offers.make(party(impostorOf(ALICE)), BOB, TestKeys.BOB, NOW).offer());
        assertRejected(Reason.NOT_OURS, () -> Offers.take(forged));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"offer\":{}}", "{\"level\":\"authenticated\"}"})
    void whatIsNoOfferIsMalformed(String body) {
        assertRejected(Reason.MALFORMED, () -> LEVEL.accept(party(BOB), ALICE.person(), BOBS, new RawJson(body), 0));
    }

    @Test
    void nameThatIsNoneIsMalformed() throws Exception {
        for (String field : List.of("initiator", "responder")) {
            assertRejected(Reason.MALFORMED, () -> Offers.take(with(field, "Bob")));
            assertRejected(Reason.MALFORMED, () -> Offers.take(with(field, "")));
        }
    }

    @Test
    void signatureOverOtherBytesIsRefused() throws Exception {
        byte[] transcript = OFFER.agreedOn(TestKeys.BOB.publicKey()).hash();
        byte[] identityKey = ALICE.person().identityKey().toBytes();
        for (byte[] others : List.of(
                transcript,
                V1.loginBytes("alice", transcript),
                V1.registrationBytes("alice", identityKey),
                Offers.published(ALICE, TestKeys.BOB).signed().get(0).signedBytes(LEVEL.name(), "alice", identityKey),
                Json.write(OFFER))) {
            Offer forged = with("signature", Base64Text.encode(ALICE.keyPair().sign(others)));
            assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(forged));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW, NOW + 1, Long.MAX_VALUE})
    void offerThatIsNotNewerThanTheLastOneTakenIsReplayed(long newestTaken) {
        assertRejected(Reason.REPLAYED, () -> Offers.takeAfter(newestTaken, OFFER));
    }

    @Test
    void offerOneSecondNewerThanTheLastOneIsTaken() throws Exception {
        assertThat(Offers.takeAfter(NOW - 1, OFFER).time()).isEqualTo(NOW);
    }

    @Test
    void offerIsTakenFor30DaysAndUpToOneDayAhead() {
        long oldest = NOW - Duration.ofDays(30).toSeconds();
        long newest = NOW + Duration.ofDays(1).toSeconds();
        long hour = Duration.ofHours(1).toSeconds();
        for (long time : List.of(oldest, NOW - hour, NOW + hour, newest)) {
            assertThatCode(() -> Offers.take(offer(time))).doesNotThrowAnyException();
        }
        for (long time : List.of(1L, oldest - 1, newest + 1, 253_402_300_799L)) {
            assertRejected(Reason.STALE, () -> Offers.take(offer(time)));
        }
    }

    /** Who cannot sign learns nothing about which offers Bob has taken. */
    @Test
    void signatureIsCheckedBeforeTheTime() throws Exception {
        Offer changed = with("session_id", Base64Text.encode(new byte[16]));
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.takeAfter(NOW, changed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void masterSecretOfAnotherLengthIsRefused(int length) {
        byte[] encrypted = RsaOaep.encrypt(new byte[length], TestKeys.BOB.publicKey(), RANDOM);
        assertRejected(Reason.MALFORMED, () -> Offers.take(offer(ALICE, encrypted)));
    }

    @Test
    void masterSecretThatDoesNotDecryptIsRefused() {
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(offer(ALICE, new byte[512])));
    }

    /**
     * Mallory cannot read the secret, but can offer Alice's ciphertext as her own. Bob then has a session with Mallory;
     * what matters is that it is not Alice's: its keys are others, though the secret is the same.
     */
    @Test
    void ciphertextThatMalloryOffersAsHersGivesOtherKeys() throws Exception {
        Accepted withAlice = Offers.take(OFFER);
        Offer stolen = offer(MALLORY, Base64Text.decode("encrypted_master_secret_b64", OFFER.encryptedMasterSecret()));
        Accepted withMallory = LEVEL.accept(party(BOB), MALLORY.person(), BOBS, RawJson.of(stolen), 0);
        assertThat(keys(withMallory).send()).isNotEqualTo(keys(withAlice).send());
        assertThat(keys(withMallory).receive()).isNotEqualTo(keys(withAlice).receive());
    }

    /** Alice takes Mallory for Bob's owner: her offer is for another key, and Bob notices. */
    @Test
    void offerToAnImpostorCannotBePassedOn() throws Exception {
        Identity impostor = impostorOf(BOB);
        Offer offer = Offer.read(
                Offers.make(party(ALICE), impostor, TestKeys.BOB, NOW).offer());
        assertRejected(Reason.NOT_OURS, () -> Offers.take(offer));
    }

    private static AuthenticatedSession.Keys keys(Accepted accepted) {
        return ((AuthenticatedSession) accepted.session()).keys();
    }

    private static Offer offer(long time) {
        try {
            return Offer.read(Offers.make(time).offer());
        } catch (RejectedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** With a good signature, whatever the encrypted master secret is. */
    private static Offer offer(Identity initiator, byte[] encryptedMasterSecret) {
        return Offers.signed(
                initiator,
                new Transcript(
                        initiator.person(),
                        BOB.person(),
                        TestKeys.BOB.publicKey(),
                        SessionId.of(new byte[16]),
                        encryptedMasterSecret,
                        NOW));
    }

    private static Offer at(long time) throws WireFormatException {
        return Json.read(tree().put("time", time), Offer.class);
    }

    private static Offer with(String field, String value) throws WireFormatException {
        return Json.read(tree().put(field, value), Offer.class);
    }

    private static ObjectNode tree() throws WireFormatException {
        return Json.read(Json.write(OFFER), ObjectNode.class);
    }
}

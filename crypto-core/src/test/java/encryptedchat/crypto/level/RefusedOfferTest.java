package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.v1.V1;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/protocol.md, "The offer": Bob takes an offer only if all of them hold. */
class RefusedOfferTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes SECRET = SecretBytes.random(32, RANDOM);
    private static final Offer OFFER = Offers.make(SECRET, Offers.NOW).offer();

    @ParameterizedTest
    @CsvSource({
        "level, classic",
        "level, forward-secret",
        "level, ''",
        "responder, mallory",
        "responder, Bob",
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
    @ValueSource(longs = {Offers.NOW - 1, Offers.NOW + 1, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void anotherTimeUnderTheSameSignatureIsRefused(long time) throws Exception {
        Offer changed = Json.read(tree().put("time", time), Offer.class);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(changed));
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
                () -> AuthenticatedKeyExchange.accept(
                        OFFER,
                        ALICE.person(),
                        BOB,
                        TestKeys.OTHER,
                        0,
                        Instant.ofEpochSecond(Offers.NOW),
                        Steps.SILENT));
    }

    @Test
    void offerThatAnImpostorSignedIsRefused() {
        Offer forged = AuthenticatedKeyExchange.offer(
                        SECRET,
                        People.impostorOf(ALICE),
                        BOB.person(),
                        TestKeys.BOB.publicKey(),
                        Offers.NOW,
                        RANDOM,
                        Steps.SILENT)
                .offer();
        assertRejected(Reason.NOT_OURS, () -> Offers.take(forged));
    }

    @Test
    void signatureOverOtherBytesIsRefused() throws Exception {
        byte[] transcript = Offers.take(OFFER).transcript();
        byte[] identityKey = ALICE.person().identityKey().toBytes();
        for (byte[] others : List.of(
                transcript,
                V1.loginBytes("alice", transcript),
                V1.registrationBytes("alice", identityKey),
                AuthenticatedWire.exchangeKeyBytes("alice", identityKey, transcript),
                Json.write(OFFER))) {
            Offer forged = with("signature", Base64Text.encode(ALICE.keyPair().sign(others)));
            assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(forged));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Offers.NOW, Offers.NOW + 1, Long.MAX_VALUE})
    void offerThatIsNotNewerThanTheLastOneTakenIsReplayed(long newestTaken) {
        assertRejected(Reason.REPLAYED, () -> Offers.takeAfter(newestTaken, OFFER));
    }

    @Test
    void offerOneSecondNewerThanTheLastOneIsTaken() throws Exception {
        assertThat(Offers.takeAfter(Offers.NOW - 1, OFFER).masterSecret()).isEqualTo(SECRET);
    }

    @Test
    void offerIsTakenFor30DaysAndUpToOneDayAhead() {
        long oldest = Offers.NOW - Duration.ofDays(30).toSeconds();
        long newest = Offers.NOW + Duration.ofDays(1).toSeconds();
        long hour = Duration.ofHours(1).toSeconds();
        for (long time : List.of(oldest, Offers.NOW - hour, Offers.NOW + hour, newest)) {
            assertThatCode(() -> Offers.take(Offers.make(SECRET, time).offer())).doesNotThrowAnyException();
        }
        for (long time : List.of(1L, oldest - 1, newest + 1, Long.MAX_VALUE)) {
            assertRejected(
                    Reason.STALE, () -> Offers.take(Offers.make(SECRET, time).offer()));
        }
    }

    /** Who cannot sign learns nothing about which offers Bob has taken. */
    @Test
    void signatureIsCheckedBeforeTheTime() throws Exception {
        Offer changed = with("session_id", Base64Text.encode(new byte[16]));
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.takeAfter(Offers.NOW, changed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void masterSecretOfAnotherLengthIsRefused(int length) {
        Offer offer =
                Offers.make(SecretBytes.copyOf(new byte[length]), Offers.NOW).offer();
        assertRejected(Reason.MALFORMED, () -> Offers.take(offer));
    }

    @Test
    void masterSecretThatDoesNotDecryptIsRefused() {
        Offer offer = Offers.signed(ALICE, BOB.person(), new byte[512]);
        assertRejected(Reason.NOT_AUTHENTIC, () -> Offers.take(offer));
    }

    /**
     * Mallory cannot read the secret, but can offer Alice's ciphertext as her own. Bob then has a session with Mallory;
     * what matters is that it is not Alice's: its keys are others, though the secret is the same.
     */
    @Test
    void ciphertextThatMalloryOffersAsHersGivesOtherKeys() throws Exception {
        Agreement withAlice = Offers.take(OFFER);
        Offer stolen = Offers.signed(MALLORY, BOB.person(), OFFER.decodeEncryptedMasterSecret());
        Agreement withMallory = AuthenticatedKeyExchange.accept(
                stolen, MALLORY.person(), BOB, TestKeys.BOB, 0, Instant.ofEpochSecond(Offers.NOW), Steps.SILENT);
        assertThat(withMallory.masterSecret()).isEqualTo(withAlice.masterSecret());
        assertThat(withMallory.transcript()).isNotEqualTo(withAlice.transcript());
    }

    /** Alice takes Mallory for Bob's owner: her offer is for another key, and Bob notices. */
    @Test
    void offerToAnImpostorCannotBePassedOn() {
        Identity impostor = People.impostorOf(BOB);
        Offer offer = AuthenticatedKeyExchange.offer(
                        SECRET, ALICE, impostor.person(), TestKeys.BOB.publicKey(), Offers.NOW, RANDOM, Steps.SILENT)
                .offer();
        assertRejected(Reason.NOT_OURS, () -> Offers.take(offer));
    }

    private static Offer with(String field, String value) throws WireFormatException {
        return Json.read(tree().put(field, value), Offer.class);
    }

    private static ObjectNode tree() throws WireFormatException {
        return Json.read(Json.write(OFFER), ObjectNode.class);
    }
}

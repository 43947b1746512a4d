package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.crypto.primitive.Sha256;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.v1.V1;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who agrees on what, when nobody interferes; what is refused otherwise is in {@link RefusedOfferTest}. */
class AuthenticatedKeyExchangeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes SECRET = SecretBytes.random(32, RANDOM);
    /** An offer takes 16 bytes for the session id, and 32 to encrypt the master secret. */
    private static final byte[] SAME_RANDOM = new byte[48];

    private static final int SESSION_ID_BIT = 0;
    private static final int OAEP_SEED_BIT = 47 * Byte.SIZE;
    private static final ExchangeKey SIGNED =
            AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), BOB, Steps.SILENT);

    @Test
    void bothAgreeOnSessionTranscriptAndSecret() throws Exception {
        Offered offered = Offers.make(SECRET, Offers.NOW);
        Agreement taken = Offers.take(offered.offer());
        assertThat(taken.sessionId()).isEqualTo(offered.agreement().sessionId());
        assertThat(taken.transcript()).isEqualTo(offered.agreement().transcript());
        assertThat(taken.masterSecret()).isEqualTo(SECRET);
        assertThat(offered.agreement().masterSecret()).isEqualTo(SECRET);
    }

    @Test
    void masterSecretIs32BytesOfTheGivenRandom() {
        byte[] bytes = SECRET.exposeBytes();
        assertThat(AuthenticatedKeyExchange.newMasterSecret(new FixedRandom(bytes), Steps.SILENT))
                .isEqualTo(SECRET);
    }

    @Test
    void offerSaysWhoToWhomWithWhichKeysAndWhen() throws Exception {
        Offer offer = Offers.make(SECRET, 1_700_000_001).offer();
        offer.check();
        assertThat(offer.level()).isEqualTo("authenticated");
        assertThat(offer.initiator()).isEqualTo("alice");
        assertThat(offer.responder()).isEqualTo("bob");
        assertThat(offer.time()).isEqualTo(1_700_000_001);
        assertThat(offer.decodeInitiatorIdentityKey())
                .isEqualTo(ALICE.person().identityKey().toBytes());
        assertThat(offer.decodeResponderIdentityKey())
                .isEqualTo(BOB.person().identityKey().toBytes());
    }

    @Test
    void signatureIsOverTheHashOfTheTranscript() throws Exception {
        Offered offered = Offers.make(SECRET, Offers.NOW);
        Offer offer = offered.offer();
        byte[] exchangeKey = TestKeys.BOB.publicKey().getEncoded();
        assertThat(exchangeKey).hasSize(550);
        byte[] transcript = Sha256.hash(AuthenticatedWire.transcriptBytes(
                "alice",
                "bob",
                ALICE.person().identityKey().toBytes(),
                BOB.person().identityKey().toBytes(),
                exchangeKey,
                offer.decodeSessionId(),
                offer.decodeEncryptedMasterSecret(),
                Offers.NOW));
        assertThat(offered.agreement().transcript()).isEqualTo(transcript);
        ALICE.person().identityKey().verify(AuthenticatedWire.offerBytes(transcript), offer.decodeSignature());
    }

    @Test
    void eachOfferIsAnotherSessionWithAnotherCiphertext() {
        Set<Object> different = new HashSet<>();
        for (int count = 0; count < 3; count++) {
            Offer offer = Offers.make(SECRET, Offers.NOW).offer();
            different.add(offer.sessionId());
            different.add(offer.encryptedMasterSecret());
        }
        assertThat(different).hasSize(6);
    }

    @Test
    void eachPartOfTheAgreementChangesTheTranscript() {
        Set<String> different = new HashSet<>();
        different.add(transcript(SECRET, ALICE, BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(SecretBytes.random(32, RANDOM), ALICE, BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(SECRET, new Identity("alicia", ALICE.keyPair()), BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(SECRET, People.impostorOf(ALICE), BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(SECRET, ALICE, new Identity("bobby", BOB.keyPair()), TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(SECRET, ALICE, People.impostorOf(BOB), TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(SECRET, ALICE, BOB, TestKeys.OTHER, 1, SAME_RANDOM));
        different.add(transcript(SECRET, ALICE, BOB, TestKeys.BOB, 2, SAME_RANDOM));
        different.add(transcript(SECRET, ALICE, BOB, TestKeys.BOB, 1, Bits.flip(SAME_RANDOM, SESSION_ID_BIT)));
        different.add(transcript(SECRET, ALICE, BOB, TestKeys.BOB, 1, Bits.flip(SAME_RANDOM, OAEP_SEED_BIT)));
        assertThat(different).hasSize(10);
    }

    @Test
    void exchangeKeyThatItsOwnerSignedIsTaken() throws Exception {
        assertThat(AuthenticatedKeyExchange.verify(SIGNED, BOB.person(), Steps.SILENT))
                .isEqualTo(TestKeys.BOB.publicKey());
    }

    @Test
    void exchangeKeyOfSomebodyElseIsRefused() {
        assertExchangeKeyRefused(SIGNED, MALLORY.person());
        assertExchangeKeyRefused(SIGNED, People.impostorOf(BOB).person());
        assertExchangeKeyRefused(SIGNED, new Person("bobby", BOB.person().identityKey()));
        assertExchangeKeyRefused(
                AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), People.impostorOf(BOB), Steps.SILENT),
                BOB.person());
    }

    @Test
    void anotherExchangeKeyUnderTheSameSignatureIsRefused() {
        ExchangeKey other = AuthenticatedKeyExchange.sign(TestKeys.OTHER.publicKey(), BOB, Steps.SILENT);
        assertExchangeKeyRefused(new ExchangeKey(other.publicKeyPemBase64(), SIGNED.signature()), BOB.person());
    }

    @Test
    void signatureOfAnotherPurposeIsRefused() {
        byte[] identityKey = BOB.person().identityKey().toBytes();
        byte[] exchangeKey = TestKeys.BOB.publicKey().getEncoded();
        for (byte[] others : List.of(
                V1.registrationBytes("bob", identityKey),
                V1.loginBytes("bob", new byte[32]),
                AuthenticatedWire.offerBytes(Sha256.hash(exchangeKey)),
                exchangeKey)) {
            ExchangeKey forged =
                    ExchangeKey.of(TestKeys.BOB.publicKey(), BOB.keyPair().sign(others));
            assertExchangeKeyRefused(forged, BOB.person());
        }
    }

    @Test
    void anyFlippedBitOfTheSignatureIsRefused() throws Exception {
        byte[] signature = SIGNED.decodeSignature();
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            String changed = Base64Text.encode(Bits.flip(signature, bit));
            assertExchangeKeyRefused(new ExchangeKey(SIGNED.publicKeyPemBase64(), changed), BOB.person());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void signatureOfAnotherLengthIsMalformed(int length) throws Exception {
        byte[] changed = Arrays.copyOf(SIGNED.decodeSignature(), length);
        ExchangeKey key = ExchangeKey.of(TestKeys.BOB.publicKey(), changed);
        assertRejected(Reason.MALFORMED, () -> AuthenticatedKeyExchange.verify(key, BOB.person(), Steps.SILENT));
    }

    @Test
    void keyThatIsNotRsa4096IsMalformed() {
        ExchangeKey noKey = new ExchangeKey(Base64Text.encode(new byte[550]), SIGNED.signature());
        assertRejected(Reason.MALFORMED, () -> AuthenticatedKeyExchange.verify(noKey, BOB.person(), Steps.SILENT));
    }

    private static String transcript(
            SecretBytes secret, Identity alice, Identity bob, RsaKeyPair bobsKeyPair, long time, byte[] random) {
        Offered offered = AuthenticatedKeyExchange.offer(
                secret, alice, bob.person(), bobsKeyPair.publicKey(), time, new FixedRandom(random), Steps.SILENT);
        return HexFormat.of().formatHex(offered.agreement().transcript());
    }

    private static void assertExchangeKeyRefused(ExchangeKey key, Person owner) {
        assertRejected(Reason.NOT_AUTHENTIC, () -> AuthenticatedKeyExchange.verify(key, owner, Steps.SILENT));
    }
}

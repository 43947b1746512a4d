package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.People.impostorOf;
import static encryptedchat.crypto.level.People.party;
import static encryptedchat.crypto.level.authenticated.Offers.BOBS;
import static encryptedchat.crypto.level.authenticated.Offers.LEVEL;
import static encryptedchat.crypto.level.authenticated.Offers.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.crypto.level.authenticated.AuthenticatedSession.Keys;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who agrees on what, when nobody interferes; what Bob refuses is in {@link RefusedOfferTest}. */
class AuthenticatedLevelTest {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    /** An offer takes 32 bytes for the master secret, 16 for the session id, and 32 to encrypt the secret. */
    private static final byte[] SAME_RANDOM = new byte[80];

    private static final int SESSION_ID_BIT = 32 * Byte.SIZE;
    private static final int OAEP_SEED_BIT = 79 * Byte.SIZE;

    @Test
    void bothAgreeOnSessionTimeAndKeys() throws Exception {
        Begun begun = Offers.make(NOW);
        Accepted accepted = Offers.take(Offer.read(begun.offer()));
        assertThat(accepted.id()).isEqualTo(begun.id());
        assertThat(accepted.time()).isEqualTo(begun.time()).isEqualTo(NOW);
        assertThat(accepted.left()).isSameAs(BOBS);
        Keys alices = ((AuthenticatedSession) begun.session()).keys();
        Keys bobs = ((AuthenticatedSession) accepted.session()).keys();
        assertThat(bobs).isEqualTo(new Keys(/* send= */ alices.receive(), /* receive= */ alices.send()));
        assertThat(bobs.send()).isNotEqualTo(bobs.receive());
    }

    @Test
    void masterSecretIs32BytesOfTheGivenRandom() throws Exception {
        byte[] random = SAME_RANDOM.clone();
        Arrays.fill(random, 0, 32, (byte) 7);
        Begun begun = Offers.make(party(ALICE, NOW, new FixedRandom(random)), BOB, TestKeys.BOB, NOW);
        byte[] encrypted = transcript(begun, TestKeys.BOB).encryptedMasterSecret();
        assertThat(RsaOaep.decrypt(encrypted, TestKeys.BOB).exposeBytes()).isEqualTo(Arrays.copyOf(random, 32));
    }

    /** Else somebody between them could change what goes into the transcript, and the keys would still fit. */
    @Test
    void keysAreDerivedFromTheMasterSecretAndTheTranscript() throws Exception {
        Begun begun = Offers.make(NOW);
        Transcript agreedOn = transcript(begun, TestKeys.BOB);
        SecretBytes masterSecret = RsaOaep.decrypt(agreedOn.encryptedMasterSecret(), TestKeys.BOB);
        byte[] info = AuthenticatedSession.keyInfo("alice", "bob");
        assertThat(((AuthenticatedSession) begun.session()).keys().send())
                .isEqualTo(Hkdf.sha256(masterSecret, agreedOn.hash(), info, 32));
    }

    @Test
    void offerSaysWhoToWhomWithWhichKeysAndWhen() throws Exception {
        Begun begun = Offers.make(1_700_000_001);
        Offer offer = Offer.read(begun.offer());
        assertThat(offer.level()).isEqualTo("authenticated").isEqualTo(LEVEL.name());
        assertThat(offer.time()).isEqualTo(1_700_000_001);
        assertThat(offer.decodeInitiator()).isEqualTo(ALICE.person());
        assertThat(offer.decodeResponder()).isEqualTo(BOB.person());
        assertThat(LEVEL.initiator(begun.offer())).isEqualTo(ALICE.person());
    }

    @Test
    void initiatorOfWhatIsNoOfferIsNotTold() {
        assertRejected(Reason.MALFORMED, () -> LEVEL.initiator(new RawJson("{\"initiator\":\"alice\"}")));
    }

    @Test
    void sealedMessageSaysWhichSessionItBelongsTo() throws Exception {
        Begun begun = Offers.make(NOW);
        assertThat(LEVEL.sessionOf(begun.session().seal(new byte[] {1}).envelope()))
                .isEqualTo(begun.id());
    }

    @Test
    void signatureIsOverTheHashOfTheTranscript() throws Exception {
        Begun begun = Offers.make(NOW);
        Offer offer = Offer.read(begun.offer());
        Transcript expected = new Transcript(
                ALICE.person(),
                BOB.person(),
                TestKeys.BOB.publicKey(),
                begun.id(),
                Base64Text.decode("", offer.encryptedMasterSecret()),
                NOW);
        assertThat(TestKeys.BOB.publicKey().getEncoded()).hasSize(550);
        ALICE.person().identityKey().verify(Transcript.signedBytes(expected.hash()), offer.decodeSignature());
    }

    @Test
    void eachOfferIsAnotherSessionWithAnotherCiphertext() throws Exception {
        Set<Object> different = new HashSet<>();
        for (int count = 0; count < 3; count++) {
            Offer offer = Offer.read(Offers.make(NOW).offer());
            different.add(offer.sessionId());
            different.add(offer.encryptedMasterSecret());
        }
        assertThat(different).hasSize(6);
    }

    @Test
    void eachPartOfTheAgreementChangesTheTranscript() throws Exception {
        Set<String> different = new HashSet<>();
        different.add(transcript(ALICE, BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(ALICE, BOB, TestKeys.BOB, 1, Bits.flip(SAME_RANDOM, 0)));
        different.add(transcript(new Identity("alicia", ALICE.keyPair()), BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(impostorOf(ALICE), BOB, TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(ALICE, new Identity("bobby", BOB.keyPair()), TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(ALICE, impostorOf(BOB), TestKeys.BOB, 1, SAME_RANDOM));
        different.add(transcript(ALICE, BOB, TestKeys.OTHER, 1, SAME_RANDOM));
        different.add(transcript(ALICE, BOB, TestKeys.BOB, 2, SAME_RANDOM));
        different.add(transcript(ALICE, BOB, TestKeys.BOB, 1, Bits.flip(SAME_RANDOM, SESSION_ID_BIT)));
        different.add(transcript(ALICE, BOB, TestKeys.BOB, 1, Bits.flip(SAME_RANDOM, OAEP_SEED_BIT)));
        assertThat(different).hasSize(10);
    }

    @Test
    void nobodyMakesAnOfferToOneself() {
        assertThatThrownBy(() -> Offers.make(party(BOB), BOB, TestKeys.BOB, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bobPublishesOneKeyThatHoldsForAYear() {
        PublishedPrekeys published = LEVEL.publish(party(BOB), BOBS);
        assertThat(published.oneTime()).isEmpty();
        assertThat(published.signed()).singleElement().satisfies(prekey -> {
            prekey.check();
            assertThat(prekey.kind()).isEqualTo("exchange-key");
            assertThat(prekey.madeAt()).isEqualTo(NOW);
            assertThat(prekey.expiresAt()).isEqualTo(NOW + 365 * DAY);
            assertThat(prekey.decodeBytes()).isEqualTo(TestKeys.BOB.publicKey().getEncoded());
        });
    }

    /** So that the relay can see that it is the same key, signed anew. */
    @Test
    void idOfAPrekeyIsThatOfItsKey() {
        Prekey one = published(BOB, TestKeys.BOB).signed().get(0);
        Prekey later = LEVEL.publish(party(BOB), new ExchangeKeyPair(TestKeys.BOB, NOW + DAY))
                .signed()
                .get(0);
        Prekey other = published(BOB, TestKeys.OTHER).signed().get(0);
        assertThat(later.id()).isEqualTo(one.id()).isNotEqualTo(other.id());
        assertThat(later.signature()).isNotEqualTo(one.signature());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 29, 30})
    void prekeysOfUpTo30DaysAreNotRenewed(long days) {
        long justBefore = NOW + days * DAY - (days == 30 ? 1 : 0);
        assertThat(LEVEL.renew(party(BOB, justBefore), BOBS, 0)).isSameAs(BOBS);
    }

    /** A prekey from the future, of a clock that was wrong, would be refused until that time comes. */
    @ParameterizedTest
    @ValueSource(longs = {30, 31, 400, -1, -10_000})
    void prekeysOf30DaysOrFromTheFutureAreSignedAnewAndKeepTheirKey(long days) {
        long now = NOW + days * DAY;
        Prekeys renewed = LEVEL.renew(party(BOB, now), BOBS, 0);
        assertThat(renewed).isEqualTo(new ExchangeKeyPair(TestKeys.BOB, now));
        assertThat(LEVEL.renew(party(BOB, now), renewed, 0)).isSameAs(renewed);
    }

    @Test
    void prekeysThatAreNotBobsForThisLevelOrNotValidNowAreRefused() {
        Person bob = BOB.person();
        PublishedPrekeys good = published(BOB, TestKeys.BOB);
        Prekey key = good.signed().get(0);
        assertRefused(Reason.MALFORMED, bob, PublishedPrekeys.NONE);
        assertRefused(Reason.MALFORMED, bob, new PublishedPrekeys(List.of(), good.signed()));
        assertRefused(Reason.MALFORMED, bob, signed(key, key));
        assertRefused(Reason.NOT_AUTHENTIC, bob, published(impostorOf(BOB), TestKeys.BOB));
        assertRefused(Reason.NOT_AUTHENTIC, new Person("bobby", bob.identityKey()), good);
        assertRefused(Reason.NOT_AUTHENTIC, impostorOf(BOB).person(), good);
        assertRefused(Reason.NOT_AUTHENTIC, bob, signed(new SignedPrekeys("post-quantum").sign(party(BOB), key)));
        assertRejected(Reason.STALE, () -> LEVEL.begin(party(ALICE, NOW + 365 * DAY), bob, good, NOW));
        assertRejected(Reason.STALE, () -> LEVEL.begin(party(ALICE, NOW - DAY - 1), bob, good, NOW));
    }

    @Test
    void signedKeyThatIsNotRsa4096IsMalformed() {
        for (byte[] bytes : List.of(new byte[550], new byte[1], new byte[2048])) {
            Prekey noKey = SignedPrekeys.unsigned(
                    AuthenticatedLevel.EXCHANGE_KEY, "0".repeat(32), NOW, Duration.ofDays(1), bytes);
            PublishedPrekeys published = signed(new SignedPrekeys(LEVEL.name()).sign(party(BOB), noKey));
            assertRefused(Reason.MALFORMED, BOB.person(), published);
        }
    }

    private static void assertRefused(Reason reason, Person owner, PublishedPrekeys prekeys) {
        assertRejected(reason, () -> LEVEL.begin(party(ALICE), owner, prekeys, NOW));
    }

    private static PublishedPrekeys signed(Prekey... prekeys) {
        return new PublishedPrekeys(List.of(prekeys), List.of());
    }

    private static String transcript(Identity alice, Identity bob, RsaKeyPair bobsKeyPair, long time, byte[] random)
            throws Exception {
        Party initiator = party(alice, NOW, new FixedRandom(random));
        return HexFormat.of()
                .formatHex(transcript(Offers.make(initiator, bob, bobsKeyPair, time), bobsKeyPair)
                        .hash());
    }

    private static Transcript transcript(Begun begun, RsaKeyPair bobsKeyPair) throws Exception {
        return Offer.read(begun.offer()).agreedOn(bobsKeyPair.publicKey());
    }
}

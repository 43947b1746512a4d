package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.Side;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.UnixTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** The rules of docs/protocol.md, "A message". Going on after a restart is in {@link AuthenticatedStorageTest}. */
class AuthenticatedSessionTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2023-11-14T22:13:20.999Z"));
    private static final SecretBytes SECRET = SecretBytes.random(32, RANDOM);
    private static final SessionId ID = SessionId.of(new byte[16]);
    private static final byte[] TRANSCRIPT = new byte[32];

    private Side alice = alices();
    private Side bob = bobs();

    @BeforeTry
    void begin() {
        alice = alices();
        bob = bobs();
    }

    @Property(tries = 300)
    void anyTextOpensAsItWasSealed(@ForAll @NotEmpty String text) throws Exception {
        assertThat(bob.read(alice.seal(text))).isEqualTo(text);
        assertThat(alice.read(bob.seal(text))).isEqualTo(text);
    }

    @Property(tries = 100)
    void eachDirectionCountsForItself(@ForAll @Size(max = 40) boolean[] aliceSpeaks) throws Exception {
        long ofAlice = 0;
        long ofBob = 0;
        for (boolean isAlice : aliceSpeaks) {
            Envelope envelope = isAlice ? alice.seal("hello") : bob.seal("hello");
            Opened opened = isAlice ? bob.open(envelope) : alice.open(envelope);
            long number = isAlice ? ++ofAlice : ++ofBob;
            assertThat(header(envelope).sequence()).isEqualTo(number);
            assertThat(opened.number()).isEqualTo(number);
            assertThat(opened.missing()).isZero();
        }
    }

    @Example
    void headerSaysSessionSenderRecipientSequenceAndTime() throws Exception {
        assertThat(header(alice.seal("hello"))).isEqualTo(new MessageHeader(ID, "alice", "bob", 1, 1_700_000_000));
        assertThat(header(alice.seal("hello"))).isEqualTo(new MessageHeader(ID, "alice", "bob", 2, 1_700_000_000));
        assertThat(header(bob.seal("hello"))).isEqualTo(new MessageHeader(ID, "bob", "alice", 1, 1_700_000_000));
    }

    @Example
    void openedMessageSaysWhenItWasSealed() throws Exception {
        assertThat(bob.open(alice.seal("hello")).sealedAt()).hasValue(Instant.ofEpochSecond(1_700_000_000));
    }

    @Example
    void anyFlippedBitIsRefusedAndTheGoodMessageStillOpens() throws Exception {
        Envelope envelope = alice.seal("hello");
        for (int bit = 0; bit < Bits.count(envelope); bit++) {
            Envelope changed = Bits.flip(envelope, bit);
            assertThatThrownBy(() -> bob.open(changed)).isInstanceOf(RejectedException.class);
        }
        assertThat(bob.read(envelope)).isEqualTo("hello");
    }

    /** Whoever does not keep the next session goes back to before the step. */
    @Example
    void sealingAndOpeningLeaveTheSessionAsItWas() throws Exception {
        Sealed first = alice.session().seal(bytes("one"));
        Sealed instead = alice.session().seal(bytes("other"));
        assertThat(header(first.envelope()).sequence()).isEqualTo(1);
        assertThat(header(instead.envelope()).sequence()).isEqualTo(1);
        assertThat(header(first.next().seal(bytes("two")).envelope()).sequence())
                .isEqualTo(2);

        Opened opened = bob.session().open(first.envelope());
        assertThat(bob.session().open(first.envelope()).plaintext()).isEqualTo(bytes("one"));
        assertThat(bob.session().open(instead.envelope()).plaintext()).isEqualTo(bytes("other"));
        assertRejected(Reason.REPLAYED, () -> opened.next().open(first.envelope()));
        assertThat(header(bob.session().seal(bytes("answer")).envelope()))
                .isEqualTo(header(opened.next().seal(bytes("answer")).envelope()));
    }

    /** Whether it is a text, the conversation says. */
    @Property(tries = 100)
    void anyBytesOpenAsTheyWereSealed(@ForAll byte[] plaintext) throws Exception {
        Envelope envelope = alice.session().seal(plaintext).envelope();
        assertThat(bob.open(envelope).plaintext()).isEqualTo(plaintext);
    }

    @Example
    void replayedMessageIsRefused() throws Exception {
        Envelope envelope = alice.seal("pay Mallory 10");
        bob.open(envelope);
        assertRefusedBy(bob, Reason.REPLAYED, envelope);
    }

    @Example
    void messageReflectedToItsSenderIsRefused() {
        assertRefusedBy(alice, Reason.NOT_OURS, alice.seal("I owe you"));
    }

    /** Even if somebody could write the other names into the header: the other direction has another key. */
    @Example
    void messageReflectedUnderTheOtherNamesIsRefused() {
        Envelope envelope = alice.seal("I owe you");
        byte[] header = new MessageHeader(ID, "bob", "alice", 1, 1_700_000_000).toBytes();
        Envelope turned = new Envelope(header, envelope.nonce(), envelope.ciphertext(), envelope.tag());
        assertRefusedBy(alice, Reason.NOT_AUTHENTIC, turned);
    }

    @Example
    void messageThatComesAfterLaterOnesIsRefused() throws Exception {
        Envelope first = alice.seal("no");
        Envelope second = alice.seal("yes");
        assertThat(bob.open(second).missing()).isEqualTo(1);
        assertRefusedBy(bob, Reason.REPLAYED, first);
    }

    @Example
    void missingMessagesAreCounted() throws Exception {
        bob.open(alice.seal("1"));
        alice.seal("2");
        alice.seal("3");
        assertThat(bob.open(alice.seal("4")).missing()).isEqualTo(2);
        assertThat(bob.open(alice.seal("5")).missing()).isZero();
    }

    @Example
    void messageOfAnotherSessionIsRefused() {
        SessionId otherId = SessionId.of(Bits.flip(ID.toBytes(), 0));
        Side other = session(ALICE, "bob", otherId, SECRET, Bits.flip(TRANSCRIPT, 0));
        Envelope envelope = other.seal("hello");
        assertRefusedBy(bob, Reason.NOT_OURS, envelope);
        byte[] header = new MessageHeader(ID, "alice", "bob", 1, 1_700_000_000).toBytes();
        assertRefusedBy(
                bob,
                Reason.NOT_AUTHENTIC,
                new Envelope(header, envelope.nonce(), envelope.ciphertext(), envelope.tag()));
    }

    @Example
    void messageForOrFromSomebodyElseIsRefused() {
        Side toCarol = session(ALICE, "carol", ID, SECRET, TRANSCRIPT);
        Side fromMallory = session(MALLORY, "bob", ID, SECRET, TRANSCRIPT);
        assertRefusedBy(bob, Reason.NOT_OURS, toCarol.seal("hello"));
        assertRefusedBy(bob, Reason.NOT_OURS, fromMallory.seal("hello"));
    }

    @Example
    void messageOfLevelClassicUnderTheSameSecretIsRefused() {
        Side classic = new Side(ClassicSession.begin(SECRET, RANDOM, CLOCK, Steps.SILENT));
        assertRefusedBy(bob, Reason.MALFORMED, classic.seal("hello"));
    }

    @Example
    void messageOfThisLevelIsRefusedAtLevelClassicUnderTheSameSecret() {
        Side classic = new Side(ClassicSession.begin(SECRET, RANDOM, CLOCK, Steps.SILENT));
        assertRejected(Reason.NOT_AUTHENTIC, () -> classic.open(alice.seal("hello")));
    }

    @Example
    void numberBeforeTheFirstIsRefused() {
        assertRefusedBy(bob, Reason.REPLAYED, sealedByAlice(new byte[] {'a'}, 0, 0));
    }

    @Example
    void farthestNumberAndTimeAreOpened() throws Exception {
        Opened opened = bob.open(sealedByAlice(new byte[] {'a'}, Long.MAX_VALUE, UnixTime.MAX));
        assertThat(opened.missing()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(opened.sealedAt()).hasValue(Instant.ofEpochSecond(UnixTime.MAX));
    }

    @Example
    void timeThatNoCalendarShowsIsRefused() {
        assertRefusedBy(bob, Reason.MALFORMED, sealedByAlice(new byte[] {'a'}, 1, Long.MAX_VALUE));
    }

    @Property(tries = 100)
    void anotherTranscriptGivesOtherKeys(@ForAll @IntRange(max = 255) int bit) {
        Side other = session(ALICE, "bob", ID, SECRET, Bits.flip(TRANSCRIPT, bit));
        assertRefusedBy(bob, Reason.NOT_AUTHENTIC, other.seal("hello"));
    }

    @Example
    void anotherMasterSecretGivesOtherKeys() {
        Side other = session(ALICE, "bob", ID, SecretBytes.random(32, RANDOM), TRANSCRIPT);
        assertRefusedBy(bob, Reason.NOT_AUTHENTIC, other.seal("hello"));
    }

    @Example
    void eachDirectionAndEachPairOfNamesHasAKeyOfItsOwn() {
        Set<String> keys = new HashSet<>();
        String[] names = {"alice", "bob", "ali", "cebob"};
        for (String sender : names) {
            for (String recipient : names) {
                keys.add(HexFormat.of().formatHex(key(sender, recipient).exposeBytes()));
            }
        }
        assertThat(keys).hasSize(16);
    }

    @Example
    void nobodyHasASessionWithOneself() {
        assertThatThrownBy(() -> session(ALICE, "alice", ID, SECRET, TRANSCRIPT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void sameTextIsSealedDifferentlyEachTime() {
        Envelope once = alice.seal("hello");
        Envelope again = alice.seal("hello");
        assertThat(once.nonce()).isNotEqualTo(again.nonce());
        assertThat(once.ciphertext()).isNotEqualTo(again.ciphertext());
    }

    private static void assertRefusedBy(Side side, Reason reason, Envelope envelope) {
        assertRejected(reason, () -> side.open(envelope));
    }

    private static Side alices() {
        return session(ALICE, "bob", ID, SECRET, TRANSCRIPT);
    }

    private static Side bobs() {
        return session(BOB, "alice", ID, SECRET, TRANSCRIPT);
    }

    private static Side session(Identity me, String peer, SessionId id, SecretBytes secret, byte[] transcript) {
        Party party = new Party(me, RANDOM, CLOCK, Steps.SILENT);
        return new Side(AuthenticatedSession.begin(party, peer, id, secret, transcript));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** What only Alice could seal, and would not, if she followed the protocol. */
    private static Envelope sealedByAlice(byte[] plaintext, long sequence, long time) {
        byte[] header = new MessageHeader(ID, "alice", "bob", sequence, time).toBytes();
        return new AesGcm(key("alice", "bob"), RANDOM).seal(plaintext, header);
    }

    private static SecretBytes key(String sender, String recipient) {
        return Hkdf.sha256(SECRET, TRANSCRIPT, AuthenticatedSession.keyInfo(sender, recipient), 32);
    }

    private static MessageHeader header(Envelope envelope) throws Exception {
        return MessageHeader.of(envelope);
    }
}

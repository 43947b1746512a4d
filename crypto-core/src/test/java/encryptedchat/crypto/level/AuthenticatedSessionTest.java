package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.SessionId;
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

/** The rules of docs/protocol.md, "A message". Going on after a restart is in {@link ResumedSessionTest}. */
class AuthenticatedSessionTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2023-11-14T22:13:20.999Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final SecretBytes SECRET = SecretBytes.random(32, RANDOM);
    private static final SessionId ID = SessionId.of(new byte[16]);
    private static final byte[] TRANSCRIPT = new byte[32];
    private static final Agreement AGREEMENT = new Agreement(ID, TRANSCRIPT, SECRET);

    private AuthenticatedSession alice = session(AGREEMENT, "alice", "bob");
    private AuthenticatedSession bob = session(AGREEMENT, "bob", "alice");

    @BeforeTry
    void begin() {
        alice = session(AGREEMENT, "alice", "bob");
        bob = session(AGREEMENT, "bob", "alice");
    }

    @Property(tries = 300)
    void anyTextOpensAsItWasSealed(@ForAll @NotEmpty String text) throws Exception {
        assertThat(bob.open(alice.seal(text)).text()).isEqualTo(text);
        assertThat(alice.open(bob.seal(text)).text()).isEqualTo(text);
    }

    @Property(tries = 100)
    void eachDirectionCountsForItself(@ForAll @Size(max = 40) boolean[] aliceSpeaks) throws Exception {
        long ofAlice = 0;
        long ofBob = 0;
        for (boolean isAlice : aliceSpeaks) {
            Envelope envelope = isAlice ? alice.seal("hello") : bob.seal("hello");
            Opened opened = isAlice ? bob.open(envelope) : alice.open(envelope);
            assertThat(header(envelope).sequence()).isEqualTo(isAlice ? ++ofAlice : ++ofBob);
            assertThat(opened.missing()).isZero();
        }
    }

    @Example
    void headerSaysSessionSenderRecipientSequenceAndTime() throws Exception {
        assertThat(header(alice.seal("hello"))).isEqualTo(new MessageHeader(ID, "alice", "bob", 1, 1_700_000_000));
        assertThat(header(alice.seal("hello"))).isEqualTo(new MessageHeader(ID, "alice", "bob", 2, 1_700_000_000));
        assertThat(header(bob.seal("hello"))).isEqualTo(new MessageHeader(ID, "bob", "alice", 1, 1_700_000_000));
        assertThat(alice.id()).isEqualTo(ID);
    }

    @Example
    void openedMessageSaysWhenItWasSealed() throws Exception {
        assertThat(bob.open(alice.seal("hello")).sealedAt()).hasValue(Instant.ofEpochSecond(1_700_000_000));
    }

    @Example
    void anyFlippedBitIsRefusedAndChangesNothing() throws Exception {
        Envelope envelope = alice.seal("hello");
        SecretBytes before = bob.export();
        for (int bit = 0; bit < Bits.count(envelope); bit++) {
            Envelope changed = Bits.flip(envelope, bit);
            assertThatThrownBy(() -> bob.open(changed)).isInstanceOf(RejectedException.class);
            assertThat(bob.export()).isEqualTo(before);
        }
        assertThat(bob.open(envelope).text()).isEqualTo("hello");
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
        Agreement other = new Agreement(otherId, Bits.flip(TRANSCRIPT, 0), SECRET);
        Envelope envelope = session(other, "alice", "bob").seal("hello");
        assertRefusedBy(bob, Reason.NOT_OURS, envelope);
        byte[] header = new MessageHeader(ID, "alice", "bob", 1, 1_700_000_000).toBytes();
        assertRefusedBy(
                bob,
                Reason.NOT_AUTHENTIC,
                new Envelope(header, envelope.nonce(), envelope.ciphertext(), envelope.tag()));
    }

    @Example
    void messageForOrFromSomebodyElseIsRefused() {
        assertRefusedBy(
                bob, Reason.NOT_OURS, session(AGREEMENT, "alice", "carol").seal("hello"));
        assertRefusedBy(
                bob, Reason.NOT_OURS, session(AGREEMENT, "mallory", "bob").seal("hello"));
    }

    @Example
    void messageOfLevelClassicUnderTheSameSecretIsRefused() {
        Envelope envelope = new ClassicSession(SECRET, RANDOM, CLOCK, Steps.SILENT).seal("hello");
        assertRefusedBy(bob, Reason.MALFORMED, envelope);
    }

    @Example
    void messageOfThisLevelIsRefusedAtLevelClassicUnderTheSameSecret() {
        ClassicSession classic = new ClassicSession(SECRET, RANDOM, CLOCK, Steps.SILENT);
        assertRejected(Reason.NOT_AUTHENTIC, () -> classic.open(alice.seal("hello")));
    }

    @Example
    void authenticBytesThatAreNotUtf8AreRefused() throws Exception {
        byte[] notText = {'a', (byte) 0xff};
        assertRefusedBy(bob, Reason.NOT_TEXT, sealedByAlice(notText, 1, 0));
        assertThat(bob.open(sealedByAlice(new byte[] {'a'}, 1, 0)).text()).isEqualTo("a");
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
        Agreement other = new Agreement(ID, Bits.flip(TRANSCRIPT, bit), SECRET);
        assertRefusedBy(
                bob, Reason.NOT_AUTHENTIC, session(other, "alice", "bob").seal("hello"));
    }

    @Example
    void anotherMasterSecretGivesOtherKeys() {
        Agreement other = new Agreement(ID, TRANSCRIPT, SecretBytes.random(32, RANDOM));
        assertRefusedBy(
                bob, Reason.NOT_AUTHENTIC, session(other, "alice", "bob").seal("hello"));
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
        assertThatThrownBy(() -> session(AGREEMENT, "alice", "alice")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void sameTextIsSealedDifferentlyEachTime() {
        Envelope once = alice.seal("hello");
        Envelope again = alice.seal("hello");
        assertThat(once.nonce()).isNotEqualTo(again.nonce());
        assertThat(once.ciphertext()).isNotEqualTo(again.ciphertext());
    }

    @Example
    void textThatCannotBeSealedTakesNoNumber() throws Exception {
        assertThatThrownBy(() -> alice.seal("\ud83d")).isInstanceOf(IllegalArgumentException.class);
        assertThat(header(alice.seal("hello")).sequence()).isEqualTo(1);
    }

    /** Refused, and nothing is changed by it. */
    private static void assertRefusedBy(AuthenticatedSession session, Reason reason, Envelope envelope) {
        SecretBytes before = session.export();
        assertRejected(reason, () -> session.open(envelope));
        assertThat(session.export()).isEqualTo(before);
    }

    private static AuthenticatedSession session(Agreement agreement, String me, String peer) {
        return AuthenticatedSession.begin(agreement, me, peer, RANDOM, CLOCK, Steps.SILENT);
    }

    /** What only Alice could seal, and would not, if she followed the protocol. */
    private static Envelope sealedByAlice(byte[] plaintext, long sequence, long time) {
        byte[] header = new MessageHeader(ID, "alice", "bob", sequence, time).toBytes();
        return new AesGcm(key("alice", "bob"), RANDOM).seal(plaintext, header);
    }

    private static SecretBytes key(String sender, String recipient) {
        return Hkdf.sha256(SECRET, TRANSCRIPT, AuthenticatedWire.messageKeyInfo(sender, recipient), 32);
    }

    private static MessageHeader header(Envelope envelope) throws Exception {
        return MessageHeader.of(envelope.associatedData());
    }
}

package encryptedchat.crypto.level.classic;

import static encryptedchat.crypto.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Side;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ClassicSessionTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2023-11-14T22:13:20.999Z");
    private static final SecretBytes MASTER_SECRET = SecretBytes.random(32, RANDOM);
    private static final Side ALICE = session(MASTER_SECRET);
    private static final Side BOB = session(MASTER_SECRET);

    @Property(tries = 300)
    void anyTextOpensAsItWasSealed(@ForAll("texts") String text) throws Exception {
        assertThat(BOB.read(ALICE.seal(text))).isEqualTo(text);
        assertThat(ALICE.read(BOB.seal(text))).isEqualTo(text);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyFlippedBitOfAnEnvelopeIsRefused(@ForAll("texts") String text, @ForAll @IntRange(min = 0) int bit) {
        Envelope envelope = ALICE.seal(text);
        Envelope changed = Bits.flip(envelope, bit % Bits.count(envelope));
        assertRejected(Reason.NOT_AUTHENTIC, () -> BOB.open(changed));
    }

    @Example
    void refusedEnvelopeDoesNotKeepTheGoodOneFromOpening() throws Exception {
        Envelope envelope = ALICE.seal("hello");
        assertRejected(Reason.NOT_AUTHENTIC, () -> BOB.open(Bits.flip(envelope, 0)));
        assertThat(BOB.read(envelope)).isEqualTo("hello");
    }

    @Example
    void anotherMasterSecretIsRefused() {
        Side mallory = session(SecretBytes.random(32, RANDOM));
        assertRejected(Reason.NOT_AUTHENTIC, () -> mallory.open(ALICE.seal("hello")));
    }

    @Example
    void sameTextIsSealedDifferentlyEachTime() {
        Envelope once = ALICE.seal("hello");
        Envelope again = ALICE.seal("hello");
        assertThat(once.nonce()).isNotEqualTo(again.nonce());
        assertThat(once.ciphertext()).isNotEqualTo(again.ciphertext());
    }

    @Example
    void associatedDataIsTheTimeInWholeSeconds() {
        assertThat(ALICE.seal("hello").associatedData()).asString(US_ASCII).isEqualTo("1700000000");
    }

    /** Whether it is a text, the conversation says. */
    @Property(tries = 100)
    void anyBytesOpenAsTheyWereSealed(@ForAll byte[] plaintext) throws Exception {
        Envelope envelope = ALICE.session().seal(plaintext).envelope();
        assertThat(BOB.open(envelope).plaintext()).isEqualTo(plaintext);
    }

    /** So this level keeps nothing of a step: neither number nor time is checked. */
    @Example
    void sessionThatFollowsIsTheSame() throws Exception {
        Session session = ALICE.session();
        Session.Sealed sealed = session.seal(new byte[] {1});
        assertThat(sealed.next()).isSameAs(session);
        Session.Opened opened = session.open(sealed.envelope());
        assertThat(opened.next()).isSameAs(session);
        assertThat(opened.number()).isZero();
        assertThat(opened.missing()).isZero();
        assertThat(opened.sealedAt()).isEmpty();
    }

    @Example
    void replayedMessageOpensAgain_theLessonOfThisLevel() throws Exception {
        Envelope envelope = ALICE.seal("pay Mallory 10");
        assertThat(BOB.read(envelope)).isEqualTo("pay Mallory 10");
        assertThat(BOB.read(envelope)).isEqualTo("pay Mallory 10");
    }

    @Example
    void messageReflectedToItsSenderOpens_theLessonOfThisLevel() throws Exception {
        assertThat(ALICE.read(ALICE.seal("I owe you"))).isEqualTo("I owe you");
    }

    @Example
    void messagesInAnotherOrderOpen_theLessonOfThisLevel() throws Exception {
        Envelope first = ALICE.seal("no");
        Envelope second = ALICE.seal("yes");
        assertThat(BOB.read(second)).isEqualTo("yes");
        assertThat(BOB.read(first)).isEqualTo("no");
    }

    @Example
    void messageOfAnotherDayOpens_theLessonOfThisLevel() throws Exception {
        Side yearsAgo =
                new Side(ClassicSession.begin(MASTER_SECRET, RANDOM, InstantSource.fixed(Instant.EPOCH), Steps.SILENT));
        assertThat(BOB.read(yearsAgo.seal("hello"))).isEqualTo("hello");
    }

    /** Any code points but surrogates, with more of what is rare and long in UTF-8: emoji, joiners, combining marks. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> codePoints = Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0xd7ff),
                        Arbitraries.integers().between(0xe000, 0x10ffff),
                        Arbitraries.integers().between(0x1f600, 0x1f64f))
                .map(Character::toString);
        Arbitrary<String> clusters =
                Arbitraries.of("👩‍💻", "🇩🇪", "e\u0301", "\ufeff", "\u202e", "\u0000", "\u001b[2J");
        return Arbitraries.oneOf(codePoints, clusters)
                .list()
                .ofMinSize(1)
                .ofMaxSize(200)
                .map(parts -> String.join("", parts));
    }

    private static Side session(SecretBytes masterSecret) {
        return new Side(ClassicSession.begin(masterSecret, RANDOM, InstantSource.fixed(NOW), Steps.SILENT));
    }
}

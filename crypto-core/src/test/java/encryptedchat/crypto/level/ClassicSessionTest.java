package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
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
    private static final Session ALICE = session(MASTER_SECRET);
    private static final Session BOB = session(MASTER_SECRET);

    @Property(tries = 300)
    void anyTextOpensAsItWasSealed(@ForAll("texts") String text) throws Exception {
        assertThat(BOB.open(ALICE.seal(text)).text()).isEqualTo(text);
        assertThat(ALICE.open(BOB.seal(text)).text()).isEqualTo(text);
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
        assertThat(BOB.open(envelope).text()).isEqualTo("hello");
    }

    @Example
    void anotherMasterSecretIsRefused() {
        Session mallory = session(SecretBytes.random(32, RANDOM));
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

    @Example
    void authenticBytesThatAreNotUtf8AreRefused() {
        SecretBytes key = Hkdf.sha256(
                MASTER_SECRET, new byte[0], "chat_session_key_alice_bob".getBytes(US_ASCII), AesGcm.KEY_BYTES);
        Envelope envelope = new AesGcm(key, RANDOM).seal(new byte[] {'a', (byte) 0xff}, new byte[0]);
        assertRejected(Reason.NOT_TEXT, () -> BOB.open(envelope));
    }

    @Example
    void halfOfASurrogatePairIsNoText() {
        assertThatThrownBy(() -> ALICE.seal("\ud83d")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void replayedMessageOpensAgain_theLessonOfThisLevel() throws Exception {
        Envelope envelope = ALICE.seal("pay Mallory 10");
        assertThat(BOB.open(envelope).text()).isEqualTo("pay Mallory 10");
        assertThat(BOB.open(envelope).text()).isEqualTo("pay Mallory 10");
    }

    @Example
    void messageReflectedToItsSenderOpens_theLessonOfThisLevel() throws Exception {
        assertThat(ALICE.open(ALICE.seal("I owe you")).text()).isEqualTo("I owe you");
    }

    @Example
    void messagesInAnotherOrderOpen_theLessonOfThisLevel() throws Exception {
        Envelope first = ALICE.seal("no");
        Envelope second = ALICE.seal("yes");
        assertThat(BOB.open(second).text()).isEqualTo("yes");
        assertThat(BOB.open(first).text()).isEqualTo("no");
    }

    @Example
    void messageOfAnotherDayOpens_theLessonOfThisLevel() throws Exception {
        Session yearsAgo = new ClassicSession(MASTER_SECRET, RANDOM, InstantSource.fixed(Instant.EPOCH), Steps.SILENT);
        assertThat(BOB.open(yearsAgo.seal("hello")).text()).isEqualTo("hello");
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

    private static Session session(SecretBytes masterSecret) {
        return new ClassicSession(masterSecret, RANDOM, InstantSource.fixed(NOW), Steps.SILENT);
    }
}

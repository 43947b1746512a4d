package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.People.impostorOf;
import static encryptedchat.crypto.level.People.party;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the programs rely on, whatever the level: claimed of each one in the list. */
class EveryLevelTest {
    private static final Map<String, Prekeys> BOBS = new ConcurrentHashMap<>();

    static Stream<Level> levels() {
        return ServiceLoader.load(Level.class).stream().map(ServiceLoader.Provider::get);
    }

    /** Made once for each level, which may take seconds. */
    private static Prekeys bobs(Level level) {
        return BOBS.computeIfAbsent(level.name(), name -> level.newPrekeys(party(BOB)));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void bothHaveTheSameSessionAndReadEachOther(Level level) throws Exception {
        Begun begun = begin(level);
        Accepted accepted = accept(level, begun);
        assertThat(accepted.id()).isEqualTo(begun.id());
        assertThat(accepted.time()).isEqualTo(begun.time()).isEqualTo(NOW);
        assertThat(level.initiator(begun.offer())).isEqualTo(ALICE.person());
        Side alice = new Side(begun.session());
        Side bob = new Side(accepted.session());
        for (String text : List.of("hello", "Grüße 👩‍💻", "x".repeat(65_536))) {
            Envelope envelope = alice.seal(text);
            assertThat(level.sessionOf(envelope)).isEqualTo(begun.id());
            assertThat(bob.read(envelope)).isEqualTo(text);
            assertThat(alice.read(bob.seal(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void messagesAreNumberedAndMissingOnesCounted(Level level) throws Exception {
        Begun begun = begin(level);
        Side alice = new Side(begun.session());
        Side bob = new Side(accept(level, begun).session());
        assertThat(bob.open(alice.seal("1")).number()).isEqualTo(1);
        alice.seal("2");
        alice.seal("3");
        Opened fourth = bob.open(alice.seal("4"));
        assertThat(fourth.number()).isEqualTo(4);
        assertThat(fourth.missing()).isEqualTo(2);
        assertThat(bob.open(alice.seal("5")).missing()).isZero();
    }

    @ParameterizedTest
    @MethodSource("levels")
    void messageThatWasOpenedReflectedMovedOrChangedIsRefused(Level level) throws Exception {
        Begun begun = begin(level);
        Begun other = begin(level);
        Side alice = new Side(begun.session());
        Side bob = new Side(accept(level, begun).session());
        Envelope envelope = alice.seal("hello");
        assertRefused(() -> alice.open(envelope));
        assertRefused(() -> accept(level, other).session().open(envelope));
        int bits = Bits.count(envelope);
        for (int bit = 0; bit < bits; bit += Math.max(1, bits / 500)) {
            Envelope changed = Bits.flip(envelope, bit);
            assertRefused(() -> bob.open(changed));
        }
        assertThat(bob.read(envelope)).isEqualTo("hello");
        assertRejected(Reason.REPLAYED, () -> bob.open(envelope));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void everyStepLeavesTheSessionAsItWas(Level level) throws Exception {
        Begun begun = begin(level);
        Session bobs = accept(level, begun).session();
        SecretBytes before = level.storage().export(bobs);
        Sealed sealed = begun.session().seal("hello".getBytes(UTF_8));
        Opened opened = bobs.open(sealed.envelope());
        bobs.seal("answer".getBytes(UTF_8));
        assertThat(level.storage().export(bobs)).isEqualTo(before);
        assertThat(level.storage().export(opened.next())).isNotEqualTo(before);
        assertThat(bobs.open(sealed.envelope()).plaintext()).isEqualTo(opened.plaintext());
        assertRejected(Reason.REPLAYED, () -> opened.next().open(sealed.envelope()));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void sessionAndPrekeysGoOnAfterARestart(Level level) throws Exception {
        Begun begun = begin(level);
        SecretBytes prekeys = level.storage().export(bobs(level));
        Prekeys resumed = level.storage().resumePrekeys(prekeys);
        assertThat(level.storage().export(resumed)).isEqualTo(prekeys);
        Accepted accepted = level.accept(party(BOB), ALICE.person(), resumed, begun.offer(), 0);
        Side alice = new Side(begun.session());
        Opened first = accepted.session().open(alice.seal("1"));
        SecretBytes session = level.storage().export(first.next());
        Side again = new Side(level.storage().resume(party(BOB), session));
        assertThat(level.storage().export(again.session())).isEqualTo(session);
        assertThat(again.read(alice.seal("2"))).isEqualTo("2");
        assertThat(alice.read(again.seal("3"))).isEqualTo("3");
        for (int length : List.of(0, 1, session.length() / 2, session.length() - 1, session.length() + 1)) {
            SecretBytes damaged = SecretBytes.copyOf(Arrays.copyOf(session.exposeBytes(), length));
            assertThatThrownBy(() -> level.storage().resume(party(BOB), damaged))
                    .isInstanceOf(WireFormatException.class);
            assertThatThrownBy(() -> level.storage().resumePrekeys(damaged)).isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void prekeysAreSignedAndFreshOnesAreNotRenewed(Level level) throws Exception {
        PublishedPrekeys published = level.publish(party(BOB), bobs(level));
        SignedPrekeys signed = new SignedPrekeys(level.name());
        for (Prekey prekey : Stream.concat(published.signed().stream(), published.oneTime().stream())
                .toList()) {
            assertThat(signed.verify(party(ALICE), BOB.person(), prekey)).isEqualTo(prekey.decodeBytes());
        }
        assertThat(published.signed()).isNotEmpty().extracting(Prekey::kind).doesNotHaveDuplicates();
        assertThat(published.oneTime()).extracting(Prekey::id).doesNotHaveDuplicates();
        int left = published.oneTime().size();
        assertThat(level.renew(party(BOB), bobs(level), left)).isSameAs(bobs(level));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void expiredPrekeysAreRefusedAndRenewingThemHelps(Level level) throws Exception {
        PublishedPrekeys old = handedOut(level.publish(party(BOB), bobs(level)));
        long expired = old.signed().get(0).expiresAt();
        assertRejected(Reason.STALE, () -> level.begin(party(ALICE, expired), BOB.person(), old, expired));
        Prekeys renewed = level.renew(party(BOB, expired), bobs(level), 0);
        PublishedPrekeys fresh = handedOut(level.publish(party(BOB, expired), renewed));
        Begun begun = level.begin(party(ALICE, expired), BOB.person(), fresh, expired);
        assertThat(level.accept(party(BOB, expired), ALICE.person(), renewed, begun.offer(), 0)
                        .id())
                .isEqualTo(begun.id());
    }

    @ParameterizedTest
    @MethodSource("levels")
    void prekeysOfSomebodyElseOrOfAnotherLevelOrNoneAreRefused(Level level) {
        PublishedPrekeys good = handedOut(level.publish(party(BOB), bobs(level)));
        SignedPrekeys another = new SignedPrekeys("another-level");
        PublishedPrekeys ofAnother = new PublishedPrekeys(
                good.signed().stream()
                        .map(prekey -> another.sign(party(BOB), prekey))
                        .toList(),
                good.oneTime());
        assertRefused(() -> level.begin(party(ALICE), MALLORY.person(), good, NOW));
        assertRefused(() -> level.begin(party(ALICE), impostorOf(BOB).person(), good, NOW));
        assertRefused(() -> level.begin(party(ALICE), BOB.person(), ofAnother, NOW));
        assertRefused(() -> level.begin(party(ALICE), BOB.person(), PublishedPrekeys.NONE, NOW));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void offerOfOrForSomebodyElseOrOutOfItsTimeIsRefused(Level level) throws Exception {
        Begun begun = begin(level);
        RawJson offer = begun.offer();
        Prekeys bobs = bobs(level);
        assertRefused(() -> level.accept(party(BOB), MALLORY.person(), bobs, offer, 0));
        assertRefused(() -> level.accept(party(BOB), impostorOf(ALICE).person(), bobs, offer, 0));
        assertRefused(() -> level.accept(party(MALLORY), ALICE.person(), bobs, offer, 0));
        assertRefused(() -> level.accept(party(impostorOf(BOB)), ALICE.person(), bobs, offer, 0));
        assertRefused(() -> level.accept(party(BOB), ALICE.person(), bobs, new RawJson("{}"), 0));
        assertRefused(() -> level.initiator(new RawJson("{}")));
        assertRejected(Reason.REPLAYED, () -> level.accept(party(BOB), ALICE.person(), bobs, offer, NOW));
        long tooLate = NOW + OfferTime.OLDEST.toSeconds() + 1;
        long tooEarly = NOW - OfferTime.CLOCK_TOLERANCE.toSeconds() - 1;
        assertRejected(Reason.STALE, () -> level.accept(party(BOB, tooLate), ALICE.person(), bobs, offer, 0));
        assertRejected(Reason.STALE, () -> level.accept(party(BOB, tooEarly), ALICE.person(), bobs, offer, 0));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void offerWithOneCharacterChangedAnywhereIsRefused(Level level) throws Exception {
        String offer = begin(level).offer().text();
        assertThat(accept(level, new RawJson(offer)).id()).isNotNull();
        for (int at = 1; at < offer.length() - 1; at += Math.max(1, offer.length() / 500)) {
            char other = offer.charAt(at) == 'A' ? 'B' : 'A';
            RawJson changed = new RawJson(offer.substring(0, at) + other + offer.substring(at + 1));
            assertRefused(() -> accept(level, changed));
        }
    }

    private static Begun begin(Level level) throws RejectedException {
        return level.begin(party(ALICE), BOB.person(), handedOut(level.publish(party(BOB), bobs(level))), NOW);
    }

    private static Accepted accept(Level level, Begun begun) throws RejectedException {
        return accept(level, begun.offer());
    }

    private static Accepted accept(Level level, RawJson offer) throws RejectedException {
        return level.accept(party(BOB), ALICE.person(), bobs(level), offer, 0);
    }

    /** As a relay does it: of each kind of one-time prekey, one. */
    private static PublishedPrekeys handedOut(PublishedPrekeys published) {
        Map<String, Prekey> oneOfAKind = new LinkedHashMap<>();
        published.oneTime().forEach(prekey -> oneOfAKind.putIfAbsent(prekey.kind(), prekey));
        return new PublishedPrekeys(published.signed(), List.copyOf(oneOfAKind.values()));
    }

    private static void assertRefused(ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOf(RejectedException.class);
    }
}

package encryptedchat.testlevel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Level.Storage;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the programs rely on, of a level that has all that the levels to come need. */
class RatchetingLevelTest {
    private static final long NOW = 1_700_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Level LEVEL = new RatchetingLevel();
    private static final Storage STORAGE = LEVEL.storage();

    private final Identity alice = new Identity("alice", IdentityKeyPair.generate(RANDOM));
    private final Identity bob = new Identity("bob", IdentityKeyPair.generate(RANDOM));
    private final Prekeys bobs = LEVEL.newPrekeys(at(NOW, bob));

    @Test
    void levelIsFoundBehindTheDefaultWhenItsFolderIsOnTheClassPath() throws Exception {
        URL folder = RatchetingLevelTest.class.getResource("/testlevel/");
        try (URLClassLoader classPath =
                new URLClassLoader(new URL[] {folder}, getClass().getClassLoader())) {
            List<String> names = new ArrayList<>();
            ServiceLoader.load(Level.class, classPath).forEach(level -> names.add(level.name()));
            assertThat(names).startsWith("authenticated").endsWith("ratcheting-test");
            assertThat(classPath.getResource("encryptedchat/levels/ratcheting-test.json"))
                    .isNotNull();
        }
    }

    @Test
    void bothReadEachOther() throws Exception {
        Begun begun = begin(handedOut(0));
        Accepted accepted = accept(begun, bobs);
        assertThat(accepted.id()).isEqualTo(begun.id());
        assertThat(LEVEL.initiator(begun.offer())).isEqualTo(alice.person());
        Sealed hello = begun.session().seal(bytes("hello"));
        assertThat(LEVEL.sessionOf(hello.envelope())).isEqualTo(begun.id());
        Opened opened = accepted.session().open(hello.envelope());
        assertThat(opened.plaintext()).isEqualTo(bytes("hello"));
        Sealed answer = opened.next().seal(bytes("answer"));
        assertThat(hello.next().open(answer.envelope()).plaintext()).isEqualTo(bytes("answer"));
    }

    @Test
    void oneTimePrekeysRunOutAfterFiveAndASessionBeginsWithoutOne() throws Exception {
        Prekeys left = bobs;
        for (int session = 0; session < 5; session++) {
            left = accept(begin(handedOut(session)), left).left();
        }
        assertThat(published(left).oneTime()).isEmpty();
        Begun without = begin(published(left));
        assertThat(accept(without, left).left()).isEqualTo(left);
        assertThat(published(LEVEL.renew(at(NOW, bob), left, 0)).oneTime()).hasSize(5);
    }

    @Test
    void oneTimePrekeyServesOnce() throws Exception {
        Begun begun = begin(handedOut(0));
        Prekeys left = accept(begun, bobs).left();
        assertRefused(Reason.STALE, () -> accept(begin(handedOut(0)), left));
        assertThat(accept(begin(handedOut(1)), left).left()).isNotEqualTo(left);
    }

    @Test
    void oneTimePrekeysAreAddedWhenFewAreLeft() {
        assertThat(LEVEL.renew(at(NOW, bob), bobs, 2)).isSameAs(bobs);
        assertThat(published(LEVEL.renew(at(NOW, bob), bobs, 1)).oneTime()).hasSize(5 + 4);
    }

    @Test
    void signedPrekeyIsRenewedAndTheOneBeforeServesUntilItExpires() throws Exception {
        Begun before = begin(handedOut(0));
        Prekeys renewed = LEVEL.renew(at(NOW + 5, bob), bobs, 5);
        assertThat(published(renewed).signed())
                .hasSize(1)
                .isNotEqualTo(published(bobs).signed());
        assertThat(published(renewed).oneTime()).isEqualTo(published(bobs).oneTime());
        assertThat(accept(before, renewed).id()).isEqualTo(before.id());

        Prekeys afterwards = LEVEL.renew(at(NOW + 600, bob), renewed, 5);
        assertRefused(Reason.STALE, () -> accept(before, afterwards));
        assertRefused(Reason.STALE, () -> LEVEL.begin(at(NOW + 600, alice), bob.person(), handedOut(0), NOW + 600));
    }

    @Test
    void messagesOpenInAnyOrderAndEachOnce() throws Exception {
        Begun begun = begin(handedOut(0));
        List<Envelope> sealed = new ArrayList<>();
        Session sending = begun.session();
        for (int number = 1; number <= 4; number++) {
            Sealed next = sending.seal(new byte[] {(byte) number});
            sealed.add(next.envelope());
            sending = next.next();
        }
        Session receiving = accept(begun, bobs).session();
        long[] missing = {2, 0, 0, 0};
        int step = 0;
        for (int number : new int[] {3, 1, 4, 2}) {
            Opened opened = receiving.open(sealed.get(number - 1));
            assertThat(opened.plaintext()).containsExactly(number);
            assertThat(opened.number()).isEqualTo(number);
            assertThat(opened.missing()).isEqualTo(missing[step++]);
            receiving = opened.next();
        }
        for (Envelope opened : sealed) {
            Session last = receiving;
            assertRefused(Reason.REPLAYED, () -> last.open(opened));
        }
    }

    @Test
    void messageTooFarAheadOrReflectedOrChangedIsRefused() throws Exception {
        Begun begun = begin(handedOut(0));
        Session receiving = accept(begun, bobs).session();
        Session sending = begun.session();
        for (int skipped = 0; skipped < RatchetingSession.MAX_SKIPPED; skipped++) {
            sending = sending.seal(bytes("skipped")).next();
        }
        Envelope tooFar = sending.seal(bytes("too far")).envelope();
        assertRefused(Reason.NOT_OURS, () -> receiving.open(tooFar));
        Envelope first = begun.session().seal(bytes("hello")).envelope();
        assertRefused(Reason.NOT_AUTHENTIC, () -> begun.session().open(first));
        byte[] changed = first.associatedData().clone();
        changed[changed.length - 1] ^= 1;
        assertRefused(
                Reason.NOT_AUTHENTIC,
                () -> receiving.open(new Envelope(changed, first.nonce(), first.ciphertext(), first.tag())));
        assertThat(receiving.open(first).plaintext()).isEqualTo(bytes("hello"));
    }

    @Test
    void everyStepGivesAnotherSessionAndLeavesTheOneBefore() throws Exception {
        Begun begun = begin(handedOut(0));
        Session receiving = accept(begun, bobs).session();
        Sealed sealed = begun.session().seal(bytes("hello"));
        Opened opened = receiving.open(sealed.envelope());
        assertThat(STORAGE.export(sealed.next())).isNotEqualTo(STORAGE.export(begun.session()));
        assertThat(STORAGE.export(opened.next())).isNotEqualTo(STORAGE.export(receiving));
        assertThat(receiving.open(sealed.envelope()).plaintext()).isEqualTo(bytes("hello"));
        assertRefused(Reason.REPLAYED, () -> opened.next().open(sealed.envelope()));
    }

    @Test
    void eachMessageCarries3KbOfItsOwn() throws Exception {
        Sealed one = begin(handedOut(0)).session().seal(bytes("hello"));
        assertThat(one.envelope().associatedData()).hasSizeGreaterThan(3 * 1024);
    }

    @Test
    void sessionAndPrekeysGoOnAfterARestart() throws Exception {
        Begun begun = begin(handedOut(0));
        Prekeys resumed = STORAGE.resumePrekeys(STORAGE.export(bobs));
        assertThat(resumed).isEqualTo(bobs);
        Sealed first = begun.session().seal(bytes("first"));
        Sealed second = first.next().seal(bytes("second"));
        Session receiving =
                accept(begun, resumed).session().open(second.envelope()).next();
        SecretBytes exported = STORAGE.export(receiving);
        Session again = STORAGE.resume(at(NOW, bob), exported);
        assertThat(STORAGE.export(again)).isEqualTo(exported);
        assertThat(again.open(first.envelope()).plaintext()).isEqualTo(bytes("first"));
        for (int length = 0; length < exported.length(); length++) {
            SecretBytes cutShort = SecretBytes.copyOf(Arrays.copyOf(exported.exposeBytes(), length));
            assertThatThrownBy(() -> STORAGE.resume(at(NOW, bob), cutShort)).isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void offerChangedInAnyFieldIsRefused() throws Exception {
        Begun begun = begin(handedOut(0));
        Offer offer = begun.offer().read(Offer.class);
        ObjectNode good = RawJson.of(offer).read(ObjectNode.class);
        List<String> fields = new ArrayList<>();
        good.required("terms").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).hasSize(9).contains("one_time_prekey");
        for (String field : fields) {
            ObjectNode changed = good.deepCopy();
            ObjectNode terms = (ObjectNode) changed.required("terms");
            if (field.equals("time")) {
                terms.put(field, NOW + 1);
            } else if (field.contains("tor_key") || field.contains("der_key")) {
                terms.put(
                        field,
                        Base64Text.encode(
                                at(NOW, mallory()).person().identityKey().toBytes()));
            } else {
                terms.put(field, field.equals("session") ? "0".repeat(32) : "mallory0");
            }
            assertThatThrownBy(() -> accept(new RawJson(changed.toString()), bobs))
                    .as(field)
                    .isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void prekeysOfSomebodyElseAreRefused() {
        Party mallory = at(NOW, new Identity("bob", mallory().keyPair()));
        assertRefused(Reason.NOT_AUTHENTIC, () -> begin(LEVEL.publish(mallory, LEVEL.newPrekeys(mallory))));
        Prekey foreign =
                LEVEL.publish(mallory, LEVEL.newPrekeys(mallory)).oneTime().get(0);
        PublishedPrekeys mixed = new PublishedPrekeys(published(bobs).signed(), List.of(foreign));
        assertRefused(Reason.NOT_AUTHENTIC, () -> begin(mixed));
    }

    private static Identity mallory() {
        return new Identity("mallory", IdentityKeyPair.generate(RANDOM));
    }

    private PublishedPrekeys published(Prekeys prekeys) {
        return LEVEL.publish(at(NOW, bob), prekeys);
    }

    /** As a relay gives them: the signed one, and one of the others. */
    private PublishedPrekeys handedOut(int index) {
        PublishedPrekeys published = published(bobs);
        return new PublishedPrekeys(
                published.signed(), List.of(published.oneTime().get(index)));
    }

    private Begun begin(PublishedPrekeys prekeys) throws RejectedException {
        return LEVEL.begin(at(NOW, alice), bob.person(), prekeys, NOW);
    }

    private Accepted accept(Begun begun, Prekeys mine) throws RejectedException {
        return accept(begun.offer(), mine);
    }

    private Accepted accept(RawJson offer, Prekeys mine) throws RejectedException {
        return LEVEL.accept(at(NOW, bob), alice.person(), mine, offer, 0);
    }

    private static Party at(long now, Identity who) {
        return new Party(who, RANDOM, InstantSource.fixed(Instant.ofEpochSecond(now)), Steps.SILENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertRefused(Reason reason, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}

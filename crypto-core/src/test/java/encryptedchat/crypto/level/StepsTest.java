package encryptedchat.crypto.level;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.People.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.crypto.level.authenticated.Offers;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.PublishedPrekeys;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Both levels tell each step once, in the order of the protocol, and no secret as plain bytes. */
class StepsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    private static final Level LEVEL = new AuthenticatedLevel();
    private static final Prekeys BOBS = Offers.prekeys(TestKeys.BOB);

    private final List<String> names = new ArrayList<>();
    private final List<Detail> details = new ArrayList<>();

    @Test
    void levelClassicTellsEachStepInItsOrder() throws Exception {
        talkClassic();

        assertThat(names)
                .containsExactly(
                        "alice: master-secret-made",
                        "alice: key-derived",
                        "alice: master-secret-encrypted",
                        "bob: master-secret-decrypted",
                        "bob: key-derived",
                        "alice: text-sealed",
                        "bob: text-opened");
    }

    /** With a key pair that is really made, which takes seconds. */
    @Test
    void levelAuthenticatedTellsEachStepInItsOrder() throws Exception {
        talkAuthenticated(LEVEL.newPrekeys(telling(BOB)));

        assertThat(names)
                .containsExactly(
                        "bob: exchange-key-made",
                        "bob: prekey-signed",
                        "alice: prekey-verified",
                        "alice: master-secret-made",
                        "alice: master-secret-encrypted",
                        "alice: transcript-hashed",
                        "alice: offer-signed",
                        "alice: key-derived",
                        "alice: key-derived",
                        "bob: transcript-hashed",
                        "bob: offer-verified",
                        "bob: master-secret-decrypted",
                        "bob: key-derived",
                        "bob: key-derived",
                        "alice: text-sealed",
                        "bob: text-opened");
    }

    @Test
    void noSecretIsToldAsPlainBytes() throws Exception {
        talkClassic();
        talkAuthenticated(BOBS);

        List<byte[]> secrets =
                told(SecretBytes.class).stream().map(SecretBytes::exposeBytes).toList();
        assertThat(secrets).hasSizeGreaterThan(10);
        assertThat(told(byte[].class))
                .isNotEmpty()
                .noneMatch(bytes -> secrets.stream().anyMatch(secret -> Arrays.equals(secret, bytes)));
    }

    /** Else whoever shows it would fail. */
    @Test
    void everyDetailIsOfTheTypeThatBelongsToItsForm() throws Exception {
        talkClassic();
        talkAuthenticated(BOBS);

        assertThat(details)
                .allSatisfy(detail -> assertThat(detail.value()).isInstanceOf(type(detail.form())))
                .allSatisfy(detail -> assertThat(detail.label()).isIn("In", "Out"))
                .extracting(Detail::form)
                .contains(Form.values());
    }

    /** A text that somebody sealed is among the details; it must not get into a log with them. */
    @Test
    void detailPrintsItsNameAlone() throws Exception {
        talkAuthenticated(BOBS);

        assertThat(details).allSatisfy(detail -> assertThat(detail).hasToString(detail.label() + " " + detail.name()));
        assertThat(details).filteredOn(detail -> detail.form() == Form.TEXT).hasSize(2);
        assertThat(details.toString()).doesNotContain("hello");
    }

    @Test
    void whatIsRefusedIsNotToldAsDone() throws Exception {
        Begun begun = LEVEL.begin(silent(ALICE), BOB.person(), LEVEL.publish(silent(BOB), BOBS), NOW);
        Side alice = new Side(begun.session());
        Side bob = new Side(LEVEL.accept(telling(BOB), ALICE.person(), BOBS, begun.offer(), 0)
                .session());
        Envelope sealed = alice.seal("hello");
        bob.open(sealed);
        names.clear();

        assertRefused(() -> bob.open(sealed));
        assertRefused(() -> bob.open(Bits.flip(alice.seal("hello"), 300)));
        assertRefused(() -> LEVEL.accept(telling(BOB), MALLORY.person(), BOBS, begun.offer(), 0));
        assertRefused(() -> LEVEL.begin(telling(ALICE), BOB.person(), PublishedPrekeys.NONE, NOW));
        assertRefused(() -> LEVEL.begin(telling(ALICE), MALLORY.person(), LEVEL.publish(silent(BOB), BOBS), NOW));
        assertThat(names).isEmpty();
    }

    private void talkClassic() throws Exception {
        Steps alice = as("alice");
        Steps bob = as("bob");
        SecretBytes masterSecret = ClassicKeyExchange.newMasterSecret(RANDOM, alice);
        Side alices = new Side(ClassicSession.begin(masterSecret, RANDOM, CLOCK, alice));
        byte[] encrypted = ClassicKeyExchange.encrypt(masterSecret, TestKeys.BOB.publicKey(), RANDOM, alice);
        SecretBytes decrypted = ClassicKeyExchange.decrypt(encrypted, TestKeys.BOB, bob);
        new Side(ClassicSession.begin(decrypted, RANDOM, CLOCK, bob)).open(alices.seal("hello"));
    }

    private void talkAuthenticated(Prekeys bobs) throws Exception {
        PublishedPrekeys published = LEVEL.publish(telling(BOB), bobs);
        Begun begun = LEVEL.begin(telling(ALICE), BOB.person(), published, NOW);
        Accepted accepted = LEVEL.accept(telling(BOB), ALICE.person(), bobs, begun.offer(), 0);
        new Side(accepted.session()).open(new Side(begun.session()).seal("hello"));
    }

    private Party telling(Identity who) {
        return new Party(who, RANDOM, CLOCK, as(who.name()));
    }

    private static Party silent(Identity who) {
        return People.party(who);
    }

    private Steps as(String listener) {
        return (step, of) -> {
            names.add(listener + ": " + step);
            details.addAll(of.get());
        };
    }

    private static void assertRefused(ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOf(RejectedException.class);
    }

    private <T> List<T> told(Class<T> type) {
        return details.stream()
                .map(Detail::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Class<?> type(Form form) {
        return switch (form) {
            case WORDS, BASE64 -> String.class;
            case BYTES, TEXT, FIELDS -> byte[].class;
            case SECRET -> SecretBytes.class;
            case KEY -> RSAPublicKey.class;
        };
    }
}

package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.People.impostorOf;
import static encryptedchat.crypto.level.People.party;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prekey is taken only if its owner signed all of it, for this level, and if it is its time. */
class SignedPrekeysTest {
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final byte[] KEY = {1, 2, 3};
    private static final SignedPrekeys LEVEL = new SignedPrekeys("some-level");
    private static final Prekey UNSIGNED =
            SignedPrekeys.unsigned("some-kind", "0".repeat(32), NOW, Duration.ofDays(7), KEY);
    private static final Prekey SIGNED = LEVEL.sign(party(BOB), UNSIGNED);

    @Test
    void keyThatItsOwnerSignedIsTaken() throws Exception {
        assertThat(SIGNED)
                .isEqualTo(new Prekey(
                        "some-kind", "0".repeat(32), NOW, NOW + 7 * DAY, Base64Text.encode(KEY), SIGNED.signature()));
        assertThat(LEVEL.verify(party(ALICE), BOB.person(), SIGNED)).isEqualTo(KEY);
    }

    @Test
    void keyThatIsNotSignedIsMalformed() {
        assertRefused(Reason.MALFORMED, BOB.person(), UNSIGNED);
    }

    @Test
    void keyOfSomebodyElseIsRefused() {
        assertRefused(Reason.NOT_AUTHENTIC, MALLORY.person(), SIGNED);
        assertRefused(Reason.NOT_AUTHENTIC, impostorOf(BOB).person(), SIGNED);
        assertRefused(Reason.NOT_AUTHENTIC, new Person("bobby", BOB.person().identityKey()), SIGNED);
        assertRefused(Reason.NOT_AUTHENTIC, BOB.person(), LEVEL.sign(party(impostorOf(BOB)), UNSIGNED));
        assertRefused(
                Reason.NOT_AUTHENTIC, BOB.person(), LEVEL.sign(party(new Identity("bobby", BOB.keyPair())), UNSIGNED));
    }

    @Test
    void keyForAnotherLevelIsRefused() {
        assertRefused(
                Reason.NOT_AUTHENTIC, BOB.person(), new SignedPrekeys("another-level").sign(party(BOB), UNSIGNED));
    }

    @Test
    void keyThatWasChangedInAnyFieldIsRefused() {
        String key = SIGNED.bytes();
        String id = SIGNED.id();
        long expiry = SIGNED.expiresAt();
        for (Prekey changed : List.of(
                new Prekey("other-kind", id, NOW, expiry, key, ""),
                new Prekey("some-kind", "1".repeat(32), NOW, expiry, key, ""),
                new Prekey("some-kind", id, NOW - 1, expiry, key, ""),
                new Prekey("some-kind", id, NOW, expiry + 1, key, ""),
                new Prekey("some-kind", id, NOW, expiry, Base64Text.encode(new byte[3]), ""))) {
            Prekey underTheSameSignature = new Prekey(
                    changed.kind(),
                    changed.id(),
                    changed.madeAt(),
                    changed.expiresAt(),
                    changed.bytes(),
                    SIGNED.signature());
            assertRefused(Reason.NOT_AUTHENTIC, BOB.person(), underTheSameSignature);
            assertThatCode(() -> LEVEL.verify(party(ALICE), BOB.person(), LEVEL.sign(party(BOB), changed)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anyFlippedBitOfTheSignatureIsRefused() throws Exception {
        byte[] signature = SIGNED.decodeSignature();
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            assertRefused(Reason.NOT_AUTHENTIC, BOB.person(), UNSIGNED.signed(Bits.flip(signature, bit)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void signatureOfAnotherLengthIsMalformed(int length) throws Exception {
        byte[] changed = Arrays.copyOf(SIGNED.decodeSignature(), length);
        assertRefused(Reason.MALFORMED, BOB.person(), UNSIGNED.signed(changed));
    }

    @Test
    void signatureOfAnotherPurposeIsRefused() {
        byte[] identityKey = BOB.person().identityKey().toBytes();
        for (byte[] others :
                List.of(V1.registrationBytes("bob", identityKey), V1.loginBytes("bob", new byte[32]), KEY)) {
            assertRefused(
                    Reason.NOT_AUTHENTIC,
                    BOB.person(),
                    UNSIGNED.signed(BOB.keyPair().sign(others)));
        }
    }

    @Test
    void fieldOutOfItsFormIsMalformedThoughItIsSigned() {
        for (Prekey malformed : List.of(
                new Prekey("Some Kind", SIGNED.id(), NOW, NOW + DAY, SIGNED.bytes(), ""),
                new Prekey("some-kind", "1", NOW, NOW + DAY, SIGNED.bytes(), ""),
                new Prekey("some-kind", SIGNED.id(), NOW, Long.MAX_VALUE, SIGNED.bytes(), ""))) {
            assertRefused(Reason.MALFORMED, BOB.person(), LEVEL.sign(party(BOB), malformed));
        }
    }

    @Test
    void keyIsTakenUntilItExpiresAndUpToOneDayAhead() {
        for (long now : List.of(NOW - DAY, NOW, NOW + 7 * DAY - 1)) {
            assertThatCode(() -> LEVEL.verify(party(ALICE, now), BOB.person(), SIGNED))
                    .doesNotThrowAnyException();
        }
        for (long now : List.of(0L, NOW - DAY - 1, NOW + 7 * DAY, NOW + 8 * DAY)) {
            assertRejected(Reason.STALE, () -> LEVEL.verify(party(ALICE, now), BOB.person(), SIGNED));
        }
    }

    /** Who cannot sign learns nothing about the clock. */
    @Test
    void signatureIsCheckedBeforeTheTime() {
        Party late = party(ALICE, NOW + 8 * DAY);
        assertRejected(Reason.NOT_AUTHENTIC, () -> LEVEL.verify(late, MALLORY.person(), SIGNED));
    }

    @Test
    void thereMustBeExactlyOneOfAKind() throws Exception {
        Prekey other = SignedPrekeys.unsigned("other-kind", "1".repeat(32), NOW, Duration.ofDays(7), KEY);
        assertThat(SignedPrekeys.ofKind("some-kind", List.of(other, SIGNED))).isEqualTo(SIGNED);
        assertRejected(Reason.MALFORMED, () -> SignedPrekeys.ofKind("some-kind", List.of()));
        assertRejected(Reason.MALFORMED, () -> SignedPrekeys.ofKind("some-kind", List.of(other)));
        assertRejected(Reason.MALFORMED, () -> SignedPrekeys.ofKind("some-kind", List.of(SIGNED, SIGNED)));
    }

    private static void assertRefused(Reason reason, Person owner, Prekey prekey) {
        assertRejected(reason, () -> LEVEL.verify(party(ALICE), owner, prekey));
    }
}

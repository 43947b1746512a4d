package encryptedchat.client.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PinnedIdentityTest {
    private static final IdentityKey BOB = key();
    private static final IdentityKey OTHER = key();
    private static final IdentityKey THIRD = key();

    private static IdentityKey key() {
        return IdentityKeyPair.generate(new SecureRandom()).publicKey();
    }

    @Test
    void theFirstKeyIsTakenAndNotYetCompared() {
        PinnedIdentity pin = PinnedIdentity.NONE.seen(BOB);

        assertThat(pin.key()).contains(BOB);
        assertThat(pin.compared()).isFalse();
        assertThat(pin.awaitsDecision()).isFalse();
    }

    @Test
    void theSameKeyAgainChangesNothing() {
        PinnedIdentity pin = PinnedIdentity.NONE.seen(BOB).compare(true);

        assertThat(pin.seen(BOB)).isEqualTo(pin);
    }

    @Test
    void anotherKeyWaitsForADecision() {
        PinnedIdentity pin = PinnedIdentity.NONE.seen(BOB).compare(true).seen(OTHER);

        assertThat(pin.awaitsDecision()).isTrue();
        assertThat(pin.key()).contains(BOB);
        assertThat(pin.compared()).isTrue();
    }

    @Test
    void theOldKeyComingBackDoesNotDecideIt() {
        PinnedIdentity pin = PinnedIdentity.NONE.seen(BOB).seen(OTHER);

        assertThat(pin.seen(BOB)).isEqualTo(pin);
    }

    @Test
    void anAcceptedKeyIsNotComparedYetThoughTheOneBeforeWas() {
        PinnedIdentity pin =
                PinnedIdentity.NONE.seen(BOB).compare(true).seen(OTHER).accept();

        assertThat(pin.key()).contains(OTHER);
        assertThat(pin.compared()).isFalse();
        assertThat(pin.awaitsDecision()).isFalse();
    }

    @Test
    void aRejectedKeyIsNotAskedAboutAgainAndAThirdOneIs() {
        PinnedIdentity pin =
                PinnedIdentity.NONE.seen(BOB).compare(true).seen(OTHER).reject();

        assertThat(pin.key()).contains(BOB);
        assertThat(pin.compared()).isTrue();
        assertThat(pin.seen(OTHER)).isEqualTo(pin);
        assertThat(pin.seen(THIRD).awaitsDecision()).isTrue();
    }

    @Test
    void withoutAChangeThereIsNothingToDecide() {
        PinnedIdentity pin = PinnedIdentity.NONE.seen(BOB);

        assertThat(pin.accept()).isEqualTo(pin);
        assertThat(pin.reject()).isEqualTo(pin);
        assertThat(PinnedIdentity.NONE.compare(true)).isEqualTo(PinnedIdentity.NONE);
    }

    @Test
    void aSafetyNumberThatDiffersStopsUntilItIsTheSameAfterAll() {
        PinnedIdentity differs = PinnedIdentity.NONE.seen(BOB).compare(false);

        assertThat(differs.awaitsDecision()).isTrue();
        assertThat(differs.accept()).isEqualTo(differs);
        assertThat(differs.reject()).isEqualTo(differs);
        assertThat(differs.compare(true).awaitsDecision()).isFalse();
    }

    @Test
    void anotherAcceptedKeyEndsTheDifferenceOfTheOneBefore() {
        PinnedIdentity pin =
                PinnedIdentity.NONE.seen(BOB).compare(false).seen(OTHER).accept();

        assertThat(pin.awaitsDecision()).isFalse();
    }
}

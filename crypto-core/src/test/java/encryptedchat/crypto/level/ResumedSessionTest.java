package encryptedchat.crypto.level;

import static encryptedchat.crypto.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.SessionId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A session that was exported goes on exactly where it was. */
class ResumedSessionTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    private static final Agreement AGREEMENT =
            new Agreement(SessionId.of(new byte[16]), new byte[32], SecretBytes.random(32, RANDOM));

    /** Label, level and session id, each with its length. */
    private static final int FIXED_BYTES = 4 + "encrypted-chat session".length() + 4 + "authenticated".length() + 4;

    enum Step {
        ALICE_SPEAKS,
        BOB_SPEAKS,
        ALICE_RESTARTS,
        BOB_RESTARTS
    }

    @Property(tries = 200)
    void nothingIsNoticedOfARestart(@ForAll @Size(max = 40) Step[] steps) throws Exception {
        AuthenticatedSession alice = session("alice", "bob");
        AuthenticatedSession bob = session("bob", "alice");
        long ofAlice = 0;
        long ofBob = 0;
        for (Step step : steps) {
            switch (step) {
                case ALICE_SPEAKS -> assertOpens(alice.seal("hello"), bob, ++ofAlice);
                case BOB_SPEAKS -> assertOpens(bob.seal("hello"), alice, ++ofBob);
                case ALICE_RESTARTS -> alice = restarted(alice);
                case BOB_RESTARTS -> bob = restarted(bob);
            }
        }
    }

    @Example
    void replayIsStillRefused() throws Exception {
        AuthenticatedSession bob = session("bob", "alice");
        Envelope envelope = session("alice", "bob").seal("pay Mallory 10");
        bob.open(envelope);
        AuthenticatedSession again = restarted(bob);
        assertRejected(Reason.REPLAYED, () -> again.open(envelope));
    }

    @Example
    void exportTakenBeforeAMessageGoesOnBeforeIt() throws Exception {
        AuthenticatedSession bob = session("bob", "alice");
        AuthenticatedSession before = restarted(bob);
        Envelope envelope = session("alice", "bob").seal("hello");
        bob.open(envelope);
        assertThat(before.open(envelope).text()).isEqualTo("hello");
    }

    @Example
    void exportThatIsCutShortOrLongerIsRefused() {
        byte[] exported = session("alice", "bob").export().exposeBytes();
        for (int length = 0; length < exported.length; length++) {
            assertRefused(Arrays.copyOf(exported, length));
        }
        assertRefused(Arrays.copyOf(exported, exported.length + 1));
    }

    @Example
    void exportOfAnotherKindOrLevelIsRefused() {
        byte[] exported = session("alice", "bob").export().exposeBytes();
        for (int bit = 0; bit < FIXED_BYTES * Byte.SIZE; bit++) {
            assertRefused(Bits.flip(exported, bit));
        }
    }

    @Example
    void negativeCounterIsRefused() {
        byte[] exported = session("alice", "bob").export().exposeBytes();
        assertRefused(Bits.flip(exported, (exported.length - 8) * Byte.SIZE));
        assertRefused(Bits.flip(exported, (exported.length - 8 - 12) * Byte.SIZE));
    }

    private static void assertOpens(Envelope envelope, AuthenticatedSession recipient, long sequence) throws Exception {
        assertThat(MessageHeader.of(envelope.associatedData()).sequence()).isEqualTo(sequence);
        assertThat(recipient.open(envelope).missing()).isZero();
    }

    private static AuthenticatedSession session(String me, String peer) {
        return AuthenticatedSession.begin(AGREEMENT, me, peer, RANDOM, CLOCK, Steps.SILENT);
    }

    private static AuthenticatedSession restarted(AuthenticatedSession session) throws WireFormatException {
        AuthenticatedSession again = AuthenticatedSession.resume(session.export(), RANDOM, CLOCK, Steps.SILENT);
        assertThat(again.export()).isEqualTo(session.export());
        assertThat(again.id()).isEqualTo(session.id());
        return again;
    }

    private static void assertRefused(byte[] exported) {
        assertThatThrownBy(() -> AuthenticatedSession.resume(SecretBytes.copyOf(exported), RANDOM, CLOCK, Steps.SILENT))
                .isInstanceOf(WireFormatException.class);
    }
}

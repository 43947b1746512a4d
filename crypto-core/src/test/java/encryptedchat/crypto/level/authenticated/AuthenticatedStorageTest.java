package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.Rejections.assertRejected;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.NOW;
import static encryptedchat.crypto.level.People.party;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.Side;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A session that was exported goes on exactly where it was, and so do prekeys. */
class AuthenticatedStorageTest {
    private static final AuthenticatedStorage STORAGE = new AuthenticatedStorage();
    private static final SecretBytes SECRET = SecretBytes.random(32, new SecureRandom());

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
        Side alice = alices();
        Side bob = bobs();
        long ofAlice = 0;
        long ofBob = 0;
        for (Step step : steps) {
            switch (step) {
                case ALICE_SPEAKS -> assertOpens(alice.seal("hello"), bob, ++ofAlice);
                case BOB_SPEAKS -> assertOpens(bob.seal("hello"), alice, ++ofBob);
                case ALICE_RESTARTS -> alice = restarted(alice, ALICE);
                case BOB_RESTARTS -> bob = restarted(bob, BOB);
            }
        }
    }

    @Example
    void replayIsStillRefused() throws Exception {
        Side bob = bobs();
        Envelope envelope = alices().seal("pay Mallory 10");
        bob.open(envelope);
        Side again = restarted(bob, BOB);
        assertRejected(Reason.REPLAYED, () -> again.open(envelope));
    }

    @Example
    void exportTakenBeforeAMessageGoesOnBeforeIt() throws Exception {
        Side bob = bobs();
        Side before = restarted(bob, BOB);
        Envelope envelope = alices().seal("hello");
        bob.open(envelope);
        assertThat(before.read(envelope)).isEqualTo("hello");
    }

    /** Homes that exist keep their sessions so; what is written differently, they would not find again. */
    @Example
    void sessionIsKeptAsTheseFields() {
        AuthenticatedSession session = (AuthenticatedSession) bobs().session();
        assertThat(STORAGE.export(session).exposeBytes())
                .isEqualTo(CanonicalBytes.of("encrypted-chat session")
                        .add("authenticated")
                        .add(new byte[16])
                        .add("bob")
                        .add("alice")
                        .add(session.keys().send().exposeBytes())
                        .add(session.keys().receive().exposeBytes())
                        .add(0)
                        .add(0)
                        .toBytes());
    }

    @Example
    void sessionThatIsCutShortOrLongerIsRefused() {
        byte[] exported = STORAGE.export(alices().session()).exposeBytes();
        for (int length = 0; length < exported.length; length++) {
            assertRefused(Arrays.copyOf(exported, length));
        }
        assertRefused(Arrays.copyOf(exported, exported.length + 1));
    }

    @Example
    void sessionOfAnotherKindOrLevelIsRefused() {
        byte[] exported = STORAGE.export(alices().session()).exposeBytes();
        for (int bit = 0; bit < FIXED_BYTES * Byte.SIZE; bit++) {
            assertRefused(Bits.flip(exported, bit));
        }
        assertRefused(STORAGE.export(Offers.BOBS).exposeBytes());
    }

    @Example
    void sessionOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> STORAGE.resume(party(BOB), STORAGE.export(alices().session())))
                .isInstanceOf(WireFormatException.class);
    }

    @Example
    void sessionWithAPeerThatIsNoNameIsRefused() {
        AuthenticatedSession session = AuthenticatedSession.begin(
                party(ALICE), "not a name", SessionId.of(new byte[16]), SECRET, new byte[32]);
        assertRefused(STORAGE.export(session).exposeBytes());
    }

    @Example
    void negativeCounterIsRefused() {
        byte[] exported = STORAGE.export(alices().session()).exposeBytes();
        assertRefused(Bits.flip(exported, (exported.length - 8) * Byte.SIZE));
        assertRefused(Bits.flip(exported, (exported.length - 8 - 12) * Byte.SIZE));
    }

    @Example
    void prekeysAreKept() throws Exception {
        SecretBytes exported = STORAGE.export(Offers.BOBS);
        ExchangeKeyPair resumed = (ExchangeKeyPair) STORAGE.resumePrekeys(exported);
        assertThat(resumed.signedAt()).isEqualTo(NOW);
        assertThat(resumed.keyPair().publicKey()).isEqualTo(TestKeys.BOB.publicKey());
        assertThat(STORAGE.export(resumed)).isEqualTo(exported);
        Offer offer = Offer.read(Offers.make(NOW).offer());
        assertThat(Offers.LEVEL
                        .accept(party(BOB), ALICE.person(), resumed, RawJson.of(offer), 0)
                        .left())
                .isEqualTo(resumed);
    }

    @Example
    void prekeysThatAreDamagedOrOfAnotherKindOrLevelAreRefused() {
        byte[] exported = STORAGE.export(Offers.BOBS).exposeBytes();
        for (int length = 0; length < exported.length; length += 7) {
            assertPrekeysRefused(Arrays.copyOf(exported, length));
        }
        assertPrekeysRefused(Arrays.copyOf(exported, exported.length + 1));
        int beforePem = 4 + "encrypted-chat prekeys".length() + 4 + "authenticated".length();
        for (int bit = 0; bit < beforePem * Byte.SIZE; bit++) {
            assertPrekeysRefused(Bits.flip(exported, bit));
        }
        assertPrekeysRefused(Bits.flip(exported, (exported.length - 8) * Byte.SIZE));
        assertPrekeysRefused(STORAGE.export(alices().session()).exposeBytes());
        assertPrekeysRefused(CanonicalBytes.of("encrypted-chat prekeys")
                .add("authenticated")
                .add(TestKeys.BOB.exposePrivateKeyPem())
                .add(Long.MAX_VALUE)
                .toBytes());
    }

    private static void assertOpens(Envelope envelope, Side recipient, long sequence) throws Exception {
        assertThat(MessageHeader.of(envelope).sequence()).isEqualTo(sequence);
        assertThat(recipient.open(envelope).missing()).isZero();
    }

    private static Side alices() {
        return session(ALICE, "bob");
    }

    private static Side bobs() {
        return session(BOB, "alice");
    }

    private static Side session(Identity me, String peer) {
        return new Side(AuthenticatedSession.begin(party(me), peer, SessionId.of(new byte[16]), SECRET, new byte[32]));
    }

    private static Side restarted(Side side, Identity me) throws WireFormatException {
        Session again = STORAGE.resume(party(me), STORAGE.export(side.session()));
        assertThat(STORAGE.export(again)).isEqualTo(STORAGE.export(side.session()));
        return new Side(again);
    }

    private static void assertRefused(byte[] exported) {
        assertThatThrownBy(() -> STORAGE.resume(party(ALICE), SecretBytes.copyOf(exported)))
                .isInstanceOf(WireFormatException.class);
    }

    private static void assertPrekeysRefused(byte[] exported) {
        assertThatThrownBy(() -> STORAGE.resumePrekeys(SecretBytes.copyOf(exported)))
                .isInstanceOf(WireFormatException.class);
    }
}

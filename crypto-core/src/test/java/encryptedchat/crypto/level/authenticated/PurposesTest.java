package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Sha256;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.V1;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is hashed, signed and derived from; the sequences stand here as docs/protocol.md has them. */
class PurposesTest {
    private static final byte[] ONE = {1};
    private static final SessionId SESSION = SessionId.of(new byte[16]);
    private static final Transcript TRANSCRIPT =
            new Transcript(ALICE.person(), BOB.person(), TestKeys.BOB.publicKey(), SESSION, ONE, 6);

    @Test
    void transcriptHoldsAllThatBothMustAgreeOn() {
        assertThat(TRANSCRIPT.toBytes())
                .isEqualTo(CanonicalBytes.of("encrypted-chat transcript")
                        .add("authenticated")
                        .add("alice")
                        .add("bob")
                        .add(ALICE.person().identityKey().toBytes())
                        .add(BOB.person().identityKey().toBytes())
                        .add(TestKeys.BOB.publicKey().getEncoded())
                        .add(new byte[16])
                        .add(ONE)
                        .add(6)
                        .toBytes());
        assertThat(TRANSCRIPT.hash()).isEqualTo(Sha256.hash(TRANSCRIPT.toBytes()));
    }

    @Test
    void offerIsSignedOverTheTranscript() {
        assertThat(Transcript.signedBytes(ONE))
                .isEqualTo(CanonicalBytes.of("encrypted-chat offer")
                        .add("authenticated")
                        .add(ONE)
                        .toBytes());
    }

    @Test
    void eachDirectionHasAKeyOfItsOwn() {
        assertThat(AuthenticatedSession.keyInfo("alice", "bob"))
                .isEqualTo(CanonicalBytes.of("encrypted-chat message key")
                        .add("authenticated")
                        .add("alice")
                        .add("bob")
                        .toBytes())
                .isNotEqualTo(AuthenticatedSession.keyInfo("bob", "alice"));
    }

    /** Else a signature or a key for one purpose could serve another. */
    @Test
    void noTwoPurposesShareALabel() throws Exception {
        List<byte[]> purposes = List.of(
                V1.registrationBytes("bob", ONE),
                V1.loginBytes("bob", ONE),
                Offers.published(BOB, TestKeys.BOB).signed().get(0).signedBytes("authenticated", "bob", ONE),
                TRANSCRIPT.toBytes(),
                Transcript.signedBytes(ONE),
                AuthenticatedSession.keyInfo("alice", "bob"),
                new MessageHeader(SESSION, "alice", "bob", 1, 1).toBytes(),
                new AuthenticatedStorage().export(Offers.BOBS).exposeBytes(),
                new AuthenticatedStorage().export(Offers.make(NOW).session()).exposeBytes());
        Stream<String> labels = purposes.stream().map(PurposesTest::label);
        assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.startsWith("encrypted-chat "));
    }

    private static String label(byte[] bytes) {
        try {
            return new CanonicalBytes.Reader("The test", bytes).text();
        } catch (WireFormatException noLabel) {
            throw new AssertionError(noLabel);
        }
    }
}

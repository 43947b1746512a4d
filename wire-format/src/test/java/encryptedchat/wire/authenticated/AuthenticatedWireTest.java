package encryptedchat.wire.authenticated;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.V1;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sequences stand here as docs/protocol.md has them. */
class AuthenticatedWireTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final byte[] THREE = {3};
    private static final SessionId SESSION = SessionId.of(new byte[16]);

    @Test
    void exchangeKeyIsSignedWithItsOwnersNameAndIdentityKey() {
        assertThat(AuthenticatedWire.exchangeKeyBytes("bob", ONE, TWO))
                .isEqualTo(CanonicalBytes.of("encrypted-chat exchange key")
                        .add("authenticated")
                        .add("bob")
                        .add(ONE)
                        .add(TWO)
                        .toBytes());
    }

    @Test
    void transcriptHoldsAllThatBothMustAgreeOn() {
        byte[] four = {4};
        byte[] five = {5};
        assertThat(AuthenticatedWire.transcriptBytes("alice", "bob", ONE, TWO, THREE, four, five, 6))
                .isEqualTo(CanonicalBytes.of("encrypted-chat transcript")
                        .add("authenticated")
                        .add("alice")
                        .add("bob")
                        .add(ONE)
                        .add(TWO)
                        .add(THREE)
                        .add(four)
                        .add(five)
                        .add(6)
                        .toBytes());
    }

    @Test
    void offerIsSignedOverTheTranscript() {
        assertThat(AuthenticatedWire.offerBytes(ONE))
                .isEqualTo(CanonicalBytes.of("encrypted-chat offer")
                        .add("authenticated")
                        .add(ONE)
                        .toBytes());
    }

    @Test
    void eachDirectionHasAKeyOfItsOwn() {
        assertThat(AuthenticatedWire.messageKeyInfo("alice", "bob"))
                .isEqualTo(CanonicalBytes.of("encrypted-chat message key")
                        .add("authenticated")
                        .add("alice")
                        .add("bob")
                        .toBytes())
                .isNotEqualTo(AuthenticatedWire.messageKeyInfo("bob", "alice"));
    }

    /** Else a signature or a key for one purpose could serve another. */
    @Test
    void noTwoPurposesShareALabel() {
        List<byte[]> purposes = List.of(
                V1.registrationBytes("bob", ONE),
                V1.loginBytes("bob", ONE),
                AuthenticatedWire.exchangeKeyBytes("bob", ONE, TWO),
                AuthenticatedWire.transcriptBytes("alice", "bob", ONE, ONE, ONE, ONE, ONE, 1),
                AuthenticatedWire.offerBytes(ONE),
                AuthenticatedWire.messageKeyInfo("alice", "bob"),
                new MessageHeader(SESSION, "alice", "bob", 1, 1).toBytes());
        Stream<String> labels = purposes.stream().map(AuthenticatedWireTest::label);
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

package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.UnixTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageHeaderTest {
    private static final SessionId SESSION = SessionId.of("16 bytes of them".getBytes(US_ASCII));
    private static final MessageHeader HEADER = new MessageHeader(SESSION, "alice", "bob", 7, 1_700_000_000);

    @Test
    void headerIsTheseFields() throws Exception {
        assertThat(HEADER.toBytes()).isEqualTo(bytes("encrypted-chat message", "authenticated", 16, "alice", "bob", 7));
        assertThat(read(HEADER.toBytes())).isEqualTo(HEADER);
    }

    @Test
    void bytesThatAreNotExactlyAHeaderAreRefused() {
        byte[] right = HEADER.toBytes();
        for (int length = 0; length < right.length; length++) {
            assertRefused(Arrays.copyOf(right, length));
        }
        assertRefused(Arrays.copyOf(right, right.length + 1));
    }

    @Test
    void fieldThatDoesNotHaveItsFormIsRefused() {
        for (byte[] wrong : List.of(
                bytes("encrypted-chat offer", "authenticated", 16, "alice", "bob", 7),
                bytes("encrypted-chat message", "classic", 16, "alice", "bob", 7),
                bytes("encrypted-chat message", "authenticated", 15, "alice", "bob", 7),
                bytes("encrypted-chat message", "authenticated", 17, "alice", "bob", 7),
                bytes("encrypted-chat message", "authenticated", 16, "Alice", "bob", 7),
                bytes("encrypted-chat message", "authenticated", 16, "", "bob", 7),
                bytes("encrypted-chat message", "authenticated", 16, "alice", "b\nob", 7),
                bytes("encrypted-chat message", "authenticated", 16, "alice", "b".repeat(33), 7),
                bytes("encrypted-chat message", "authenticated", 16, "alice", "bob", -1))) {
            assertRefused(wrong);
        }
    }

    @Test
    void timeThatNoCalendarShowsIsRefused() throws Exception {
        MessageHeader last = new MessageHeader(SESSION, "alice", "bob", 7, UnixTime.MAX);
        assertThat(read(last.toBytes())).isEqualTo(last);
        assertRefused(new MessageHeader(SESSION, "alice", "bob", 7, UnixTime.MAX + 1).toBytes());
        assertRefused(new MessageHeader(SESSION, "alice", "bob", 7, Long.MAX_VALUE).toBytes());
        assertRefused(new MessageHeader(SESSION, "alice", "bob", 7, -1).toBytes());
    }

    @Test
    void associatedDataOfLevelClassicIsNoHeader() {
        assertRefused("1700000000".getBytes(US_ASCII));
    }

    private static byte[] bytes(
            String label, String level, int sessionIdBytes, String sender, String recipient, long sequence) {
        return CanonicalBytes.of(label)
                .add(level)
                .add(Arrays.copyOf(SESSION.toBytes(), sessionIdBytes))
                .add(sender)
                .add(recipient)
                .add(sequence)
                .add(1_700_000_000)
                .toBytes();
    }

    private static void assertRefused(byte[] associatedData) {
        assertRejected(Reason.MALFORMED, () -> read(associatedData));
    }

    private static MessageHeader read(byte[] associatedData) throws RejectedException {
        return MessageHeader.of(new Envelope(associatedData, new byte[12], new byte[1], new byte[16]));
    }
}

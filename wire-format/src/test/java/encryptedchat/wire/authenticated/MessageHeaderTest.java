package encryptedchat.wire.authenticated;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageHeaderTest {
    private static final SessionId SESSION = SessionId.of("16 bytes of them".getBytes(US_ASCII));
    private static final MessageHeader HEADER = new MessageHeader(SESSION, "alice", "bob", 7, 1_700_000_000);

    @Test
    void headerIsTheseFields() throws Exception {
        assertThat(HEADER.toBytes()).isEqualTo(bytes("encrypted-chat message", "authenticated", 16, "alice", "bob", 7));
        assertThat(MessageHeader.of(HEADER.toBytes())).isEqualTo(HEADER);
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
        assertThat(MessageHeader.of(last.toBytes())).isEqualTo(last);
        assertRefused(new MessageHeader(SESSION, "alice", "bob", 7, UnixTime.MAX + 1).toBytes());
        assertRefused(new MessageHeader(SESSION, "alice", "bob", 7, Long.MAX_VALUE).toBytes());
        assertRefused(new MessageHeader(SESSION, "alice", "bob", 7, -1).toBytes());
    }

    @Test
    void associatedDataOfLevelClassicIsNoHeader() {
        assertRefused("1700000000".getBytes(US_ASCII));
    }

    @Test
    void sessionIdHas16Bytes() {
        assertThat(SESSION.toBytes()).hasSize(16);
        assertThat(SessionId.of(SESSION.toBytes())).isEqualTo(SESSION);
        assertThatThrownBy(() -> SessionId.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionId.of(new byte[17])).isInstanceOf(IllegalArgumentException.class);
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
        assertThatThrownBy(() -> MessageHeader.of(associatedData)).isInstanceOf(WireFormatException.class);
    }
}

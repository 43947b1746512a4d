package encryptedchat.client;

import encryptedchat.wire.authenticated.SessionId;
import java.io.IOException;
import java.util.Optional;

public final class ShownMark {
    public record Mark(SessionId sessionId, long sequence) {}

    Optional<Mark> m = Optional.empty();

    public static ShownMark open(Home h, String n) throws IOException {
        return new ShownMark();
    }

    public void mark(SessionId s, long q) throws IOException {
        m = Optional.of(new Mark(s, q));
    }

    public Optional<Mark> last() {
        return m;
    }
}

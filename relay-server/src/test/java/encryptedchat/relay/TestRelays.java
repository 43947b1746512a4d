package encryptedchat.relay;

import encryptedchat.relay.http.Listener;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.SqlStore;
import encryptedchat.relay.v1.V1Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Relays as they really are, with a store on the disk, for tests. */
public final class TestRelays {
    private TestRelays() {}

    public static Relay start(V1Settings settings) {
        try {
            Path folder = Files.createTempDirectory("relay");
            folder.toFile().deleteOnExit();
            return start(folder, settings, Clock.systemUTC());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Relay start(Path folder, V1Settings settings, Clock clock) {
        try {
            SqlStore store = SqlStore.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT);
            return Relay.start(new Listener.Plain(InetAddress.getLoopbackAddress(), 0), store, true, settings, clock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

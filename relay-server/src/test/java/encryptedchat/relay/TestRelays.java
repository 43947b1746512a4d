package encryptedchat.relay;

import encryptedchat.relay.http.Listener;
import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.v1.V1Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Relays as they really are, level classic and all others, with a store on the disk. */
public final class TestRelays {
    private TestRelays() {}

    /** @return one whose store is thrown away with this Java */
    public static Relay start(V1Settings settings, RouteFamily... more) {
        return start(temporaryFolder(), Limits.DEFAULT, settings, Clock.systemUTC(), more);
    }

    public static Relay start(Path folder, Limits limits, V1Settings settings, Clock clock, RouteFamily... more) {
        try {
            Store store = Store.openSqlite(folder.resolve("relay.db"), limits);
            Listener listener = new Listener(InetAddress.getLoopbackAddress(), 0);
            List<RouteFamily> families = new ArrayList<>(List.of(more));
            families.add(0, RouteFamily.named("classic"));
            return Relay.start(listener, store, settings, clock, families.toArray(RouteFamily[]::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("relay");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : List.copyOf(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

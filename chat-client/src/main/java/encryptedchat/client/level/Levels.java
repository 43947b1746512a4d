package encryptedchat.client.level;

import encryptedchat.crypto.level.Level;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The levels from 2 up that are on the class path. The one list of them is
 * {@code META-INF/services/encryptedchat.crypto.level.Level} in crypto-core; the first in it is the default.
 */
public final class Levels {
    private static final List<Level> ALL = ServiceLoader.load(Level.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Levels() {}

    public static List<Level> all() {
        return ALL;
    }

    public static Optional<Level> find(String name) {
        return ALL.stream().filter(level -> level.name().equals(name)).findFirst();
    }
}

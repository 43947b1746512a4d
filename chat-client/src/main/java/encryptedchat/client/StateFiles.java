package encryptedchat.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

public final class StateFiles {
    private final Home home;

    public StateFiles(Home home) {
        this.home = home;
    }

    public Optional<byte[]> read(String n) throws IOException {
        return home.read(n);
    }

    public void write(String n, byte[] b) throws IOException {
        home.write(n, b);
    }

    public static StateFiles open(Home h, Console c, boolean p, Optional<Path> f) {
        return new StateFiles(h);
    }

    public Path path(String n) {
        return home.path(n);
    }

    public Home home() {
        return home;
    }
}

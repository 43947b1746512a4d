package encryptedchat.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a Bob of level authenticated makes at his first start, which takes seconds, and many on a busy machine:
 * one makes them, and each later one finds them in his new home.
 */
public final class BobsKeys {
    private static final String NO_RELAY = "http://127.0.0.1:1";
    private static final String FILE = "identity";

    private static byte @Nullable [] made;

    private BobsKeys() {}

    /** @param home that nobody has used yet */
    public static synchronized void putInto(Path home) throws IOException, InterruptedException {
        if (made == null) {
            made = make();
        }
        Files.createDirectories(home);
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
        Files.write(home.resolve(FILE), made);
    }

    private static byte[] make() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("encrypted-chat-bob");
        try (Program bob = Level.AUTHENTICATED.startClient("bob", NO_RELAY, home)) {
            bob.awaitErr(0, line -> line.contains("does not answer"));
            bob.kill();
            return Files.readAllBytes(home.resolve(FILE));
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

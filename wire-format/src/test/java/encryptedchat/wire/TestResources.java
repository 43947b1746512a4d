package encryptedchat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The public keys beside this class's resources; they are made for tests, and a file's name says what is in it. */
final class TestResources {
    private TestResources() {}

    static String pem(String name) {
        try (InputStream file = TestResources.class.getResourceAsStream(name + ".pem")) {
            if (file == null) {
                throw new IllegalArgumentException("no test resource " + name + ".pem");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

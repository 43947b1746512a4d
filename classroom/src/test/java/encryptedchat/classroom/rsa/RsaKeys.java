package encryptedchat.classroom.rsa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The options with which Java takes RSA keys from files instead of making them; they are fixed resources. */
public final class RsaKeys {
    private static final int FILES = 2;

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Path SECURITY_PROPERTIES = write();

    private RsaKeys() {}

    /** @return a private key as PEM (PKCS #8) */
    public static String pem() throws IOException {
        return Files.readString(pathOf("rsa-4096-0.pem"));
    }

    /** @return options for Java itself; each time for another key than the time before */
    public static List<String> javaOptions() {
        int file = NEXT.getAndIncrement() % FILES;
        return List.of(
                "-Xbootclasspath/a:" + folderOfTheProvider(),
                "-Djava.security.properties=" + SECURITY_PROPERTIES,
                "-D" + RsaKeyOfAFile.FILE + "=" + pathOf("rsa-4096-" + file + ".pem"));
    }

    /** What Java adds to its own: one more provider, which is preferred where it has something. */
    private static Path write() {
        try {
            Path file = Files.createTempFile("rsa-keys", ".properties");
            file.toFile().deleteOnExit();
            return Files.write(
                    file,
                    List.of(
                            "security.provider." + (Security.getProviders().length + 1) + "="
                                    + RsaKeyOfAFile.class.getName(),
                            "jdk.security.provider.preferred=KeyPairGenerator.RSA:RsaKeyOfAFile"));
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }

    private static Path folderOfTheProvider() {
        Path packageFolder =
                Objects.requireNonNull(pathOf("RsaKeyOfAFile.class").getParent());
        return packageFolder.resolve("../../..").normalize();
    }

    private static Path pathOf(String resource) {
        try {
            URL found = Objects.requireNonNull(RsaKeys.class.getResource(resource), resource);
            return Path.of(found.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

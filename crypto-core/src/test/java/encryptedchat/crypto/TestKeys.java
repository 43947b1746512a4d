package encryptedchat.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * RSA key pairs that are in the repository for everybody to read: they save each test seconds, and keep nothing secret.
 */
public final class TestKeys {
    public static final RsaKeyPair BOB = keyPair("bob-rsa-4096.pem");
    public static final RsaKeyPair OTHER = keyPair("other-rsa-4096.pem");

    private TestKeys() {}

    /** The text of a file beside this class's resources */
    public static String text(String name) {
        try (InputStream file = TestKeys.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no test resource " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static RsaKeyPair keyPair(String name) {
        try {
            return RsaKeyPair.fromPrivateKeyPem(text(name));
        } catch (WireFormatException refused) {
            throw new IllegalStateException(name + " is refused", refused);
        }
    }
}

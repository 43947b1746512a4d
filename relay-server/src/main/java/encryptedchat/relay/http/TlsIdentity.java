package encryptedchat.relay.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * The relay's private key for TLS, and the certificate that it signed for itself. No authority vouches for it: clients
 * are told its pin, and accept no other.
 */
public final class TlsIdentity {
    /**
     * PKCS #12 asks for a password. Whoever can read the file can read this one too; what protects the key is that only
     * the owner can read the file.
     */
    static final String PASSWORD = "encrypted-chat";

    static final String ALIAS = "relay";

    private final KeyStore keyStore;
    private final Certificate certificate;

    private TlsIdentity(KeyStore keyStore, Certificate certificate) {
        this.keyStore = keyStore;
        this.certificate = certificate;
    }

    /** @throws IOException if the file does not hold such a key and certificate; the message says so */
    public static TlsIdentity read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(in, PASSWORD.toCharArray());
            Certificate certificate = keyStore.getCertificate(ALIAS);
            if (certificate != null && keyStore.getKey(ALIAS, PASSWORD.toCharArray()) != null) {
                return new TlsIdentity(keyStore, certificate);
            }
        } catch (GeneralSecurityException | IOException unreadable) {
            throw notAnIdentity(file, unreadable);
        }
        throw notAnIdentity(file, new IOException("no key named " + ALIAS));
    }

    private static IOException notAnIdentity(Path file, Exception cause) {
        return new IOException(
                file + " is damaged or is not the relay's key for TLS. Put a good copy back; or move it away, and the "
                        + "relay makes a new one, with another pin.",
                cause);
    }

    KeyStore keyStore() {
        return keyStore;
    }

    /** @return {@code sha256/} and the Base64 of the SHA-256 of the certificate's SubjectPublicKeyInfo */
    public String pin() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return "sha256/" + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

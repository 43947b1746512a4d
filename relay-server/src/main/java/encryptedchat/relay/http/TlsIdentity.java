package encryptedchat.relay.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.store.OwnerOnly;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The relay's private key for TLS, and the certificate that it signed for itself. No authority vouches for it: clients
 * are told its pin, and accept no other. It is made once, with the JDK's own {@code keytool}: the JDK can make
 * certificates, but offers no class for it.
 *
 * @param pin {@code sha256/} and the Base64 of the SHA-256 of the certificate's SubjectPublicKeyInfo
 */
public record TlsIdentity(KeyStore keyStore, String pin) {
    /**
     * PKCS #12 asks for a password. Whoever can read the file can read this one too; what protects the key is that only
     * the owner can read the file.
     */
    static final String PASSWORD = "encrypted-chat";

    private static final String ALIAS = "relay";

    /** An elliptic-curve key, and its certificate for ten years. */
    private static final List<String> KEYTOOL_OPTIONS =
            List.of(("-genkeypair -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 3650 "
                            + "-storetype PKCS12 -dname CN=Relay -alias " + ALIAS + " -storepass " + PASSWORD)
                    .split(" "));

    /**
     * Reads the identity in this folder, or makes one if there is none.
     *
     * @param folder readable by its owner only
     * @param address one that clients reach the relay under, beside {@code localhost}
     * @throws IOException if the file is damaged, or cannot be made; the message says so
     */
    public static TlsIdentity readOrMake(Path folder, InetAddress address) throws IOException {
        Path file = folder.resolve("tls.p12");
        if (!Files.exists(file)) {
            make(file, address);
        }
        return read(file);
    }

    private static TlsIdentity read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(in, PASSWORD.toCharArray());
            if (!keyStore.isKeyEntry(ALIAS)) {
                throw new IOException("no key named " + ALIAS);
            }
            // Now, and not only when the first client comes.
            keyStore.getKey(ALIAS, PASSWORD.toCharArray());
            byte[] publicKey = keyStore.getCertificate(ALIAS).getPublicKey().getEncoded();
            return new TlsIdentity(keyStore, "sha256/" + Base64Text.encode(Sha256.hash(publicKey)));
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IOException(
                    file + " is damaged or is not the relay's key for TLS. Put a good copy back; or move it away, and "
                            + "the relay makes a new one, with another pin.",
                    unreadable);
        }
    }

    /** Made beside it and then moved, so that the file is there as a whole or not at all. */
    private static void make(Path file, InetAddress address) throws IOException {
        Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), "tls-");
        Path unfinished = folder.resolve(file.getFileName());
        try {
            // Without the zone that the address of an interface may have.
            String number = address.getHostAddress().split("%", 2)[0];
            keytool(unfinished, "SAN=dns:localhost,ip:127.0.0.1,ip:::1,ip:" + number);
            for (FileAttribute<?> permission : OwnerOnly.file()) {
                Files.setAttribute(unfinished, permission.name(), permission.value());
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(folder);
        }
    }

    private static void keytool(Path file, String names) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(KEYTOOL_OPTIONS);
        command.addAll(List.of("-ext", names, "-keystore", file.toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8).strip();
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("The JDK's keytool could not make a certificate: " + said);
            }
        } catch (InterruptedException interrupted) {
            keytool.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making a certificate", interrupted);
        }
    }
}

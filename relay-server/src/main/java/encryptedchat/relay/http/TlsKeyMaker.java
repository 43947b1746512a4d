package encryptedchat.relay.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.store.OwnerOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the relay's TLS identity once, with the JDK's own {@code keytool}: the JDK can make certificates, but offers no
 * class for it.
 */
public final class TlsKeyMaker {
    /** An elliptic-curve key, and its certificate for ten years. */
    private static final List<String> OPTIONS =
            List.of(("-genkeypair -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 3650 "
                            + "-storetype PKCS12 -dname CN=Relay -alias " + TlsIdentity.ALIAS + " -storepass "
                            + TlsIdentity.PASSWORD)
                    .split(" "));

    private TlsKeyMaker() {}

    /**
     * Reads the identity in this file, or makes one if there is no such file.
     *
     * @param folder for the file, and readable by its owner only
     * @param address one that clients reach the relay under, beside {@code localhost}
     * @throws IOException if the file is damaged, or cannot be made; the message says so
     */
    public static TlsIdentity readOrMake(Path folder, InetAddress address) throws IOException {
        Path file = folder.resolve("tls.p12");
        if (!Files.exists(file)) {
            make(file, address);
        }
        return TlsIdentity.read(file);
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
        command.addAll(OPTIONS);
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

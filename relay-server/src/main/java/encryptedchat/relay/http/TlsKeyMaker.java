package encryptedchat.relay.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the relay's TLS identity once, with the JDK's own {@code keytool}: the JDK can make certificates, but offers no
 * class for it.
 */
public final class TlsKeyMaker {
    private static final String TEN_YEARS_IN_DAYS = "3650";

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
            keytool(List.of(
                    "-genkeypair",
                    "-alias",
                    TlsIdentity.ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-sigalg",
                    "SHA256withECDSA",
                    "-validity",
                    TEN_YEARS_IN_DAYS,
                    "-dname",
                    "CN=Relay of the encrypted chat",
                    "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1,ip:::1,ip:" + plainNumber(address),
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    unfinished.toString(),
                    "-storepass",
                    TlsIdentity.PASSWORD));
            restrictToOwner(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(folder);
        }
    }

    /** Where the file system knows owners; on Windows a folder in the user's profile is the user's alone. */
    private static void restrictToOwner(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Without the zone that the address of an interface may have. */
    private static String plainNumber(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }

    private static void keytool(List<String> options) throws IOException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process keytool = new ProcessBuilder(
                        Stream.concat(Stream.of(program), options.stream()).toList())
                .redirectErrorStream(true)
                .start();
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

package encryptedchat.client.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.wire.Base64Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A key pair and a certificate that it signed itself, made by the keytool of this JDK. */
record TestCertificate(Path file, KeyStore keyStore) {
    static final String PASSWORD = "no-secret";

    /** @param hosts such as {@code dns:localhost,ip:127.0.0.1} */
    static TestCertificate make(Path file, String hosts, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "relay",
                "-dname",
                "CN=relay",
                "-keyalg",
                "EC",
                "-ext",
                "san=" + hosts));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            keyStore.load(content, PASSWORD.toCharArray());
        }
        return new TestCertificate(file, keyStore);
    }

    String pin() throws GeneralSecurityException {
        byte[] publicKey = keyStore.getCertificate("relay").getPublicKey().getEncoded();
        return "sha256/"
                + Base64Text.encode(MessageDigest.getInstance("SHA-256").digest(publicKey));
    }

    /** @return the same certificate beside a private key that does not belong to it */
    TestCertificate copiedWithoutItsKey() throws GeneralSecurityException, IOException {
        Certificate certificate = keyStore.getCertificate("relay");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(((ECPublicKey) certificate.getPublicKey()).getParams());
        KeyStore copy = KeyStore.getInstance("PKCS12");
        copy.load(null, null);
        copy.setKeyEntry("relay", generator.generateKeyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            certificate
        });
        return new TestCertificate(file, copy);
    }

    SSLSocketFactory serverSockets() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }
}

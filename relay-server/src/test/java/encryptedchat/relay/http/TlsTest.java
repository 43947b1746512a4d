package encryptedchat.relay.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.relay.Relay;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.v1.V1Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The relay's own certificate: made once, kept, and shown to whoever connects, under whatever name. */
class TlsTest {
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    @Test
    void certificateIsMadeOnceAndKept() throws Exception {
        String pin = TlsIdentity.readOrMake(folder, ADDRESS).pin();
        byte[] file = Files.readAllBytes(folder.resolve("tls.p12"));

        assertThat(TlsIdentity.readOrMake(folder, InetAddress.getByName("192.0.2.1"))
                        .pin())
                .isEqualTo(pin);
        assertThat(Files.readAllBytes(folder.resolve("tls.p12"))).isEqualTo(file);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keyIsReadableByItsOwnerOnly() throws Exception {
        TlsIdentity.readOrMake(folder, ADDRESS);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls.p12"))))
                .isEqualTo("rw-------");
    }

    @Test
    void damagedFileIsRefusedAndStaysAsItIs() throws Exception {
        TlsIdentity.readOrMake(folder, ADDRESS);
        Path file = folder.resolve("tls.p12");
        byte[] good = Files.readAllBytes(file);
        for (byte[] bad : List.of(new byte[0], new byte[good.length], Arrays.copyOf(good, good.length / 2))) {
            Files.write(file, bad);

            assertThatThrownBy(() -> TlsIdentity.readOrMake(folder, ADDRESS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("another pin");
            assertThat(Files.readAllBytes(file)).isEqualTo(bad);
        }
    }

    @Test
    void relayShowsThePinnedCertificateAndAnswersUnderAnyName() throws Exception {
        TlsIdentity identity = TlsIdentity.readOrMake(folder, ADDRESS);
        Store store = Store.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT);
        Listener listener = new Listener(ADDRESS, 0, identity);
        try (Relay relay = Relay.start(listener, store, V1Settings.DEFAULT, Clock.systemUTC())) {
            assertThat(relay.url()).startsWith("https://");
            for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
                try (SSLSocket socket = connect(relay, protocol)) {
                    socket.startHandshake();

                    Certificate shown = socket.getSession().getPeerCertificates()[0];
                    assertThat(pin(shown)).isEqualTo(identity.pin());
                    assertThat(((ECPublicKey) shown.getPublicKey())
                                    .getParams()
                                    .getCurve()
                                    .getField()
                                    .getFieldSize())
                            .isEqualTo(256);
                    socket.getOutputStream()
                            .write("GET /v1/health HTTP/1.1\r\nHost: any.example\r\n\r\n".getBytes(US_ASCII));
                    assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                            .isEqualTo("HTTP/1.1 200");
                }
            }
        }
    }

    private static SSLSocket connect(Relay relay, String protocol) throws Exception {
        SSLContext trustsAll = SSLContext.getInstance("TLS");
        trustsAll.init(null, new TrustManager[] {new TrustsAll()}, null);
        SSLSocket socket = (SSLSocket) trustsAll
                .getSocketFactory()
                .createSocket(ADDRESS, URI.create(relay.url()).getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("some-other.example")));
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String pin(Certificate certificate) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(certificate.getPublicKey().getEncoded());
        return "sha256/" + Base64.getEncoder().encodeToString(hash);
    }

    /** As the clients do, this test looks at the pin and at nothing else. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package encryptedchat.client.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import encryptedchat.client.relay.RelayException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.CertificatePinner;
import okhttp3.TlsVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which relays a client speaks to over TLS, with a pin and without one. */
class RelayTlsTest {
    private static final String ANSWER = "{\"status\": \"ready\"}";
    private static final String THIS_HOST = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private static Path folder = Path.of("");

    private static TestCertificate relay;
    private static TestCertificate other;
    private static TestCertificate ofOtherHost;

    private final MockWebServer server = new MockWebServer();

    @BeforeAll
    static void makeCertificates() throws Exception {
        relay = TestCertificate.make(folder.resolve("relay.p12"), THIS_HOST);
        other = TestCertificate.make(folder.resolve("other.p12"), THIS_HOST);
        ofOtherHost = TestCertificate.make(folder.resolve("elsewhere.p12"), "dns:elsewhere.example");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void certificateOfThePinIsAccepted() throws Exception {
        serveWith(relay);

        assertThat(get(https().withPin(relay.pin()))).isEqualTo(ANSWER);
        assertThat(Objects.requireNonNull(server.takeRequest().getHandshake()).tlsVersion())
                .isIn(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
    }

    @Test
    void certificateOfThePinIsAcceptedWhateverHostItIsFor() throws Exception {
        serveWith(ofOtherHost);

        assertThat(get(https().withPin(ofOtherHost.pin()))).isEqualTo(ANSWER);
    }

    @Test
    void expiredCertificateOfThePinIsAccepted() throws Exception {
        TestCertificate expired =
                TestCertificate.make(folder.resolve("expired.p12"), THIS_HOST, "-startdate", "-3d", "-validity", "1");
        serveWith(expired);

        assertThat(get(https().withPin(expired.pin()))).isEqualTo(ANSWER);
    }

    @Test
    void pinIsTheOneThatOkHttpPrints() throws Exception {
        assertThat(relay.pin()).isEqualTo(CertificatePinner.pin(relay.keyStore().getCertificate("relay")));
    }

    @Test
    void everyOtherCertificateIsRefusedAndItsPinIsShown() throws Exception {
        serveWith(other);

        RelayException failure = failure(https().withPin(relay.pin()));

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(other.pin()).hasMessageContaining("somebody sits between");
        assertThat(server.getRequestCount()).isZero();
    }

    /** What the JDK trusts is worth nothing where a pin says which certificate it must be. */
    @Test
    void otherCertificateIsRefusedAlsoIfTheJdkTrustsIt() throws Exception {
        serveWith(other);

        assertThat(whereTheJdkTrusts(other, () -> failure(https().withPin(relay.pin())))
                        .kind())
                .isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void withoutAPinACertificateThatTheRelayMadeItselfIsRefused() throws Exception {
        serveWith(relay);

        RelayException failure = failure(https());

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(relay.pin()).hasMessageContaining("--pin");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void withoutAPinACertificateThatTheJdkTrustsForThisHostIsAccepted(String host) throws Exception {
        serveWith(relay);

        assertThat(whereTheJdkTrusts(relay, () -> get(https(host)))).isEqualTo(ANSWER);
    }

    @Test
    void withoutAPinACertificateForAnotherHostIsRefused() throws Exception {
        serveWith(ofOtherHost);

        RelayException failure = whereTheJdkTrusts(ofOtherHost, () -> failure(https()));

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(ofOtherHost.pin());
        assertThat(server.getRequestCount()).isZero();
    }

    /** Who has copied the certificate, but not the key, does not get through the handshake. */
    @Test
    void certificateWithoutItsKeyIsRefused() throws Exception {
        TestCertificate copy = relay.copiedWithoutItsKey();
        serveWith(copy);

        assertThat(copy.pin()).isEqualTo(relay.pin());
        assertThat(failure(https().withPin(relay.pin()))).isNotNull();
        assertThat(server.getRequestCount()).isZero();
    }

    /** As web servers do, this one refuses what it does not take for a request. */
    @Test
    void relayWithoutTlsIsNotSpokenToWithoutTls() throws Exception {
        ExecutorService answering = Executors.newSingleThreadExecutor();
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<byte[]> received = answering.submit(() -> refuseOnce(plain));

            assertThat(failure(RelayAddress.parse("https://127.0.0.1:" + plain.getLocalPort())))
                    .hasMessageContaining("--tls")
                    .hasMessageContaining("does not fall back to plain HTTP")
                    .extracting(RelayException::kind)
                    .isEqualTo(Kind.AWAY);
            assertThat(new String(received.get(), ISO_8859_1)).doesNotContain("HTTP/1.1");
        } finally {
            answering.shutdownNow();
        }
    }

    private static byte[] refuseOnce(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            byte[] received = new byte[8192];
            int length = client.getInputStream().read(received);
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1));
            return Arrays.copyOf(received, length);
        }
    }

    @Test
    void relayWithTlsIsSpokenToWithHttps() throws Exception {
        serveWith(relay);

        assertThat(failure(RelayAddress.parse("http://127.0.0.1:" + server.getPort())))
                .hasMessageContaining("https://")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.UNTRUSTED);
    }

    private void serveWith(TestCertificate certificate) throws Exception {
        server.useHttps(certificate.serverSockets());
        server.enqueue(new MockResponse.Builder().body(ANSWER).build());
        server.start();
    }

    private RelayAddress https() {
        return https("127.0.0.1");
    }

    private RelayAddress https(String host) {
        return RelayAddress.parse("https://" + host + ":" + server.getPort());
    }

    private static String get(RelayAddress relay) throws RelayException {
        return new String(new RelayHttp(relay, new ProblemAnswers()).send(RelayRequest.get("/path")), UTF_8);
    }

    private static RelayException failure(RelayAddress relay) {
        return catchThrowableOfType(RelayException.class, () -> get(relay));
    }

    /** The JDK takes its list of trusted certificates from the file that this property names. */
    private static <T> T whereTheJdkTrusts(TestCertificate trusted, Callable<T> action) throws Exception {
        System.setProperty("javax.net.ssl.trustStore", trusted.file().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
        try {
            return action.call();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }
}

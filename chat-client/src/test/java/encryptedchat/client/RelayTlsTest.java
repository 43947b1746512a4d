package encryptedchat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import encryptedchat.client.RelayException.Kind;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.CertificatePinner;
import okhttp3.TlsVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which relays a client speaks to over TLS, with a pin and without one. */
class RelayTlsTest {
    private static final String ANSWER = "{\"status\": \"ready\"}";
    private static final String THIS_HOST = "dns:localhost,ip:127.0.0.1";
    private static final String OTHER_HOST = "dns:elsewhere.example";

    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {THIS_HOST, OTHER_HOST})
    void certificateOfThePinIsAcceptedForAnyHost(String hosts) throws Exception {
        TestCertificate certificate = serveWith(certificate("relay", hosts));

        assertThat(get(https().withPin(certificate.pin()))).isEqualTo(ANSWER);
        assertThat(Objects.requireNonNull(server.takeRequest().getHandshake()).tlsVersion())
                .isIn(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
    }

    @Test
    void expiredCertificateOfThePinIsAccepted() throws Exception {
        TestCertificate expired = serveWith(
                TestCertificate.make(folder.resolve("expired.p12"), THIS_HOST, "-startdate", "-3d", "-validity", "1"));

        assertThat(get(https().withPin(expired.pin()))).isEqualTo(ANSWER);
    }

    @Test
    void pinIsTheOneThatOkHttpPrints() throws Exception {
        TestCertificate certificate = certificate("relay", THIS_HOST);

        assertThat(certificate.pin())
                .isEqualTo(CertificatePinner.pin(certificate.keyStore().getCertificate("relay")));
    }

    @Test
    void everyOtherCertificateIsRefusedAndItsPinIsShown() throws Exception {
        TestCertificate expected = certificate("expected", THIS_HOST);
        TestCertificate other = serveWith(certificate("other", THIS_HOST));

        RelayException failure = failure(https().withPin(expected.pin()));

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(other.pin()).hasMessageContaining("somebody sits between");
        assertThat(server.getRequestCount()).isZero();
    }

    /** What the JDK trusts is worth nothing where a pin says which certificate it must be. */
    @Test
    void otherCertificateIsRefusedAlsoIfTheJdkTrustsIt() throws Exception {
        TestCertificate expected = certificate("expected", THIS_HOST);
        TestCertificate trusted = serveWith(certificate("trusted", THIS_HOST));

        assertThat(whereTheJdkTrusts(trusted, () -> failure(https().withPin(expected.pin())))
                        .kind())
                .isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void withoutAPinACertificateThatTheRelayMadeItselfIsRefused() throws Exception {
        TestCertificate own = serveWith(certificate("relay", THIS_HOST));

        RelayException failure = failure(https());

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(own.pin()).hasMessageContaining("--pin");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void withoutAPinACertificateThatTheJdkTrustsForThisHostIsAccepted(String host) throws Exception {
        TestCertificate trusted = serveWith(certificate("trusted", THIS_HOST));

        assertThat(whereTheJdkTrusts(trusted, () -> get(https(host)))).isEqualTo(ANSWER);
    }

    @Test
    void withoutAPinACertificateForAnotherHostIsRefused() throws Exception {
        TestCertificate trusted = serveWith(certificate("trusted", OTHER_HOST));

        RelayException failure = whereTheJdkTrusts(trusted, () -> failure(https()));

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(trusted.pin());
        assertThat(server.getRequestCount()).isZero();
    }

    /** Who has copied the certificate, but not the key, does not get through the handshake. */
    @Test
    void certificateWithoutItsKeyIsRefused() throws Exception {
        TestCertificate certificate = certificate("relay", THIS_HOST);
        TestCertificate thief = serveWith(certificate.copiedWithoutItsKey());

        assertThat(thief.pin()).isEqualTo(certificate.pin());
        assertThat(failure(https().withPin(certificate.pin()))).isNotNull();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void relayWithoutTlsIsNotSpokenToWithoutTls() throws Exception {
        server.start();

        assertThat(failure(https()))
                .hasMessageContaining("--tls")
                .hasMessageContaining("does not fall back to plain HTTP")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    @Test
    void relayWithTlsIsSpokenToWithHttps() throws Exception {
        serveWith(certificate("relay", THIS_HOST));

        assertThat(failure(RelayAddress.parse("http://127.0.0.1:" + server.getPort())))
                .hasMessageContaining("https://")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    private TestCertificate certificate(String name, String hosts) throws Exception {
        return TestCertificate.make(folder.resolve(name + ".p12"), hosts);
    }

    private TestCertificate serveWith(TestCertificate certificate) throws Exception {
        server.useHttps(certificate.serverSockets());
        server.enqueue(new MockResponse.Builder().body(ANSWER).build());
        server.start();
        return certificate;
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

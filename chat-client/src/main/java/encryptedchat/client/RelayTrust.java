package encryptedchat.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the certificate that a relay shows is the right one. TLS itself makes sure that the relay has the
 * private key of it.
 *
 * <p>With a pin, exactly the key of that pin is right: whoever signed the certificate, until when and for which host
 * says nothing more then. Without one, the certificate must be good for this host in the eyes of the JDK.
 */
final class RelayTrust extends X509ExtendedTrustManager {
    private final Optional<CertificatePin> pin;
    private final X509ExtendedTrustManager jdk;

    RelayTrust(Optional<CertificatePin> pin) {
        this.pin = pin;
        this.jdk = trustOfTheJdk();
    }

    /** What the relay showed is not what it has to show. */
    static final class UntrustedException extends CertificateException {
        private static final long serialVersionUID = 1;

        private final transient CertificatePin shown;

        UntrustedException(CertificatePin shown) {
            super("the relay shows " + shown);
            this.shown = shown;
        }

        CertificatePin shown() {
            return shown;
        }
    }

    /** @return makes TLS sockets that only trust what this trusts */
    SSLSocketFactory socketFactory() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK has no TLS", cannotHappen);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        CertificatePin shown = CertificatePin.of(chain[0]);
        if (pin.isPresent() ? !pin.get().equals(shown) : !isTrustedByTheJdk(chain, authType, (SSLSocket) socket)) {
            throw new UntrustedException(shown);
        }
    }

    /** The JDK compares the certificate with the name of the host only where it is told to. */
    private boolean isTrustedByTheJdk(X509Certificate[] chain, String authType, SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            jdk.checkServerTrusted(chain, authType, socket);
            return true;
        } catch (CertificateException untrusted) {
            return false;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return pin.isPresent() ? new X509Certificate[0] : jdk.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("only sockets are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only sockets are used");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    private static X509ExtendedTrustManager trustOfTheJdk() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK has no list of trusted certificates", cannotHappen);
        }
    }
}

package encryptedchat.client.relay;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Decides whether the certificate that a relay shows is the right one. TLS itself makes sure that the relay has the
 * private key of it.
 *
 * <p>With a pin, exactly the key of that pin is right: whoever signed the certificate, until when and for which host
 * says nothing more then. Without one, the JDK has to trust it; whether it is for this host, OkHttp looks at.
 */
final class RelayTrust implements X509TrustManager {
    private final Optional<CertificatePin> pin;
    private final X509TrustManager jdk;

    RelayTrust(Optional<CertificatePin> pin) {
        this.pin = pin;
        this.jdk = trustOfTheJdk();
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

    /** @throws CertificateException if it is not the right one; the message says which pin was shown */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        CertificatePin shown = CertificatePin.of(chain[0]);
        try {
            if (pin.isEmpty()) {
                jdk.checkServerTrusted(chain, authType);
            }
        } catch (CertificateException untrusted) {
            throw new CertificateException("shown: " + shown, untrusted);
        }
        if (pin.isPresent() && !pin.get().equals(shown)) {
            throw new CertificateException("shown: " + shown);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return pin.isPresent() ? new X509Certificate[0] : jdk.getAcceptedIssuers();
    }

    private static X509TrustManager trustOfTheJdk() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK has no list of trusted certificates", cannotHappen);
        }
    }
}

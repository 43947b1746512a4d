package encryptedchat.client.relay;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;

/**
 * Decides whether the certificate that a relay shows is the right one. TLS itself makes sure that the relay has the
 * private key of it.
 *
 * <p>With a pin, exactly the key of that pin is right: whoever signed the certificate, until when and for which host
 * says nothing more then. Without one, the JDK has to trust it; whether it is for this host, OkHttp looks at.
 */
final class RelayTrust implements X509TrustManager {
    private final Optional<String> pin;
    private final X509TrustManager jdk;

    RelayTrust(Optional<String> pin, X509TrustManager jdk) {
        this.pin = pin;
        this.jdk = jdk;
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
        String shown = CertificatePinner.pin(chain[0]);
        try {
            if (pin.isEmpty()) {
                jdk.checkServerTrusted(chain, authType);
            } else if (!pin.get().equals(shown)) {
                throw new CertificateException("it is not that of the pin");
            }
        } catch (CertificateException untrusted) {
            throw new CertificateException("shown: " + shown, untrusted);
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
}

package encryptedchat.relay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where the relay listens: an address and a port, for HTTP or for HTTPS and never for both.
 *
 * @param port 0 for any port that is free
 * @param tls for HTTPS, with TLS 1.2 and 1.3; null for HTTP
 */
public record Listener(
        InetAddress address, int port, @Nullable TlsIdentity tls) {
    /** For HTTP. */
    public Listener(InetAddress address, int port) {
        this(address, port, null);
    }

    /**
     * @param option for the name, on the command line
     * @throws IOException if no address is known for this name; the message says so
     */
    public static InetAddress address(String option, String name) throws IOException {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException unknown) {
            throw new IOException("No address is known for " + option + " " + name + ".", unknown);
        }
    }

    /**
     * @param place as the person knows it
     * @param option for the port, on the command line
     */
    public static IOException cannotListen(String place, String option, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new IOException(
                "Cannot listen on " + place + ": " + why
                        + ". If another program has the port, stop it or choose another port with " + option + ".",
                failure);
    }

    /**
     * @param port the one that it really listens on
     * @return such as {@code http://127.0.0.1:7070}
     */
    public String url(int port) {
        String host = address.getHostAddress();
        return (tls == null ? "http" : "https") + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    public ServerConnector connector(Server server, HttpConfiguration http) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = tls == null
                ? new ServerConnector(server, plain)
                : new ServerConnector(server, secured(tls, http), plain);
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        return connector;
    }

    private static SslConnectionFactory secured(TlsIdentity identity, HttpConfiguration http) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.keyStore());
        tls.setKeyStorePassword(TlsIdentity.PASSWORD);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Clients know the relay by its pin, whatever name or number they reach it under.
        tls.setSniRequired(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new SslConnectionFactory(tls, "http/1.1");
    }
}

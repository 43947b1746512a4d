package encryptedchat.relay.http;

import java.net.InetAddress;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Where the relay listens: an address and a port, for HTTP or for HTTPS and never for both. */
public sealed interface Listener {
    InetAddress address();

    /** @return 0 for any port that is free */
    int port();

    String scheme();

    /**
     * @param port the one that it really listens on
     * @return such as {@code http://127.0.0.1:7070}
     */
    default String url(int port) {
        String host = address().getHostAddress();
        return scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    ServerConnector connector(Server server, HttpConfiguration http);

    record Plain(InetAddress address, int port) implements Listener {
        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public ServerConnector connector(Server server, HttpConfiguration http) {
            return listening(new ServerConnector(server, new HttpConnectionFactory(http)), this);
        }
    }

    /** TLS 1.2 and 1.3. */
    record Tls(InetAddress address, int port, TlsIdentity identity) implements Listener {
        @Override
        public String scheme() {
            return "https";
        }

        @Override
        public ServerConnector connector(Server server, HttpConfiguration http) {
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStore(identity.keyStore());
            tls.setKeyStorePassword(TlsIdentity.PASSWORD);
            tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            // Clients know the relay by its pin, whatever name or number they reach it under.
            tls.setSniRequired(false);
            http.addCustomizer(new SecureRequestCustomizer(false));
            return listening(
                    new ServerConnector(
                            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)),
                    this);
        }
    }

    private static ServerConnector listening(ServerConnector connector, Listener listener) {
        connector.setHost(listener.address().getHostAddress());
        connector.setPort(listener.port());
        return connector;
    }
}

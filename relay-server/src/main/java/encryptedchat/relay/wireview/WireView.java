package encryptedchat.relay.wireview;

import encryptedchat.relay.http.Listener;
import encryptedchat.relay.http.RouteFamily;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Records what crosses the relay's wire, and shows it on a page. Among the relay's route families it is the one without
 * routes: it sees the exchanges of all others. The page has a server and threads of its own, so whoever looks at it
 * holds up nobody who talks.
 */
public final class WireView implements RouteFamily, AutoCloseable {
    /** 128 bits: nobody guesses it. */
    private static final int TOKEN_BYTES = 16;

    /** For everything but the viewers, which hold one each. */
    private static final int THREADS = 8;

    private static final int STOP_MILLIS = 1_000;

    private final Recording recording = new Recording();
    private final Recorder recorder;
    private final Server server;
    private final String url;

    private WireView(Listener listener, String host, String token, Clock clock) throws IOException {
        recorder = new Recorder(recording, new Moments(clock));
        server = server();
        ServerConnector connector = listener.connector(server, configuration());
        server.addConnector(connector);
        Guard guard = new Guard(token, hosts(host), !listener.address().isLoopbackAddress());
        server.setHandler(new ViewHandler(guard, new Viewers(recording)));
        connector.open();
        url = reached(listener).url(connector.getLocalPort()) + "/" + token + "/";
    }

    /**
     * @param host the name or address that the listener's address was found under
     * @param random draws the token that is in the address of the page
     * @throws IOException if it cannot listen there
     */
    public static WireView start(Listener listener, String host, SecureRandom random, Clock clock) throws IOException {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        WireView view = new WireView(
                listener, host, Base64.getUrlEncoder().withoutPadding().encodeToString(token), clock);
        try {
            view.server.start();
        } catch (Exception failure) {
            throw new IOException(failure);
        }
        return view;
    }

    private static Server server() {
        QueuedThreadPool threads = new QueuedThreadPool(Viewers.MAX + THREADS, 1);
        threads.setName("wire-view");
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        Server server = new Server(threads);
        server.setErrorHandler((request, response, callback) -> {
            callback.succeeded();
            return true;
        });
        return server;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
    }

    /** An address that stands for all of this computer's (0.0.0.0) is one to listen on, and not one to go to. */
    private static Listener reached(Listener listener) {
        return listener.address().isAnyLocalAddress()
                ? new Listener(InetAddress.getLoopbackAddress(), listener.port())
                : listener;
    }

    private static Set<String> hosts(String host) {
        String given = host.toLowerCase(Locale.ROOT);
        return Set.copyOf(List.of("127.0.0.1", "[::1]", "localhost", given.contains(":") ? "[" + given + "]" : given));
    }

    /** @return the address of the page, such as {@code http://127.0.0.1:7071/TOKEN/}; whoever has it sees everything */
    public String url() {
        return url;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(recorder::begin);
        routes.after(recorder::complete);
    }

    @Override
    public void stopping() {
        close();
    }

    /** Ends all streams at once. */
    @Override
    public void close() {
        recording.close();
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

package encryptedchat.relay;

import encryptedchat.relay.http.HttpServer;
import encryptedchat.relay.http.Listener;
import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.v1.V1Routes;
import encryptedchat.relay.v1.V1Settings;
import encryptedchat.wire.v1.V1;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One running relay: a store, the levels that are served from it, and the HTTP server in front of them. */
public final class Relay implements AutoCloseable {
    private static final int MIN_THREADS = 8;
    private static final int MAX_THREADS = 250;

    private final HttpServer server;
    private final Purge purge;
    private final Store store;

    private Relay(HttpServer server, Purge purge, Store store) {
        this.server = server;
        this.purge = purge;
        this.store = store;
    }

    /**
     * @param store is closed with the relay
     * @param more further families, such as the wire view; they are closed with the relay
     * @throws io.javalin.util.JavalinException if it cannot listen there
     */
    public static Relay start(Listener listener, Store store, V1Settings settings, Clock clock, RouteFamily... more) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("relay");
        List<RouteFamily> families = new ArrayList<>(List.of(new V1Routes(store, settings, clock, threads)));
        families.addAll(List.of(more));
        HttpServer server = HttpServer.start(listener, threads, V1.MAX_BODY_BYTES, families);
        return new Relay(server, new Purge(store, clock), store);
    }

    /** @return such as {@code http://127.0.0.1:7070} */
    public String url() {
        return server.url();
    }

    /** Answers what is being asked, and then closes the store. */
    @Override
    public void close() {
        purge.close();
        try {
            server.close();
        } finally {
            store.close();
        }
    }
}

package encryptedchat.relay.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.ThreadPool;

/** Serves routes over HTTP until it is closed, and then lets every request that has begun come to its answer. */
public final class HttpServer implements AutoCloseable {
    /** Waiting for what is being answered when the relay is told to stop, in milliseconds. */
    private static final long STOP_TIMEOUT_MILLIS = 10_000;

    private final Javalin server;
    private final Listener listener;
    private final List<RouteFamily> families;

    private HttpServer(Javalin server, Listener listener, List<RouteFamily> families) {
        this.server = server;
        this.listener = listener;
        this.families = families;
    }

    /**
     * @param threads answer the requests; they are stopped with the server
     * @param maxBodyBytes the longest body that a request may have
     * @throws io.javalin.util.JavalinException if it cannot listen there
     */
    public static HttpServer start(
            Listener listener, ThreadPool threads, int maxBodyBytes, List<RouteFamily> families) {
        Javalin server = Javalin.create(config -> {
            configure(config, listener);
            config.jetty.threadPool = threads;
            config.http.maxRequestSize = maxBodyBytes;
            Failures.addTo(config);
            families.forEach(family -> family.addTo(config.routes));
        });
        return new HttpServer(server.start(), listener, families);
    }

    /** @return such as {@code http://127.0.0.1:7070} */
    public String url() {
        return listener.url(server.port());
    }

    /** Takes no more requests, answers those that wait at once, and ends when all are answered. */
    @Override
    public void close() {
        families.forEach(RouteFamily::stopping);
        server.stop();
    }

    private static void configure(JavalinConfig config, Listener listener) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.timeoutStatus = HttpStatus.REQUEST_TIMEOUT.getCode();
        config.jetty.modifyHttpConfiguration(http -> {
            // Javalin's own choice lets paths through that its router then cannot decode.
            http.setUriCompliance(UriCompliance.DEFAULT);
            http.addCustomizer(HttpServer::refuseWebSocket);
        });
        config.jetty.addConnector(listener::connector);
        config.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(STOP_TIMEOUT_MILLIS);
            jetty.insertHandler(new GracefulHandler());
        });
        config.http.prefer405over404 = true;
        // What crosses the wire is to be seen as it is.
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    /**
     * Javalin opens a session, which it keeps for ever, for whoever asks for a WebSocket, though there is none here.
     */
    private static Request refuseWebSocket(Request request, HttpFields.Mutable responseHeaders) {
        if (request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
            throw new HttpException.RuntimeException(400, "The relay has no WebSockets.");
        }
        return request;
    }
}

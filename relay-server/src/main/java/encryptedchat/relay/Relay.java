package encryptedchat.relay;

import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.classic.ClassicWire.Status;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The relay's HTTP server: the routes of the level it serves, and one form for every error. */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Waiting for what is being answered when the relay is told to stop, in milliseconds. */
    private static final long STOP_TIMEOUT_MILLIS = 2000;

    private final Javalin server;
    private final InetAddress address;

    private Relay(Javalin server, InetAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * @param port to listen on, or 0 for any that is free
     * @throws io.javalin.util.JavalinException if it cannot listen there
     */
    public static Relay start(InetAddress address, int port) {
        Javalin server = Javalin.create(config -> {
            configure(config, address, port);
            new ClassicRoutes(new ClassicStore()).addTo(config.routes);
        });
        return new Relay(server.start(), address);
    }

    public InetAddress address() {
        return address;
    }

    /** @return such as {@code http://127.0.0.1:7070} */
    public String url() {
        String host = address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, InetAddress address, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = address.getHostAddress();
        config.jetty.port = port;
        config.jetty.timeoutStatus = HttpStatus.REQUEST_TIMEOUT.getCode();
        config.jetty.modifyHttpConfiguration(http -> {
            // Javalin's own choice lets paths through that its router then cannot decode.
            http.setUriCompliance(UriCompliance.DEFAULT);
            http.addCustomizer(Relay::refuseWebSocket);
        });
        config.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(STOP_TIMEOUT_MILLIS);
            jetty.setErrorHandler(new PlainErrors());
        });
        config.http.maxRequestSize = ClassicWire.MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        // What crosses the wire is to be seen as it is.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        answerFailures(config.routes);
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

    /** Every failure is answered with its HTTP status and {@code {"status": "what is wrong"}}. */
    private static void answerFailures(RoutesConfig routes) {
        routes.exception(
                WireFormatException.class,
                (malformed, ctx) -> answer(ctx, 400, String.valueOf(malformed.getMessage())));
        routes.exception(EndpointNotFound.class, (unknown, ctx) -> answer(ctx, 404, "The relay has no such route."));
        routes.exception(HttpResponseException.class, Relay::answerRefusal);
        routes.exception(
                HttpException.RuntimeException.class,
                (malformed, ctx) -> answer(ctx, 400, "This is not a well-formed HTTP request."));
        routes.exception(
                IOException.class,
                (cutOff, ctx) -> answer(ctx, 400, "The request ended before its body was complete."));
        routes.exception(Exception.class, (failure, ctx) -> {
            LOG.error("A request failed in the relay itself", failure);
            answer(ctx, 500, "The relay failed. Its log says more.");
        });
    }

    private static void answerRefusal(HttpResponseException refusal, Context ctx) {
        Optional.ofNullable(refusal.getDetails().get("availableMethods"))
                .ifPresent(methods -> ctx.header(Header.ALLOW, methods));
        String text = switch (refusal.getStatus()) {
            case 405 -> "This route does not take this method.";
            case 413 -> "The body is over the limit of " + ClassicWire.MAX_BODY_BYTES + " bytes.";
            default -> String.valueOf(refusal.getMessage());
        };
        answer(ctx, refusal.getStatus(), text);
    }

    static void answer(Context ctx, int status, String text) {
        ctx.status(status);
        answer(ctx, new Status(text));
    }

    static void answer(Context ctx, Object body) {
        ctx.contentType(ContentType.JSON).result(Json.write(body));
    }
}

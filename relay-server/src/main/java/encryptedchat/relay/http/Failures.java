package encryptedchat.relay.http;

import encryptedchat.relay.store.NotStoredException;
import encryptedchat.wire.WireFormatException;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure is answered as a {@link Refusal}: which one it is stands here, and only here. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void addTo(JavalinConfig config) {
        RoutesConfig routes = config.routes;
        long maxBodyBytes = config.http.maxRequestSize;
        routes.exception(Refusal.class, (refusal, ctx) -> answer(ctx, refusal));
        routes.exception(NotStoredException.class, (full, ctx) -> answer(ctx, notStored(full)));
        routes.exception(
                WireFormatException.class,
                (malformed, ctx) -> answer(ctx, 400, String.valueOf(malformed.getMessage())));
        routes.exception(
                EndpointNotFound.class,
                (unknown, ctx) -> answer(
                        ctx, 404, "Unknown route. If it is one of level classic, start the relay with --classic."));
        routes.exception(HttpResponseException.class, (refusal, ctx) -> answerJavalins(refusal, ctx, maxBodyBytes));
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
        // Javalin sets this status by itself, and leaves the answer without a body.
        routes.error(HttpStatus.REQUEST_TIMEOUT_408, "*", ctx -> answer(ctx, 408, "The body did not arrive in time."));
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new PlainErrors()));
    }

    private static Refusal notStored(NotStoredException failure) {
        return new Refusal(failure.problem(), String.valueOf(failure.getMessage()), failure.retryAfterSeconds());
    }

    private static void answerJavalins(HttpResponseException refusal, Context ctx, long maxBodyBytes) {
        if (refusal.getStatus() == HttpStatus.METHOD_NOT_ALLOWED_405) {
            // What Javalin calls this detail depends on what the client accepts; it is the only one.
            refusal.getDetails().values().forEach(methods -> ctx.header(Header.ALLOW, methods));
        }
        String text = switch (refusal.getStatus()) {
            case 405 -> "This route does not take this method.";
            case 413 -> "The body is over the limit of " + maxBodyBytes + " bytes.";
            default -> String.valueOf(refusal.getMessage());
        };
        answer(ctx, refusal.getStatus(), text);
    }

    private static void answer(Context ctx, int status, String detail) {
        answer(ctx, Refusal.of(status, detail));
    }

    private static void answer(Context ctx, Refusal refusal) {
        if (refusal.status() == HttpStatus.UNAUTHORIZED_401) {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        refusal.retryAfter().ifPresent(seconds -> ctx.header(Header.RETRY_AFTER, seconds));
        byte[] body = refusal.body(ctx.path());
        JsonBodies.answer(ctx, refusal.status(), Refusal.contentType(ctx.path()), body, body);
    }
}

package encryptedchat.relay.http;

import encryptedchat.wire.WireFormatException;
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

/** Every failure of a route is answered with its HTTP status and the error form of its path. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** @param maxBodyBytes the longest body that a request may have */
    static void addTo(RoutesConfig routes, int maxBodyBytes) {
        routes.exception(Refusal.class, Failures::answer);
        routes.exception(
                WireFormatException.class,
                (malformed, ctx) -> answer(ctx, 400, String.valueOf(malformed.getMessage())));
        routes.exception(
                EndpointNotFound.class,
                (unknown, ctx) -> answer(
                        ctx, 404, "Unknown route. If it is one of level classic, start the relay with --classic."));
        routes.exception(HttpResponseException.class, (refusal, ctx) -> answerRefusal(refusal, ctx, maxBodyBytes));
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
    }

    private static void answerRefusal(HttpResponseException refusal, Context ctx, int maxBodyBytes) {
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
        answer(ctx, status, ErrorForm.of(ctx.path(), status, detail));
    }

    public static void answer(Refusal refusal, Context ctx) {
        int status = refusal.kind().status();
        if (status == HttpStatus.UNAUTHORIZED_401) {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.retryAfterSeconds() > 0) {
            ctx.header(Header.RETRY_AFTER, String.valueOf(refusal.retryAfterSeconds()));
        }
        String detail = String.valueOf(refusal.getMessage());
        answer(ctx, status, ErrorForm.of(ctx.path(), refusal.kind(), status, detail));
    }

    private static void answer(Context ctx, int status, ErrorForm form) {
        JsonBodies.answer(ctx, status, form.contentType(), form.body(), form.body());
    }
}

package encryptedchat.relay.http;

import encryptedchat.wire.v1.Problem.Kind;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that never reaches a route, since it is malformed or the relay is stopping: the same JSON as
 * for every other error, where Jetty would send a page of HTML.
 */
final class PlainErrors extends ErrorHandler {
    /** Jetty would leave the answer to any method but GET, POST and HEAD without a body. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        // Whatever version the request claims, it is the request that is wrong and not the relay.
        int status = code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ? HttpStatus.BAD_REQUEST_400 : code;
        Refusal refusal = status == HttpStatus.SERVICE_UNAVAILABLE_503
                ? new Refusal(Kind.STOPPING, "The relay is shutting down.", 1)
                : Refusal.of(status, Objects.requireNonNullElse(message, "This is not a well-formed HTTP request."));
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        response.setStatus(status);
        refusal.retryAfter().ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Refusal.contentType(path));
        response.write(true, ByteBuffer.wrap(refusal.body(path)), callback);
    }
}

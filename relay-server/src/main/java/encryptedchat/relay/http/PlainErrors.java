package encryptedchat.relay.http;

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
        response.setStatus(status);
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        ErrorForm form = ErrorForm.of(path, status, detail(status, message));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, form.contentType());
        response.write(true, ByteBuffer.wrap(form.body()), callback);
    }

    private static String detail(int status, @Nullable String message) {
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            return "The relay is shutting down.";
        }
        return message == null ? "This is not a well-formed HTTP request." : message;
    }
}

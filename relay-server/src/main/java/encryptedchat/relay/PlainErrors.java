package encryptedchat.relay;

import encryptedchat.wire.Json;
import encryptedchat.wire.classic.ClassicWire.Status;
import io.javalin.http.ContentType;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that is so malformed that it never reaches a route: the same JSON as for every other error,
 * where Jetty would send a page of HTML.
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
        if (code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
            // Whatever version the request claims, it is the request that is wrong and not the relay.
            response.setStatus(HttpStatus.BAD_REQUEST_400);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ContentType.JSON);
        Status status = new Status(message == null ? "This is not a well-formed HTTP request." : message);
        response.write(true, ByteBuffer.wrap(Json.write(status)), callback);
    }
}

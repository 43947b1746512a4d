package encryptedchat.relay.http;

import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UnsupportedMediaTypeResponse;

/** Bodies of requests and answers: JSON, announced as such. */
public final class JsonBodies {
    private JsonBodies() {}

    /**
     * A body must be announced as JSON. A web page can make a browser send anything here as text or as a form, but JSON
     * only after asking the relay, which does not allow it.
     *
     * @throws UnsupportedMediaTypeResponse if it is announced as anything else
     * @throws WireFormatException if it does not have this shape
     */
    public static <T> T read(Context ctx, Class<T> shape) throws WireFormatException {
        String contentType = ctx.header(Header.CONTENT_TYPE);
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(ContentType.JSON)) {
            throw new UnsupportedMediaTypeResponse("Send the body with the header 'Content-Type: application/json'.");
        }
        return Json.read(ctx.bodyAsBytes(), shape);
    }

    public static void answer(Context ctx, int status, Object body) {
        ctx.status(status).contentType(ContentType.JSON).result(Json.write(body));
    }
}

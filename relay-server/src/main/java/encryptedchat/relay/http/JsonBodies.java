package encryptedchat.relay.http;

import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;

/** Bodies of requests and answers: JSON, announced as such. */
public final class JsonBodies {
    private JsonBodies() {}

    /**
     * A body must be announced as JSON. A web page can make a browser send anything here as text or as a form, but JSON
     * only after asking the relay, which does not allow it.
     *
     * @throws Refusal if it is announced as anything else
     * @throws WireFormatException if it does not have this shape
     */
    public static <T> T read(Context ctx, Class<T> shape) throws WireFormatException {
        String contentType = ctx.header(Header.CONTENT_TYPE);
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(ContentType.JSON)) {
            throw new Refusal(Kind.NOT_JSON, "Send the body with the header 'Content-Type: application/json'.");
        }
        byte[] body = ctx.bodyAsBytes();
        Witness.of(ctx).request(body);
        return Json.read(body, shape);
    }

    public static void answer(Context ctx, int status, Object body) {
        answer(ctx, status, body, body);
    }

    /** @param shown what a witness may see of a body that holds a secret */
    public static void answer(Context ctx, int status, Object body, Object shown) {
        byte[] json = Json.write(body);
        answer(ctx, status, ContentType.JSON, json, shown.equals(body) ? json : Json.write(shown));
    }

    static void answer(Context ctx, int status, String contentType, byte[] json, byte[] shown) {
        ctx.status(status).contentType(contentType).result(json);
        Witness.of(ctx).answer(shown, json.length);
    }
}

package encryptedchat.relay.http;

import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.http.ContentType;
import java.util.Arrays;
import java.util.Map;

/**
 * The body of an answer that is an error. Below {@code /v1} it is a {@link Problem}; elsewhere it is {@code {"status":
 * "what is wrong"}}.
 */
@SuppressWarnings("ArrayRecordComponent")
record ErrorForm(String contentType, byte[] body) {
    /** @param status the one of the answer, which of its kind may be another one: 414 is malformed as 400 is */
    static ErrorForm of(String path, Kind kind, int status, String detail) {
        if (path.equals("/v1") || path.startsWith("/v1/")) {
            Problem problem = Problem.of(kind, detail);
            return new ErrorForm(
                    Problem.CONTENT_TYPE, Json.write(new Problem(problem.type(), problem.title(), status, detail)));
        }
        return new ErrorForm(ContentType.JSON, Json.write(Map.of("status", detail)));
    }

    /** @param status one that was not chosen by a route, but by Javalin or Jetty */
    static ErrorForm of(String path, int status, String detail) {
        Kind kind = switch (status) {
            case 404 -> Kind.NO_SUCH_ROUTE;
            case 429 -> Kind.TOO_MANY;
            case 503 -> Kind.STOPPING;
            default ->
                Arrays.stream(Kind.values())
                        .filter(known -> known.status() == status)
                        .findFirst()
                        .orElse(status < 500 ? Kind.MALFORMED : Kind.FAILED);
        };
        return of(path, kind, status, detail);
    }
}

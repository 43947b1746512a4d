package encryptedchat.relay.http;

import encryptedchat.wire.Json;
import encryptedchat.wire.classic.ClassicWire.Status;
import encryptedchat.wire.v1.Problem;
import io.javalin.http.ContentType;
import java.util.Arrays;

/**
 * The body of an answer that is an error. Below {@code /v1} it is a {@link Problem}; elsewhere it is the
 * {@code {"status": "what is wrong"}} of level classic.
 */
@SuppressWarnings("ArrayRecordComponent")
record ErrorForm(String contentType, byte[] body) {
    /** @param status the one of the answer, which of its kind may be another one: 414 is malformed as 400 is */
    static ErrorForm of(String path, Problem.Kind kind, int status, String detail) {
        if (isV1(path)) {
            Problem problem = Problem.of(kind, detail);
            return new ErrorForm(
                    Problem.CONTENT_TYPE, Json.write(new Problem(problem.type(), problem.title(), status, detail)));
        }
        return new ErrorForm(ContentType.JSON, Json.write(new Status(detail)));
    }

    /** @return what a status means that was not chosen by a route, but by Javalin or Jetty */
    static Problem.Kind kindOf(int status) {
        return switch (status) {
            case 404 -> Problem.Kind.NO_SUCH_ROUTE;
            case 429 -> Problem.Kind.TOO_MANY;
            case 503 -> Problem.Kind.STOPPING;
            default ->
                Arrays.stream(Problem.Kind.values())
                        .filter(kind -> kind.status() == status)
                        .findFirst()
                        .orElse(status < 500 ? Problem.Kind.MALFORMED : Problem.Kind.FAILED);
        };
    }

    private static boolean isV1(String path) {
        return path.equals("/v1") || path.startsWith("/v1/");
    }
}

package encryptedchat.relay.http;

import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.http.ContentType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request is answered with what is wrong, and nothing of it is done. Below {@code /v1} the body is a {@link Problem};
 * elsewhere it is {@code {"status": "what is wrong"}}.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int status;
    private final String detail;
    private final long retryAfterSeconds;

    /** @param detail one line for the person: what is wrong and what to do */
    public Refusal(Kind kind, String detail) {
        this(kind, detail, 0);
    }

    /** @param retryAfterSeconds when the same request may succeed; 0 if waiting alone does not help */
    public Refusal(Kind kind, String detail, long retryAfterSeconds) {
        this(kind, kind.status(), detail, retryAfterSeconds);
    }

    private Refusal(Kind kind, int status, String detail, long retryAfterSeconds) {
        // It is an answer and no fault: nobody looks at where it was made.
        super(detail, null, false, false);
        this.kind = kind;
        this.status = status;
        this.detail = detail;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /**
     * For who knows a status and no kind: level classic, Javalin and Jetty.
     *
     * @param status which of its kind may be another one: 414 is malformed as 400 is
     */
    public static Refusal of(int status, String detail) {
        Kind kind = switch (status) {
            case 404 -> Kind.NO_SUCH_ROUTE;
            case 429 -> Kind.TOO_MANY;
            case 503 -> Kind.STOPPING;
            default ->
                Stream.of(Kind.values())
                        .filter(known -> known.status() == status)
                        .findFirst()
                        .orElse(status < 500 ? Kind.MALFORMED : Kind.FAILED);
        };
        return new Refusal(kind, status, detail, 0);
    }

    int status() {
        return status;
    }

    /** @return the value of {@code Retry-After}, if waiting helps */
    Optional<String> retryAfter() {
        return retryAfterSeconds > 0 ? Optional.of(String.valueOf(retryAfterSeconds)) : Optional.empty();
    }

    static String contentType(String path) {
        return isV1(path) ? Problem.CONTENT_TYPE : ContentType.JSON;
    }

    byte[] body(String path) {
        Problem problem = Problem.of(kind, detail);
        return Json.write(
                isV1(path) ? new Problem(problem.type(), problem.title(), status, detail) : Map.of("status", detail));
    }

    private static boolean isV1(String path) {
        return path.equals("/v1") || path.startsWith("/v1/");
    }
}

package encryptedchat.relay.v1;

import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.v1.Problem.Kind;
import io.javalin.http.HandlerType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the relay does under {@code /v1}: everything that has to be known to serve it, to refuse it, and to
 * describe it. Schemas are named as in {@code openapi-components.json}.
 */
final class Operation {
    /** Who may do it. */
    enum Access {
        EVERYBODY,
        /** Whoever has a token. */
        LOGGED_IN,
        /** Whoever has a token of the name in the path. */
        OWNER
    }

    /** What is counted against which limit. */
    enum Limit {
        NONE,
        REQUESTS_OF_ADDRESS,
        MESSAGES_OF_SENDER
    }

    /** Does it; who may not has been refused before. */
    interface Handler {
        CompletableFuture<Reply> handle(Call call) throws WireFormatException;
    }

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final HandlerType method;
    private final String path;
    private final String summary;
    private final Handler handler;

    private String level = AuthenticatedWire.LEVEL;
    private Access access = Access.EVERYBODY;
    private Limit limit = Limit.NONE;
    private @Nullable String body;
    private List<String> query = List.of();
    private final Map<Integer, String> answers = new TreeMap<>();
    private final Set<Kind> problems = EnumSet.of(Kind.MALFORMED, Kind.FAILED, Kind.STOPPING);

    private Operation(HandlerType method, String path, String summary, Handler handler) {
        this.method = method;
        this.path = path;
        this.summary = summary;
        this.handler = handler;
    }

    static Operation get(String path, String summary, Handler handler) {
        return new Operation(HandlerType.GET, path, summary, handler);
    }

    static Operation put(String path, String summary, Handler handler) {
        return new Operation(HandlerType.PUT, path, summary, handler).problems(Kind.STORE_FULL);
    }

    static Operation post(String path, String summary, Handler handler) {
        return new Operation(HandlerType.POST, path, summary, handler).problems(Kind.STORE_FULL);
    }

    Operation ofNoLevel() {
        level = "";
        return this;
    }

    Operation by(Access who) {
        access = who;
        if (who != Access.EVERYBODY) {
            problems(Kind.TOKEN_MISSING, Kind.TOKEN_UNKNOWN, Kind.TOKEN_EXPIRED);
        }
        return who == Access.OWNER ? problems(Kind.NOT_YOURS) : this;
    }

    Operation limited(Limit by) {
        limit = by;
        return problems(Kind.TOO_MANY);
    }

    Operation takes(String schema) {
        body = schema;
        return problems(Kind.NOT_JSON, Kind.TOO_LARGE, Kind.TOO_SLOW);
    }

    Operation query(String... parameters) {
        query = List.of(parameters);
        return this;
    }

    Operation answers(int status, String schema) {
        answers.put(status, schema);
        return this;
    }

    Operation problems(Kind... kinds) {
        problems.addAll(Arrays.asList(kinds));
        return this;
    }

    HandlerType method() {
        return method;
    }

    /** @return with parameters in braces, as both Javalin and OpenAPI write them */
    String path() {
        return path;
    }

    List<String> pathParameters() {
        return PATH_PARAMETER
                .matcher(path)
                .results()
                .map((MatchResult parameter) -> parameter.group(1))
                .toList();
    }

    List<String> queryParameters() {
        return query;
    }

    String summary() {
        return summary;
    }

    /** @return the level that it belongs to; empty if it belongs to none */
    String level() {
        return level;
    }

    Access access() {
        return access;
    }

    Limit limit() {
        return limit;
    }

    Optional<String> body() {
        return Optional.ofNullable(body);
    }

    Map<Integer, String> answers() {
        return answers;
    }

    Set<Kind> problems() {
        return problems;
    }

    Handler handler() {
        return handler;
    }
}

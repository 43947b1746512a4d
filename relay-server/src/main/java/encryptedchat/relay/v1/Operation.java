package encryptedchat.relay.v1;

import encryptedchat.wire.WireFormatException;
import io.javalin.http.HandlerType;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One thing that the relay does under {@code /v1}: everything that has to be known to serve it or to refuse it. For
 * people and machines it is described in {@code openapi.json}.
 *
 * @param path with parameters in braces, as both Javalin and OpenAPI write them
 * @param query the parameters that may stand behind the question mark
 */
record Operation(HandlerType method, String path, Access access, Limit limit, Set<String> query, Handler handler) {
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

    /** Without a limit, and without parameters behind the question mark. */
    Operation(HandlerType method, String path, Access access, Handler handler) {
        this(method, path, access, Limit.NONE, Set.of(), handler);
    }

    Operation limited(Limit by) {
        return new Operation(method, path, access, by, query, handler);
    }

    Operation query(String... parameters) {
        return new Operation(method, path, access, limit, Set.of(parameters), handler);
    }

    /** @return whether it is about the relay itself, and so part of no conversation */
    boolean isGeneral() {
        return access == Access.EVERYBODY && method.equals(HandlerType.GET);
    }
}

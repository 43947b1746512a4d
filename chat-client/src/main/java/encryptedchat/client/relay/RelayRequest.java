package encryptedchat.client.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request to a relay.
 *
 * @param path with its query, as it goes on the wire
 * @param body a record to be sent as JSON, or null for none
 * @param token who the relay takes this for, or null where it does not matter
 * @param timeout from the first attempt to connect to the last byte of the answer
 */
public record RelayRequest(
        String method,
        String path,
        @Nullable Object body,
        @Nullable String token,
        Duration timeout) {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    public static RelayRequest get(String path) {
        return new RelayRequest("GET", path, null, null, USUAL_TIMEOUT);
    }

    public static RelayRequest put(String path, Object body) {
        return new RelayRequest("PUT", path, body, null, USUAL_TIMEOUT);
    }

    /** Without a body. */
    public static RelayRequest put(String path) {
        return new RelayRequest("PUT", path, null, null, USUAL_TIMEOUT);
    }

    public static RelayRequest post(String path, Object body) {
        return new RelayRequest("POST", path, body, null, USUAL_TIMEOUT);
    }

    public RelayRequest withToken(String bearer) {
        return new RelayRequest(method, path, body, bearer, timeout);
    }

    /** @param longer this much longer than usual */
    public RelayRequest waiting(Duration longer) {
        return new RelayRequest(method, path, body, token, timeout.plus(longer));
    }

    boolean isWaiting() {
        return timeout.compareTo(USUAL_TIMEOUT) > 0;
    }

    /** Without the body and the token. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

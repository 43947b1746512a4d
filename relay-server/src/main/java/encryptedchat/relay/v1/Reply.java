package encryptedchat.relay.v1;

import java.util.concurrent.CompletableFuture;

/**
 * A good answer.
 *
 * @param body a record of the wire format
 */
record Reply(int status, Object body) {
    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply created(Object body) {
        return new Reply(201, body);
    }

    CompletableFuture<Reply> now() {
        return CompletableFuture.completedFuture(this);
    }
}

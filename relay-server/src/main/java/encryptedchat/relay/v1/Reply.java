package encryptedchat.relay.v1;

import java.util.concurrent.CompletableFuture;

/**
 * A good answer.
 *
 * @param body a record of the wire format
 * @param shown what a witness may see of it: the body, or another one without its secret
 */
record Reply(int status, Object body, Object shown) {
    static Reply ok(Object body) {
        return new Reply(200, body, body);
    }

    static Reply created(Object body) {
        return new Reply(201, body, body);
    }

    CompletableFuture<Reply> now() {
        return CompletableFuture.completedFuture(this);
    }
}

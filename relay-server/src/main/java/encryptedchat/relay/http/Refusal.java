package encryptedchat.relay.http;

import encryptedchat.wire.v1.Problem;

/** A request is answered with a problem, and nothing of it is done. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem.Kind kind;
    private final long retryAfterSeconds;

    /** @param detail one line for the person: what is wrong and what to do */
    public Refusal(Problem.Kind kind, String detail) {
        this(kind, detail, 0);
    }

    /** @param retryAfterSeconds when the same request may succeed; 0 if waiting alone does not help */
    public Refusal(Problem.Kind kind, String detail, long retryAfterSeconds) {
        // It is an answer and no fault: nobody looks at where it was made.
        super(detail, null, false, false);
        this.kind = kind;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    Problem.Kind kind() {
        return kind;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

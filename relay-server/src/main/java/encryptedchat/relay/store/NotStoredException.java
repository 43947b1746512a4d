package encryptedchat.relay.store;

import encryptedchat.wire.v1.Problem;

/** The store has not made a change: nothing of it is stored, and the message says to whoever asked for it why. */
public final class NotStoredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem.Kind problem;
    private final long retryAfterSeconds;

    /**
     * @param problem what it is for whoever asked
     * @param retryAfterSeconds when the same change may succeed; 0 if waiting alone does not help
     */
    NotStoredException(Problem.Kind problem, String message, long retryAfterSeconds) {
        super(message);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Problem.Kind problem() {
        return problem;
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

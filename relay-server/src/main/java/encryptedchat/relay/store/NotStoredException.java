package encryptedchat.relay.store;

import encryptedchat.wire.v1.Problem.Kind;

/** The store has not made a change: nothing of it is stored, and the message says to whoever asked for it why. */
public final class NotStoredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why not, and which problem that is for whoever asked. */
    public enum Reason {
        DISK_FULL(Kind.STORE_FULL),
        /** Too many changes wait already, or the store is being closed. */
        BUSY(Kind.STOPPING),
        MAILBOX_FULL(Kind.MAILBOX_FULL),
        /** The relay keeps as many prekeys of this person for this level as it may. */
        PREKEYS_FULL(Kind.PREKEYS_FULL),
        /** One person has claimed prekeys of one other too often within the hour. */
        CLAIMS_TOO_OFTEN(Kind.TOO_MANY);

        private final Kind problem;

        Reason(Kind problem) {
            this.problem = problem;
        }

        public Kind problem() {
            return problem;
        }
    }

    private final Reason reason;
    private final long retryAfterSeconds;

    /** @param retryAfterSeconds when the same change may succeed; 0 if waiting alone does not help */
    NotStoredException(Reason reason, String message, long retryAfterSeconds) {
        super(message);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Reason reason() {
        return reason;
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

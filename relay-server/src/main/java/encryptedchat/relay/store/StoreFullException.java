package encryptedchat.relay.store;

/** The disk under the store has no room left. Nothing of the change is stored, and it may be tried again later. */
public final class StoreFullException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreFullException(Throwable cause) {
        super("the store's disk is full", cause);
    }
}

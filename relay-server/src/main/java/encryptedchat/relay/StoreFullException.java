package encryptedchat.relay;

/** The disk under the store has no room left. Nothing of the change is stored, and it may be tried again later. */
final class StoreFullException extends Exception {
    private static final long serialVersionUID = 1;

    StoreFullException(Throwable cause) {
        super("the store's disk is full", cause);
    }
}

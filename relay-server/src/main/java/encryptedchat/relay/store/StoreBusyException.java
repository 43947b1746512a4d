package encryptedchat.relay.store;

/** The store takes no change at this moment: too many wait already, or it is being closed. Nothing of it is stored. */
public final class StoreBusyException extends Exception {
    private static final long serialVersionUID = 1;

    StoreBusyException(String message) {
        super(message);
    }
}

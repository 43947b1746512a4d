package encryptedchat.wire;

/**
 * What arrived is not in the form that the protocol gives it.
 *
 * <p>The message is one line for the person at the other end: what is wrong and what is expected. It names fields,
 * lengths and positions, and never repeats a value that was sent.
 */
public final class WireFormatException extends Exception {
    private static final long serialVersionUID = 1;

    public WireFormatException(String message) {
        super(message);
    }
}

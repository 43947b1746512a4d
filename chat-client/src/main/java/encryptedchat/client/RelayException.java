package encryptedchat.client;

/** A request to the relay did not do what it was for. The message is one line for the person at the screen. */
public final class RelayException extends Exception {
    private static final long serialVersionUID = 1;

    /** What went wrong, as far as it decides what to do next. */
    public enum Kind {
        /** No answer, or an answer that no relay gives: the same request may succeed later. */
        AWAY,
        /** The relay has no room at the moment: the same request may succeed later. */
        BUSY,
        /** The relay has nothing under this name. */
        NOTHING_THERE,
        /** The relay will not take this request, however often it is sent. */
        REFUSED
    }

    private final Kind kind;

    RelayException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

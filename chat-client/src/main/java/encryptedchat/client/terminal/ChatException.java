package encryptedchat.client.terminal;

/** The program cannot go on as it was asked to. The message is for the person: what is wrong, and what to do. */
public class ChatException extends Exception {
    private static final long serialVersionUID = 1;

    public ChatException(String message) {
        super(message);
    }

    public ChatException(String message, Throwable cause) {
        super(message, cause);
    }
}

package encryptedchat.client.terminal;

/** Reads a line that does not appear on the screen. */
@FunctionalInterface
public interface HiddenInput {
    /** @throws ChatException if there is nobody to ask, with a message that says what to do instead */
    char[] read(String prompt) throws ChatException;
}

package encryptedchat.client.terminal;

/** Reads a line that does not appear on the screen. */
@FunctionalInterface
public interface HiddenInput {
    /** @throws ChatException if there is nobody to ask, with a message that says what to do instead */
    char[] read(String prompt) throws ChatException;

    /** @return the keyboard of the terminal; in a pipe there is nobody to ask */
    static HiddenInput keyboard() {
        return prompt -> {
            java.io.Console console = Console.isTerminal() ? System.console() : null;
            if (console == null) {
                throw new ChatException("A passphrase is needed, and there is no terminal to ask for it. "
                        + "Give it with --passphrase-file.");
            }
            char[] typed = console.readPassword("%s", prompt);
            if (typed == null) {
                throw new ChatException("No passphrase was typed. Start again.");
            }
            return typed;
        };
    }
}

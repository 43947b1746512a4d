package encryptedchat.client.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Map;

/** Chooses between terminal and pipe. */
public final class Consoles {
    private Consoles() {}

    /** @param name stands in the prompt */
    public static Console open(String name) throws IOException {
        return isTerminal() ? new TerminalConsole(name, wantsColour(System.getenv())) : pipe();
    }

    /** As no-color.org says it, and not on a terminal that says that it can do nothing. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** @return the keyboard of the terminal, without echo; in a pipe there is nobody to ask */
    public static HiddenInput keyboard() {
        return prompt -> {
            java.io.Console console = isTerminal() ? System.console() : null;
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

    private static Console pipe() {
        return new PipeConsole(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /** Whether both input and output are a terminal. From JDK 22 on there may be a console where there is none. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException jdkBefore22) {
            return true;
        }
    }
}

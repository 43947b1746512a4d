package encryptedchat.client.terminal;

import java.io.IOException;
import java.util.function.Supplier;

/** Where the person, or the script, is. Its methods may be called from any thread. */
public interface Console extends AutoCloseable {
    /**
     * @param name stands in the prompt
     * @return a terminal, or else the three standard streams
     */
    static Console open(String name) throws IOException {
        return isTerminal()
                ? new TerminalConsole(name, TerminalConsole.wantsColour(System.getenv()))
                : PipeConsole.standard();
    }

    /** Whether both input and output are a terminal. From JDK 22 on there may be a console where there is none. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
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

    /** What comes from the other side of the console. */
    sealed interface Input {
        /** One line, without its line end. */
        record Line(String text) implements Input {}

        /** A line for the program itself. */
        record Command(String line) implements Input {}

        /** A line that is not to be sent; the explanation is one sentence. */
        record Unreadable(String explanation) implements Input {}

        /** There will be no more lines; what was read before is still to be sent. */
        record End() implements Input {}

        /** The person wants to leave now, whatever is not sent yet. */
        record Interrupt() implements Input {}
    }

    /** Waits for the next line. */
    Input read() throws IOException;

    /** @return whether a person types here: a mistyped command is then more likely than such a message */
    boolean isForAPerson();

    /** Shows a received text, on one line: {@code name: text}. */
    void showMessage(String sender, String text);

    /** Shows what the program itself has to say, on one line. */
    void showStatus(String line);

    /** Explains a step, on several lines that are in one piece. */
    void showExplanation(Explanation step);

    /**
     * Keeps something in sight until it is replaced.
     *
     * @param what a few words, or nothing to take it away
     */
    void showAlarm(String what);

    /** Does work that takes seconds, and shows that it goes on. */
    <T> T showProgress(String what, Supplier<T> work);

    @Override
    void close() throws IOException;
}

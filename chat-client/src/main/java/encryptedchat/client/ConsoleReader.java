package encryptedchat.client;

import encryptedchat.client.Console.Input;
import java.io.IOException;
import java.util.Optional;

/** Reads the console in a thread of its own, and passes on what is to be sent. */
public final class ConsoleReader {
    private final Console console;
    private final Sink sink;

    /** Where the lines go. */
    public interface Sink {
        /**
         * Waits until there is room for it.
         *
         * @param input a line that can be sent; or the end, or the wish to leave at once, after which nothing follows
         */
        void take(Input input) throws InterruptedException;
    }

    public ConsoleReader(Console console, Sink sink) {
        this.console = console;
        this.sink = sink;
    }

    public void start() {
        Thread thread = new Thread(this::readAll, "console-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try {
            Input input;
            do {
                input = read();
                if (isToBeKept(input)) {
                    sink.take(input);
                }
            } while (!(input instanceof Input.End || input instanceof Input.Interrupt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Input read() {
        try {
            Input input = console.read();
            boolean leaving = input instanceof Input.Line line && TextRules.isLeaving(line.text());
            return leaving ? new Input.End() : input;
        } catch (IOException inputBroken) {
            console.showStatus("The input cannot be read any further: " + inputBroken.getMessage());
            return new Input.End();
        }
    }

    private boolean isToBeKept(Input input) {
        if (input instanceof Input.Unreadable unreadable) {
            console.showStatus(unreadable.explanation());
            return false;
        }
        if (input instanceof Input.Line line) {
            Optional<String> problem = TextRules.whyNotSendable(line.text());
            problem.ifPresent(console::showStatus);
            return problem.isEmpty();
        }
        return true;
    }
}

package encryptedchat.client.terminal;

import encryptedchat.client.terminal.Console.Input;
import java.io.IOException;
import java.util.Optional;

/** Reads the console in a thread of its own, and passes on what is to be sent or obeyed. */
public final class ConsoleReader {
    private final Console console;
    private final Commands commands;
    private final Sink sink;

    /** Where the lines go. */
    public interface Sink {
        /**
         * Waits until there is room for it.
         *
         * @param input a line that can be sent, or a command; or the end, or the wish to leave at once, after which
         *     nothing follows
         */
        void take(Input input) throws InterruptedException;
    }

    public ConsoleReader(Console console, Commands commands, Sink sink) {
        this.console = console;
        this.commands = commands;
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
                if (input instanceof Input.Unreadable unreadable) {
                    console.showStatus(unreadable.explanation());
                } else {
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
            return input instanceof Input.Line line ? understood(line) : input;
        } catch (IOException inputBroken) {
            console.showStatus("The rest of the input cannot be read: " + inputBroken.getMessage());
            return new Input.End();
        }
    }

    private Input understood(Input.Line line) {
        String text = line.text();
        if (Commands.isLeaving(text)) {
            return new Input.End();
        }
        if (commands.isCommand(text)) {
            return new Input.Command(text);
        }
        Optional<String> problem = TextRules.whyNotSendable(text);
        return problem.isPresent() ? new Input.Unreadable(problem.get()) : line;
    }
}

package encryptedchat.client;

import encryptedchat.client.Console.Input;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the console in a thread of its own, ahead of the relay, and keeps what is still to be sent. */
public final class ConsoleReader {
    /** Lines read ahead; a faster input waits. */
    private static final int LINES_AHEAD = 1000;

    private final Console console;
    private final BlockingQueue<Input> toSend = new ArrayBlockingQueue<>(LINES_AHEAD);
    private volatile boolean interrupted;

    public ConsoleReader(Console console) {
        this.console = console;
    }

    public void start() {
        Thread thread = new Thread(this::readAll, "console-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** @return the next line that can be sent, or the end of the input; or null if neither comes in time */
    public @Nullable Input poll(long nanoseconds) throws InterruptedException {
        return toSend.poll(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** @return whether the person wants to leave now, whatever is not sent yet */
    public boolean interrupted() {
        return interrupted;
    }

    private void readAll() {
        try {
            Input input;
            do {
                input = read();
                if (isToBeKept(input)) {
                    toSend.put(input);
                }
            } while (!(input instanceof Input.End));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Input read() {
        try {
            Input input = console.read();
            interrupted = input instanceof Input.Interrupt;
            boolean leaving = input instanceof Input.Line line && TextRules.isLeaving(line.text());
            return interrupted || leaving ? new Input.End() : input;
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

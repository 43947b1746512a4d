package encryptedchat.client.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.Console.Input;
import encryptedchat.client.ConsoleReader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Lets the console run ahead of the relay, but not by more than fits into a state file that is written in a moment: a
 * faster input waits.
 */
final class TypedAhead implements ConsoleReader.Sink {
    private static final int UNIT_BYTES = 1024;
    private static final int UNITS = 256;

    private final BlockingQueue<Event> events;
    private final Semaphore room = new Semaphore(UNITS);
    private int freed;

    TypedAhead(BlockingQueue<Event> events) {
        this.events = events;
    }

    /** Waits until there is room for it. */
    @Override
    public void take(Input input) throws InterruptedException {
        if (input instanceof Input.Line line) {
            room.acquire(units(line.text()));
        }
        events.put(new Event.Entered(input));
    }

    /** This line takes no room any more. Lines are let in many at a time, so that they are written many at a time. */
    void handled(String text, boolean nothingWaits) {
        freed += units(text);
        if (nothingWaits || freed >= UNITS / 2) {
            room.release(freed);
            freed = 0;
        }
    }

    private static int units(String text) {
        return 1 + text.getBytes(UTF_8).length / UNIT_BYTES;
    }
}

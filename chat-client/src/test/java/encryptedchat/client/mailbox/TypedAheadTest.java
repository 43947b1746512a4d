package encryptedchat.client.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.Console.Input;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TypedAheadTest {
    /** Takes 64 of the 256 units. */
    private static final String LONG = "x".repeat(63 * 1024);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final TypedAhead typedAhead = new TypedAhead(events);
    private final Thread reader = new Thread(this::type);

    private void type() {
        try {
            for (int line = 0; line < 6; line++) {
                typedAhead.take(new Input.Line(LONG));
            }
            typedAhead.take(new Input.End());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        reader.interrupt();
    }

    @Test
    void whoTypesMoreThanThereIsRoomForWaits() {
        reader.start();

        awaitThatItWaits();
        assertThat(events).hasSize(4);
    }

    @Test
    void whenEnoughIsSentTheInputGoesOn() throws InterruptedException {
        reader.start();
        awaitThatItWaits();

        typedAhead.handled(LONG, false);
        assertThat(events).hasSize(4);
        typedAhead.handled(LONG, false);

        reader.join();
        assertThat(events).hasSize(7);
    }

    @Test
    void whenNothingWaitsTheInputGoesOn() {
        reader.start();
        awaitThatItWaits();

        typedAhead.handled(LONG, true);

        awaitEvents(5);
    }

    private void awaitThatItWaits() {
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private void awaitEvents(int number) {
        while (events.size() < number) {
            Thread.onSpinWait();
        }
    }
}

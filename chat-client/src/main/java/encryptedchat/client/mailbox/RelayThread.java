package encryptedchat.client.mailbox;

import encryptedchat.client.RelayException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A thread that asks the relay for one thing again and again, and tells the conversation what comes of it. */
abstract class RelayThread {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Thread thread;
    private final BlockingQueue<Event> events;
    private boolean away;

    RelayThread(String name, BlockingQueue<Event> events) {
        this.thread = new Thread(this::run, name);
        this.events = events;
        thread.setDaemon(true);
    }

    final void start() {
        thread.start();
    }

    /** What it is waiting for is given up. */
    final void stop() {
        thread.interrupt();
    }

    /** Asks once; called again and again, also after the relay has not done its part. */
    abstract void work() throws RelayException, InterruptedException;

    final void tell(Event event) throws InterruptedException {
        events.put(event);
    }

    /** @return whether the relay has not answered since it failed */
    final boolean isAway() {
        return away;
    }

    /** The relay has answered. */
    final void answered() throws InterruptedException {
        if (away) {
            away = false;
            tell(new Event.Back(this));
        }
    }

    /** @param atLeast as the relay may wish it */
    final void pause(Duration atLeast) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(PAUSE.toNanos(), atLeast.toNanos()));
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException mistake) {
            // Dying silently would leave a conversation that waits for ever.
            events.add(new Event.Broken(mistake));
        }
    }

    private void attempt() throws InterruptedException {
        try {
            work();
        } catch (RelayException why) {
            switch (why.kind()) {
                case NAME_TAKEN, UNTRUSTED, REFUSED, STOPPED -> {
                    tell(new Event.Failed(why));
                    throw new InterruptedException("nothing more can be asked");
                }
                default -> {
                    away = true;
                    tell(new Event.Away(this, why));
                    pause(why.retryAfter());
                }
            }
        }
    }
}

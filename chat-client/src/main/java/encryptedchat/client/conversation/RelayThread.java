package encryptedchat.client.conversation;

import encryptedchat.client.relay.Notices;
import encryptedchat.client.relay.RelayException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A thread that asks the relay for one thing again and again, and tells the conversation what comes of it. */
abstract class RelayThread {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Thread thread;
    private final WorkQueue work;
    private final Notices notices;
    private boolean away;

    RelayThread(String name, WorkQueue work, Notices notices) {
        this.thread = new Thread(this::run, name);
        this.work = work;
        this.notices = notices;
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

    /** @return whether the relay has not answered since it failed */
    final boolean isAway() {
        return away;
    }

    /** The relay has answered. */
    final void answered() {
        if (away) {
            away = false;
            work.tell(() -> notices.back(this));
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
            work.tell(() -> {
                throw mistake;
            });
        }
    }

    private void attempt() throws InterruptedException {
        try {
            work();
        } catch (RelayException why) {
            switch (why.kind()) {
                case NAME_TAKEN, UNTRUSTED, REFUSED, STOPPED -> {
                    work.fail(why);
                    throw new InterruptedException("nothing more can be asked");
                }
                default -> {
                    away = true;
                    work.tell(() -> notices.away(this, why));
                    pause(why.retryAfter());
                }
            }
        }
    }
}

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

    RelayThread(String name, PeerLink link) {
        this.thread = new Thread(this::run, name);
        this.work = link.work;
        this.notices = link.screen.notices();
        thread.setDaemon(true);
    }

    final void start() {
        thread.start();
    }

    /** What it is waiting for is given up. */
    final void stop() {
        thread.interrupt();
    }

    /** Asks once, and returns when the relay has answered; called again and again, also after it did not. */
    abstract void work() throws RelayException, InterruptedException;

    /** @return whether the relay has not answered since it failed */
    final boolean isAway() {
        return away;
    }

    /** @param atLeast as the relay may wish it */
    final void pause(Duration atLeast) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(PAUSE.toNanos(), atLeast.toNanos()));
    }

    private void run() {
        try {
            while (attempt()) {}
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException mistake) {
            // Dying silently would leave a conversation that waits for ever.
            work.tell(() -> {
                throw mistake;
            });
        }
    }

    /** @return whether anything more can be asked */
    private boolean attempt() throws InterruptedException {
        try {
            work();
            if (away) {
                away = false;
                work.tell(() -> notices.back(this));
            }
        } catch (RelayException why) {
            switch (why.kind()) {
                case NAME_TAKEN, UNTRUSTED, REFUSED, STOPPED -> {
                    work.fail(why);
                    return false;
                }
                default -> {
                    away = true;
                    work.tell(() -> notices.away(this, why));
                    pause(why.retryAfter());
                }
            }
        }
        return !Thread.currentThread().isInterrupted();
    }
}

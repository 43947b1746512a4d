package encryptedchat.relay;

import encryptedchat.relay.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes from the store, once an hour, what is too old: unread messages, and logins and prekeys that have expired. */
final class Purge implements AutoCloseable {
    static final Duration MESSAGE_LIFE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final Store store;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "relay-purge");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> hourly;

    Purge(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.hourly = timer.scheduleAtFixedRate(this::run, 0, 1, TimeUnit.HOURS);
    }

    private void run() {
        Instant now = clock.instant();
        try {
            store.purge(now, now.minus(MESSAGE_LIFE)).join();
        } catch (CompletionException failure) {
            LOG.warn("What is too old could not be removed: {}", failure.getMessage());
        }
    }

    @Override
    public void close() {
        hourly.cancel(false);
        timer.shutdown();
    }
}

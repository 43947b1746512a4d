package encryptedchat.relay.wireview;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last exchanges, numbered from 1 on as they were completed. There is a bound to their number and to their length,
 * so whoever adds one never waits for whoever reads; who reads too slowly misses some.
 */
final class Recording {
    static final int MAX_EXCHANGES = 10_000;
    static final long MAX_BYTES = 64L * 1024 * 1024;

    record Numbered(long number, Exchange exchange) {}

    /** The exchange with a number is at that number modulo the length. */
    private final @Nullable Exchange[] ring = new @Nullable Exchange[MAX_EXCHANGES];

    private long oldest = 1;
    private long newest;
    private long bytes;
    private boolean closed;

    synchronized void add(Exchange exchange) {
        if (newest - oldest + 1 == MAX_EXCHANGES) {
            forgetOldest();
        }
        newest++;
        ring[index(newest)] = exchange;
        bytes += exchange.size();
        while (bytes > MAX_BYTES) {
            forgetOldest();
        }
        notifyAll();
    }

    private void forgetOldest() {
        @Nullable Exchange forgotten = ring[index(oldest)];
        if (forgotten != null) {
            bytes -= forgotten.size();
        }
        ring[index(oldest)] = null;
        oldest++;
    }

    private static int index(long number) {
        return (int) (number % MAX_EXCHANGES);
    }

    /** @return the number of the last one; 0 before the first */
    synchronized long newest() {
        return newest;
    }

    /** @return the first of those behind this number that are kept */
    synchronized Optional<Numbered> after(long number) {
        long next = Math.max(number + 1, oldest);
        @Nullable Exchange exchange = next > newest ? null : ring[index(next)];
        return Optional.ofNullable(exchange).map(kept -> new Numbered(next, kept));
    }

    /** Waits until there is one behind this number, or the recording is closed, or the time is over. */
    synchronized void awaitAfter(long number, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); left > 0 && newest <= number && !closed; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Nobody waits any longer. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}

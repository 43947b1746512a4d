package encryptedchat.relay.wireview;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the time, and never the same one twice: each moment is later than the one told before, also where the clock is
 * coarse or is set back. So whoever sorts by time sees a message before its delivery.
 */
final class Moments {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** @return Unix microseconds */
    long next() {
        Instant now = clock.instant();
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
        return last.updateAndGet(before -> Math.max(before + 1, micros));
    }
}

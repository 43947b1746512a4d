package encryptedchat.relay.v1;

import encryptedchat.relay.v1.V1Settings.Rate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often somebody may do something: a bucket for each, from which each request takes one token, and into which
 * tokens flow steadily until it is full.
 *
 * <p>Only the buckets used last are kept, a bounded number. One that is dropped is full when it is made again; who has
 * more names or addresses than that is not held up by one bucket for each anyway.
 */
final class RateLimit {

    static final int MAX_BUCKETS = 10_000;

    private static final double NANOS = 1e9;

    private final Rate rate;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    RateLimit(Rate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
    }

    /** @return 0 if this may go on now, or else after how many seconds it may be tried again */
    synchronized long take(String who) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(who, unknown -> new Bucket(rate.burst(), now));
        bucket.tokens = Math.min(rate.burst(), bucket.tokens + (now - bucket.filledAt) / NANOS * rate.perSecond());
        bucket.filledAt = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return 0;
        }
        return (long) Math.ceil((1 - bucket.tokens) / rate.perSecond());
    }

    /** @return how many buckets are kept */
    synchronized int size() {
        return buckets.size();
    }

    private static final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }
    }
}

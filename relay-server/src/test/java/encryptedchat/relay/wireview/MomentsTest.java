package encryptedchat.relay.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each moment is later than the one before, whatever the clock says. */
class MomentsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2023-11-14T22:13:20.123456789Z"));
    private final Moments moments = new Moments(new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    });

    @Test
    void momentsAreUnixMicroseconds() {
        assertThat(moments.next()).isEqualTo(1_700_000_000_123_456L);
    }

    @Test
    void clockThatStandsStillOrIsSetBackTellsLaterMomentsAllTheSame() {
        long first = moments.next();
        assertThat(moments.next()).isEqualTo(first + 1);

        now.updateAndGet(before -> before.minus(Duration.ofHours(1)));
        assertThat(moments.next()).isEqualTo(first + 2);

        now.updateAndGet(before -> before.plus(Duration.ofHours(2)));
        assertThat(moments.next()).isEqualTo(first + Duration.ofHours(1).toMillis() * 1000);
    }

    @Test
    void noTwoOfManyAtOnceAreTheSame() {
        assertThat(LongStream.range(0, 100_000)
                        .parallel()
                        .map(i -> moments.next())
                        .distinct()
                        .count())
                .isEqualTo(100_000);
    }
}

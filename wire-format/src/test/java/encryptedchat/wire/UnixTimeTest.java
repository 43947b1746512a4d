package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixTimeTest {

    @Test
    void lastSecondIsTheLastOneOfTheYear9999() {
        assertThat(Instant.ofEpochSecond(UnixTime.MAX)).hasToString("9999-12-31T23:59:59Z");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_700_000_000, UnixTime.MAX})
    void timeIsTaken(long time) throws Exception {
        assertThat(UnixTime.check("time", time)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, UnixTime.MAX + 1, Long.MAX_VALUE})
    void timeOutsideOfTheCalendarIsRefused(long time) {
        assertThatThrownBy(() -> UnixTime.check("time", time))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'time'");
    }
}

package encryptedchat.relay.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.http.Witness.KnownBy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recording keeps the last exchanges, within two bounds. */
class RecordingTest {
    private final Recording recording = new Recording();

    private static Exchange exchange(int bodyBytes) {
        Body body = Body.of(new byte[bodyBytes], bodyBytes);
        return new Exchange("", "", KnownBy.NOTHING, 0, 0, 0, "PUT", "", "", body, 200, Body.NONE);
    }

    private long oldest() {
        return recording.after(0).orElseThrow().number();
    }

    @Test
    void exchangesAreNumberedFromOne() {
        assertThat(recording.newest()).isZero();
        assertThat(recording.after(0)).isEmpty();
        Exchange first = exchange(1);
        Exchange second = exchange(2);

        recording.add(first);
        recording.add(second);

        assertThat(recording.newest()).isEqualTo(2);
        assertThat(recording.after(0)).contains(new Recording.Numbered(1, first));
        assertThat(recording.after(1)).contains(new Recording.Numbered(2, second));
        assertThat(recording.after(2)).isEmpty();
    }

    @Test
    void tenThousandAreKept() {
        for (int i = 0; i < 10_000; i++) {
            recording.add(exchange(0));
        }
        assertThat(oldest()).isEqualTo(1);

        recording.add(exchange(0));

        assertThat(oldest()).isEqualTo(2);
        assertThat(recording.newest()).isEqualTo(10_001);
    }

    @Test
    void sixtyFourMebibytesAreKept() {
        for (int i = 0; i < 1024; i++) {
            recording.add(exchange(64 * 1024));
        }
        assertThat(oldest()).isEqualTo(1);

        recording.add(exchange(1));
        assertThat(oldest()).isEqualTo(2);
        recording.add(exchange(64 * 1024));
        assertThat(oldest()).isEqualTo(3);
    }

    @Test
    void bodyCountsAsMuchAsOfItIsKept() {
        for (int i = 0; i < 1024; i++) {
            recording.add(exchange(1024 * 1024));
        }

        assertThat(oldest()).isEqualTo(1);
        assertThat(recording.after(0).map(kept -> kept.exchange().request().kept().length))
                .isEqualTo(Optional.of(64 * 1024));
        assertThat(recording.after(0).map(kept -> kept.exchange().request().bytes()))
                .isEqualTo(Optional.of(1024 * 1024));
    }
}

package encryptedchat.relay.wireview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.relay.wireview.Watcher.Event;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream of events: what was kept, and what comes, to each open page at its own place. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class EventsTest {
    private WatchedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = WatchedRelay.start();
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            relay.calls().get("/v1/health");
        }
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(event -> event.name() + event.id()).toList();
    }

    @Test
    void whatWasKeptComesFirstAndThenWhatIsNew() throws IOException {
        ask(2);
        try (Watcher watcher = relay.watch()) {
            assertThat(names(watcher.history())).containsExactly("exchange1", "exchange2");

            ask(1);
            Event live = watcher.next();
            assertThat(live.name()).isEqualTo("exchange");
            assertThat(live.id()).isEqualTo("3");
            assertThat(live.data().path("number").intValue()).isEqualTo(3);
        }
    }

    @Test
    void pageIsToldThatItHasCaughtUpAlsoWhereNothingWasKept() throws IOException {
        try (Watcher watcher = relay.watch()) {
            assertThat(watcher.next()).isEqualTo(new Event("", "caughtup", "{}"));
        }
    }

    @Test
    void pageThatComesBackGetsWhatItDoesNotHave() throws IOException {
        ask(3);
        try (Watcher watcher = Watcher.open(relay.view().url(), "2")) {
            assertThat(names(watcher.history())).containsExactly("exchange3");
        }
        try (Watcher watcher = Watcher.open(relay.view().url(), "3")) {
            assertThat(watcher.history()).isEmpty();
        }
    }

    @Test
    void lastEventThatNeverWasCountsForNothing() throws IOException {
        ask(2);
        for (String id : List.of("4", "-1", "two", "1e0", "99999999999999999999", "")) {
            try (Watcher watcher = Watcher.open(relay.view().url(), id)) {
                assertThat(names(watcher.history())).as(id).containsExactly("exchange1", "exchange2");
            }
        }
    }

    @Test
    void pageIsToldHowManyAreNoLongerKept() throws IOException {
        byte[] longBody = new byte[Body.MAX_KEPT_BYTES];
        int asked = (int) (Recording.MAX_BYTES / Body.MAX_KEPT_BYTES) + 3;
        for (int i = 0; i < asked; i++) {
            relay.calls().post("/send_message", longBody);
        }

        try (Watcher watcher = relay.watch()) {
            assertThat(watcher.next()).isEqualTo(new Event("", "missed", "{\"missed\": 5}"));
            assertThat(watcher.next().id()).isEqualTo("6");
        }
        try (Watcher watcher = Watcher.open(relay.view().url(), "2")) {
            assertThat(watcher.next()).isEqualTo(new Event("", "missed", "{\"missed\": 3}"));
        }
    }

    @Test
    void pagesBeyondTheLimitAreTurnedAwayUntilOthersAreClosed() throws IOException {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < Viewers.MAX; i++) {
            watchers.add(relay.watch());
            watchers.get(i).history();
        }
        try (Watcher tooMany = relay.watch()) {
            assertThat(tooMany.status()).isEqualTo(503);
            assertThat(tooMany.header("Retry-After")).isEqualTo("2");
        }

        watchers.get(0).close();

        int status;
        do {
            try (Watcher another = relay.watch()) {
                status = another.status();
            }
        } while (status == 503);
        assertThat(status).isEqualTo(200);
        for (Watcher watcher : watchers) {
            watcher.close();
        }
    }

    @Test
    void stoppingTheRelayEndsTheStreamsAtOnce() throws IOException {
        try (Watcher watcher = relay.watch()) {
            watcher.history();

            long stopped = System.nanoTime();
            relay.close();
            watcher.awaitEnd();

            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(5));
        }
        assertThatThrownBy(() -> relay.watch()).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void eachStartHasAnAddressOfItsOwn() throws IOException {
        try (WatchedRelay other = WatchedRelay.start()) {
            assertThat(token(other)).matches("/[A-Za-z0-9_-]{22}/").isNotEqualTo(token(relay));
        }
    }

    private static String token(WatchedRelay relay) {
        return URI.create(relay.view().url()).getPath();
    }
}

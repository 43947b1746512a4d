package encryptedchat.relay.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A wait ends when it should, and leaves nothing behind. */
class WaitingPollsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final WaitingPolls polls = new WaitingPolls();

    private CompletableFuture<Void> begin(String from) {
        return polls.begin("bob", from.isEmpty() ? Optional.empty() : Optional.of(from), LONG);
    }

    @Test
    void messageWakesAllWhoWaitForItAndNobodyElse() {
        CompletableFuture<Void> anybody = begin("");
        CompletableFuture<Void> alice = begin("alice");
        CompletableFuture<Void> carol = begin("carol");
        CompletableFuture<Void> elsewhere = polls.begin("dave", Optional.empty(), LONG);

        polls.wake("bob", "alice");

        assertThat(anybody).isDone();
        assertThat(alice).isDone();
        assertThat(carol).isNotDone();
        assertThat(elsewhere).isNotDone();
        assertThat(polls.size()).isEqualTo(2);
    }

    @Test
    void waitEndsWhenItsTimeIsOver() throws Exception {
        polls.begin("bob", Optional.empty(), Duration.ofMillis(1)).get(10, TimeUnit.SECONDS);

        assertThat(polls.size()).isZero();
    }

    @Test
    void oldestGivesWayWhereTooManyWait() {
        List<CompletableFuture<Void>> waits = new ArrayList<>();
        for (int i = 0; i < WaitingPolls.MAX_PER_MAILBOX + 3; i++) {
            waits.add(begin(""));
        }

        assertThat(waits.subList(0, 3)).allMatch(CompletableFuture::isDone);
        assertThat(waits.subList(3, waits.size())).noneMatch(CompletableFuture::isDone);
        assertThat(polls.size()).isEqualTo(WaitingPolls.MAX_PER_MAILBOX);
    }

    @Test
    void closingEndsAllWaitsAndEachLaterOneAtOnce() {
        CompletableFuture<Void> before = begin("");

        polls.close();

        assertThat(before).isDone();
        assertThat(begin("")).isDone();
        assertThat(polls.size()).isZero();
    }
}

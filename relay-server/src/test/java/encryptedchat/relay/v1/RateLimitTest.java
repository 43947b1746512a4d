package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.NO_TOKEN;
import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.object;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.v1.V1Settings.Rate;
import encryptedchat.wire.v1.Problem.Kind;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks too often is told when to ask again, and nobody else is held up by it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RateLimitTest {
    private static final Rate NEVER_REACHED = new Rate(1_000_000, 1_000_000);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
    private final RateLimit limit = new RateLimit(new Rate(2, 3), nanoTime::get);

    /** Asks again and again: on a slow machine there is time for more requests than the burst. */
    static Answer untilTooMany(Supplier<Answer> request) {
        Answer answer;
        do {
            answer = request.get();
        } while (answer.code() != Kind.TOO_MANY.status());
        return answer;
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void burstIsLetThroughAndThenOnlyTheRate() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("alice")).isZero();
        }
        assertThat(limit.take("alice")).isEqualTo(1);
        pass(Duration.ofMillis(499));
        assertThat(limit.take("alice")).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(limit.take("alice")).isZero();
        assertThat(limit.take("alice")).isEqualTo(1);
    }

    @Test
    void pauseFillsTheBucketAndNoMore() {
        for (int i = 0; i < 3; i++) {
            limit.take("alice");
        }
        pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("alice")).isZero();
        }
        assertThat(limit.take("alice")).isPositive();
    }

    @Test
    void eachHasABucketOfTheirOwn() {
        for (int i = 0; i < 4; i++) {
            limit.take("alice");
        }
        assertThat(limit.take("bob")).isZero();
        assertThat(limit.take("alice")).isPositive();
    }

    @Test
    void numberOfBucketsIsBounded() {
        for (int i = 0; i < 3 * RateLimit.MAX_BUCKETS; i++) {
            limit.take("address " + i);
        }
        assertThat(limit.size()).isEqualTo(RateLimit.MAX_BUCKETS);
    }

    @Test
    void bucketInUseIsKept() {
        for (int i = 0; i < 4; i++) {
            limit.take("alice");
        }
        for (int i = 0; i < 3 * RateLimit.MAX_BUCKETS; i++) {
            limit.take("address " + i);
            if (i % 1000 == 0) {
                assertThat(limit.take("alice")).isPositive();
            }
        }
    }

    @Test
    void addressThatLogsInTooOftenIsHeldUpWhateverItClaimsToBe() {
        V1Settings settings = new V1Settings(Duration.ofHours(1), new Rate(1, 3), NEVER_REACHED);
        try (Relay relay = TestRelays.start(settings)) {
            V1Calls calls = new V1Calls(relay.url());
            String token = calls.registerAndLogIn(TestPerson.named("alice"));

            Answer refused = untilTooMany(() -> calls.post("/v1/challenges", NO_TOKEN, object("name", "alice")));
            Answer forwarded = untilTooMany(() -> calls.send(
                    "POST",
                    "/v1/challenges",
                    NO_TOKEN,
                    calls.request("/v1/challenges")
                            .POST(BodyPublishers.ofString("{}"))
                            .header("X-Forwarded-For", "192.0.2.1")
                            .header("Forwarded", "for=192.0.2.1")));

            assertProblem(refused, Kind.TOO_MANY);
            assertThat(refused.header("Retry-After")).contains("1");
            assertProblem(forwarded, Kind.TOO_MANY);
            assertThat(calls.get("/v1/mailboxes/alice", token).code()).isEqualTo(200);
            assertThat(calls.get("/v1/health", NO_TOKEN).code()).isEqualTo(200);
        }
    }

    @Test
    void senderWhoSendsTooOftenIsHeldUpAndNobodyElse() {
        V1Settings settings = new V1Settings(Duration.ofHours(1), NEVER_REACHED, new Rate(1, 3));
        try (Relay relay = TestRelays.start(settings)) {
            V1Calls calls = new V1Calls(relay.url());
            TestPerson alice = TestPerson.named("alice");
            String token = calls.registerAndLogIn(alice);
            String bobsToken = calls.registerAndLogIn(TestPerson.named("bob"));
            for (int i = 0; i < 3; i++) {
                assertThat(calls.sendMessage("bob", token, newId(), "hello").code())
                        .isEqualTo(201);
            }

            String another = calls.logIn(alice);
            AtomicInteger sent = new AtomicInteger(3);
            Answer refused = untilTooMany(() -> {
                sent.incrementAndGet();
                return calls.sendMessage("bob", another, newId(), "hello");
            });

            assertProblem(refused, Kind.TOO_MANY);
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(calls.waiting("bob", bobsToken)).hasSize(sent.get() - 1);
            assertThat(calls.sendMessage("alice", bobsToken, newId(), "hello").code())
                    .isEqualTo(201);
        }
    }
}

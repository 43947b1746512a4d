package encryptedchat.relay;

import static encryptedchat.relay.v1.V1Calls.newId;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.v1.TestPerson;
import encryptedchat.relay.v1.V1Calls;
import encryptedchat.wire.PublishedPrekeys;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The relay as a process is killed while it answers: what it answered for is there when it runs again. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RelayKilledIT {
    private static final int KILLS = 5;
    private static final int SENDERS = 4;
    private static final long SEED = 20261123;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What one sender was told is stored, and the id for which it heard nothing. */
    private record Sent(List<String> stored, String unanswered) {}

    @Test
    void whatWasAnsweredIsThereAndWhatWasNotIsStoredOnceWhenSentAgain(@TempDir Path folder) throws Exception {
        Random random = new Random(SEED);
        TestPerson alice = TestPerson.named("alice");
        TestPerson bob = TestPerson.named("bob");
        List<String> expected = new ArrayList<>();
        int sentAgainWasThere = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            RelayProgram relay = RelayProgram.start(folder, "--port", "0");
            try {
                V1Calls calls = new V1Calls(relay.awaitReady().url());
                String token = calls.registerAndLogIn(alice);
                calls.registerAndLogIn(bob);
                CountDownLatch begun = new CountDownLatch(20 + random.nextInt(200));
                List<Future<Sent>> senders = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    senders.add(threads.submit(() -> sendUntilCut(calls, token, begun)));
                }
                begun.await();
                relay.kill();

                List<String> unanswered = new ArrayList<>();
                for (Future<Sent> sender : senders) {
                    expected.addAll(sender.get().stored());
                    unanswered.add(sender.get().unanswered());
                }
                sentAgainWasThere += sendAgain(folder, alice, unanswered);
                expected.addAll(unanswered);
            } finally {
                relay.kill();
            }
        }
        List<String> waiting = readAll(folder, bob);
        threads.shutdownNow();

        System.out.printf(
                "relay killed %d times within %,d messages: %d lost, %d twice; of %d unanswered ones %d had been stored%n",
                KILLS,
                expected.size(),
                expected.stream().filter(id -> !waiting.contains(id)).count(),
                waiting.size() - waiting.stream().distinct().count(),
                KILLS * SENDERS,
                sentAgainWasThere);
        assertThat(waiting).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void prekeysThatWereClaimedStayWithTheirClaims(@TempDir Path folder) throws Exception {
        TestPerson alice = TestPerson.named("alice");
        TestPerson bob = TestPerson.named("bob");
        String claim = newId();
        List<String> given;
        RelayProgram killed = RelayProgram.start(folder, "--port", "0");
        try {
            V1Calls calls = new V1Calls(killed.awaitReady().url());
            calls.publish(bob, calls.registerAndLogIn(bob), prekeys(bob, 3));
            given = calls.claim("bob", calls.registerAndLogIn(alice), claim);
        } finally {
            killed.kill();
        }

        RelayProgram relay = RelayProgram.start(folder, "--port", "0");
        try {
            V1Calls calls = new V1Calls(relay.awaitReady().url());
            String token = calls.logIn(alice);
            List<String> other = calls.claim("bob", token, newId());
            assertThat(calls.claim("bob", token, claim)).hasSize(1).isEqualTo(given);
            assertThat(other).hasSize(1).doesNotContainAnyElementsOf(given);
            assertThat(calls.publish(bob, calls.logIn(bob), prekeys(bob, 1))).isEqualTo(2);
        } finally {
            relay.kill();
        }
    }

    private static PublishedPrekeys prekeys(TestPerson owner, int oneTime) {
        return new PublishedPrekeys(
                List.of(owner.prekey("signed", Instant.now())),
                Stream.generate(() -> owner.prekey("one-time", Instant.now()))
                        .limit(oneTime)
                        .toList());
    }

    private static Sent sendUntilCut(V1Calls calls, String token, CountDownLatch begun) {
        List<String> stored = new ArrayList<>();
        while (true) {
            String id = newId();
            begun.countDown();
            try {
                assertThat(calls.sendMessage("bob", token, id, "text " + id).code())
                        .isEqualTo(201);
            } catch (UncheckedIOException cut) {
                return new Sent(stored, id);
            }
            stored.add(id);
        }
    }

    /** @return how many of them had been stored before */
    private static int sendAgain(Path folder, TestPerson sender, List<String> ids) throws Exception {
        RelayProgram relay = RelayProgram.start(folder, "--port", "0");
        try {
            V1Calls calls = new V1Calls(relay.awaitReady().url());
            String token = calls.logIn(sender);
            int before = 0;
            for (String id : ids) {
                int code = calls.sendMessage("bob", token, id, "text " + id).code();
                assertThat(code).isIn(200, 201);
                before += code == 200 ? 1 : 0;
            }
            return before;
        } finally {
            relay.kill();
        }
    }

    private static List<String> readAll(Path folder, TestPerson reader) throws Exception {
        RelayProgram relay = RelayProgram.start(folder, "--port", "0");
        try {
            V1Calls calls = new V1Calls(relay.awaitReady().url());
            String token = calls.logIn(reader);
            List<String> all = new ArrayList<>();
            List<String> some;
            do {
                some = calls.waiting(reader.name(), token);
                all.addAll(some);
                if (!some.isEmpty()) {
                    assertThat(calls.acknowledge(reader.name(), token, some).code())
                            .isEqualTo(200);
                }
            } while (!some.isEmpty());
            return all;
        } finally {
            relay.kill();
        }
    }
}

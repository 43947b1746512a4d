package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store in a file promises when many people store, read and acknowledge at once. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoreLoadIT {
    private static final int SENDERS = 32;
    private static final int MESSAGES = 1_000;
    private static final int MAILBOXES = 4;
    private static final String TEXT = "x".repeat(500);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        store.close();
    }

    @Test
    void noMessageIsLostAndEachSendersOrderIsKept() throws Exception {
        long begin = System.nanoTime();
        List<Future<Void>> senders = startAll(SENDERS, sender -> () -> {
            for (int number = 0; number < MESSAGES; number++) {
                String id = sender + " " + number;
                Outcome put = store.putMessage(
                                "reader" + sender % MAILBOXES, "sender" + sender, id, id + TEXT, Instant.EPOCH)
                        .join();
                assertThat(put).isEqualTo(Outcome.NEW);
            }
            return null;
        });
        List<Future<Map<String, List<String>>>> readers =
                startAll(MAILBOXES, reader -> () -> readAll("reader" + reader, senders));

        Map<String, List<String>> received = new HashMap<>();
        for (Future<Map<String, List<String>>> reader : readers) {
            received.putAll(reader.get());
        }
        System.out.printf(
                "%,d messages stored, read and acknowledged, by %d senders and %d readers: %,d a second.%n",
                SENDERS * MESSAGES,
                SENDERS,
                MAILBOXES,
                SENDERS * MESSAGES * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin));

        for (int sender = 0; sender < SENDERS; sender++) {
            String name = sender + " ";
            assertThat(received.get("sender" + sender))
                    .isEqualTo(IntStream.range(0, MESSAGES)
                            .mapToObj(number -> name + number)
                            .toList());
        }
    }

    @Test
    void messagePutAThousandTimesAtOnceIsStoredOnce() throws Exception {
        List<Future<List<Outcome>>> senders = startAll(
                SENDERS,
                sender -> () -> IntStream.range(0, 1 + MESSAGES / SENDERS)
                        .mapToObj(time -> store.putMessage("bob", "alice", "one", TEXT, Instant.EPOCH)
                                .join())
                        .toList());

        List<Outcome> puts = new ArrayList<>();
        for (Future<List<Outcome>> sender : senders) {
            puts.addAll(sender.get());
        }

        assertThat(puts)
                .hasSizeGreaterThanOrEqualTo(MESSAGES)
                .containsOnlyOnce(Outcome.NEW)
                .containsOnly(Outcome.NEW, Outcome.BEFORE);
        assertThat(store.messages("bob", Optional.empty(), 100)).hasSize(1);
    }

    @Test
    void fullMailboxTakesExactlyItsLimitFromManyAtOnce() throws Exception {
        int most = Limits.DEFAULT.messages();
        List<Future<Long>> senders = startAll(
                8,
                sender -> () -> IntStream.range(0, most / 8 + 100)
                        .mapToObj(number ->
                                Outcomes.of(store.putMessage("bob", "alice", sender + " " + number, "", Instant.EPOCH)))
                        .filter(Outcome.NEW::equals)
                        .count());

        long stored = 0;
        for (Future<Long> sender : senders) {
            stored += sender.get();
        }

        assertThat(stored).isEqualTo(most);
        assertThat(store.counts("bob")).containsExactly(new WaitingFrom("alice", most));
    }

    /** Reads and acknowledges until all senders are done, and nothing is left. */
    private Map<String, List<String>> readAll(String reader, List<Future<Void>> senders) throws Exception {
        Map<String, List<String>> received = new HashMap<>();
        boolean more = true;
        while (more) {
            boolean done = senders.stream().allMatch(Future::isDone);
            List<Waiting> messages = store.messages(reader, Optional.empty(), 100);
            for (Waiting message : messages) {
                assertThat(message.content().text()).isEqualTo(message.id() + TEXT);
                received.computeIfAbsent(message.sender(), sender -> new ArrayList<>())
                        .add(message.id());
            }
            assertThat(store.acknowledge(
                                    reader,
                                    Optional.empty(),
                                    messages.stream().map(Waiting::id).toList())
                            .join())
                    .isEqualTo(messages.size());
            more = !done || !messages.isEmpty();
        }
        for (Future<Void> sender : senders) {
            sender.get();
        }
        return received;
    }

    private <T> List<Future<T>> startAll(int count, IntFunction<Callable<T>> task) {
        return IntStream.range(0, count).mapToObj(task).map(threads::submit).toList();
    }
}

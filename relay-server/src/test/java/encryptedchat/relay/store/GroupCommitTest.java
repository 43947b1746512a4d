package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.wire.v1.Problem.Kind;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes that wait together are committed together, and each has its own end. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class GroupCommitTest {
    @TempDir
    private Path folder;

    private Jdbi database;
    private Connections connections;
    private GroupCommit changes;

    /** The writer waits here, so that a test can let changes wait together. */
    private final CountDownLatch held = new CountDownLatch(1);

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + folder.resolve("test.db") + "?foreign_keys=true&journal_mode=WAL";
        database = Jdbi.create(url);
        database.useHandle(handle -> {
            handle.execute("CREATE TABLE turns (turn BIGINT NOT NULL)");
            handle.execute("INSERT INTO turns VALUES (0)");
            handle.execute("CREATE TABLE items (number INTEGER PRIMARY KEY)");
            handle.execute("CREATE TABLE parts (number INTEGER REFERENCES items DEFERRABLE INITIALLY DEFERRED)");
        });
        connections = new Connections(() -> DriverManager.getConnection(url), 1);
        changes = new GroupCommit(Jdbi.create(connections));
    }

    @AfterEach
    void close() {
        held.countDown();
        changes.close();
        connections.close();
    }

    @Test
    void changesThatWaitTogetherShareOneTurnAndKeepTheirOrder() {
        holdWriter();
        List<CompletableFuture<Integer>> added =
                IntStream.range(0, 100).mapToObj(this::add).toList();
        held.countDown();

        added.forEach(CompletableFuture::join);

        assertThat(items()).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(turns()).isEqualTo(2);
    }

    @Test
    void changeThatFailsIsUndoneAndTakesNoOtherWithIt() {
        holdWriter();
        CompletableFuture<Integer> before = add(1);
        CompletableFuture<Integer> failing = changes.submit(handle -> {
            insert(handle, 2);
            throw new IllegalStateException("this one alone");
        });
        CompletableFuture<Integer> refused = add(1);
        CompletableFuture<Integer> after = add(3);
        held.countDown();

        assertThat(before.join()).isEqualTo(1);
        assertThat(after.join()).isEqualTo(1);
        assertThat(failing)
                .failsWithin(1, TimeUnit.MINUTES)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("this one alone");
        assertThat(refused).failsWithin(1, TimeUnit.MINUTES);
        assertThat(items()).containsExactly(1, 3);
    }

    @Test
    void commitThatFailsFailsAllInItAndNoneLater() {
        holdWriter();
        CompletableFuture<Integer> together = add(1);
        CompletableFuture<Integer> orphan =
                changes.submit(handle -> handle.execute("INSERT INTO parts (number) VALUES (99)"));
        held.countDown();

        assertThat(together).failsWithin(1, TimeUnit.MINUTES);
        assertThat(orphan).failsWithin(1, TimeUnit.MINUTES);
        assertThat(add(2).join()).isEqualTo(1);
        assertThat(items()).containsExactly(2);
    }

    @Test
    void nobodyHearsOfAChangeBeforeItsCommit() {
        for (int number = 0; number < 100; number++) {
            add(number).join();
            assertThat(items()).hasSize(number + 1);
        }
    }

    @Test
    void changeBeyondThoseThatMayWaitIsRefusedAtOnce() {
        holdWriter();
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int number = 0; number < GroupCommit.MOST_WAITING; number++) {
            waiting.add(add(number));
        }

        CompletableFuture<Integer> refused = add(-1);

        assertThat(refused).isCompletedExceptionally();
        assertThat(Outcomes.of(refused)).isEqualTo(Kind.STOPPING);
        held.countDown();
        waiting.forEach(CompletableFuture::join);
        assertThat(items()).hasSize(GroupCommit.MOST_WAITING).doesNotContain(-1);
    }

    @Test
    void closingFinishesWhatWaitsAndRefusesTheRest() {
        holdWriter();
        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, 1_000).mapToObj(this::add).toList();
        held.countDown();

        changes.close();

        assertThat(items()).hasSize(1_000);
        waiting.forEach(CompletableFuture::join);
        assertThat(Outcomes.of(add(-1))).isEqualTo(Kind.STOPPING);
        changes.close();
    }

    @Test
    void changeThatWaitsForAnotherOnceItIsDoneDoesNotHoldTheWriter() {
        CompletableFuture<Integer> second = add(1).thenApply(rows -> add(2).join());

        assertThat(second.join()).isEqualTo(1);
    }

    /** Waits until the writer is in a change of its own, which ends when {@link #held} is counted down. */
    private void holdWriter() {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> holding = changes.submit(handle -> {
            begun.countDown();
            return await(held);
        });
        await(begun);
        assertThat(holding).isNotDone();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private CompletableFuture<Integer> add(int number) {
        return changes.submit(handle -> insert(handle, number));
    }

    private static int insert(Handle handle, int number) {
        return handle.execute("INSERT INTO items (number) VALUES (?)", number);
    }

    private List<Integer> items() {
        return database.withHandle(handle -> handle.createQuery("SELECT number FROM items ORDER BY rowid")
                .mapTo(Integer.class)
                .list());
    }

    private long turns() {
        return database.withHandle(handle ->
                handle.select("SELECT turn FROM turns").mapTo(Long.class).one());
    }
}

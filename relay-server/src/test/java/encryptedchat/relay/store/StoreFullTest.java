package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.Problem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk refuses what has no room, harms nothing that is stored, and is forgotten once there is room. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class StoreFullTest {
    private static final String TEXT = "x".repeat(10_000);

    @TempDir
    private Path folder;

    private Connection writer;
    private Store store;

    @BeforeEach
    void open() throws IOException, SQLException {
        SqliteFile file = SqliteFile.open(folder.resolve("relay.db"));
        writer = file.writer();
        store = new Store(() -> writer, file::reader, file::close, Limits.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void fullDiskRefusesWhatHasNoRoomAndStoresAgainOnceThereIsSome() throws SQLException {
        leavePages(100);
        List<String> stored = new ArrayList<>();
        while (put("" + stored.size()).isPresent()) {
            stored.add("" + stored.size());
        }
        assertThat(stored).hasSizeBetween(10, 100);

        assertThat(ids()).isEqualTo(stored);
        assertThat(put("" + stored.size())).as("still full").isEmpty();
        assertThat(store.acknowledge("bob", Optional.empty(), List.of("0", "1")).join())
                .isEqualTo(2);
        assertThat(put("in the room of those")).contains(Outcome.NEW);
        leavePages(1_000_000);
        assertThat(put("" + stored.size())).contains(Outcome.NEW);
        assertThat(put("0")).contains(Outcome.BEFORE);
    }

    @Test
    void changeThatHasNoRoomTakesNoOtherWithIt() throws SQLException {
        leavePages(100);
        List<CompletableFuture<Outcome>> large = new ArrayList<>();
        List<CompletableFuture<Outcome>> small = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            small.add(store.putMessage("alice", "bob", "" + number, "", Instant.EPOCH));
            large.add(store.putMessage("bob", "alice", "" + number, TEXT, Instant.EPOCH));
        }

        assertThat(large).filteredOn(put -> outcome(put).isEmpty()).isNotEmpty();
        assertThat(small).allSatisfy(put -> assertThat(outcome(put)).contains(Outcome.NEW));
    }

    @Test
    void totalsOfAMailboxDoNotCountWhatHadNoRoom() throws SQLException {
        leavePages(100);
        int stored = 0;
        while (put("" + stored).isPresent()) {
            stored++;
        }

        assertThat(store.counts("bob")).containsExactly(new WaitingFrom("alice", stored));
    }

    private void leavePages(int pages) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    /** @return nothing if the disk is full */
    private Optional<Outcome> put(String id) {
        return outcome(store.putMessage("bob", "alice", id, TEXT, Instant.EPOCH));
    }

    private static Optional<Outcome> outcome(CompletableFuture<Outcome> put) {
        Object outcome = Outcomes.of(put);
        return outcome == Kind.STORE_FULL ? Optional.empty() : Optional.of((Outcome) outcome);
    }

    private List<String> ids() {
        return store.messages("bob", Optional.empty(), 100).stream()
                .map(Waiting::id)
                .toList();
    }
}

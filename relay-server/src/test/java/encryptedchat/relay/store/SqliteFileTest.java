package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import encryptedchat.relay.store.Store.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store's file is before, between and after relays; and that no file is harmed that is not a whole store. */
class SqliteFileTest {
    private static final int MESSAGES = 200;

    @TempDir
    private Path outside;

    private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        folder = outside.resolve("new");
        file = folder.resolve("relay.db");
    }

    @Test
    void fileAndFolderAreTheOwnersAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));

        try (Store store = open()) {
            fill(store);

            assertThat(permissions(folder)).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .hasSizeGreaterThan(2)
                        .allSatisfy(each -> assertThat(permissions(each)).isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void storeThatWasClosedIsOneFileAndHasEverythingWhenItIsOpenedAgain() throws IOException {
        try (Store store = open()) {
            fill(store);
        }
        assertThat(snapshot()).containsOnlyKeys("relay.db");

        assertIsFull();
    }

    @Test
    void storeOfARelayThatWasKilledHasEverything() throws IOException {
        leaveAsAKilledRelayDoes();
        assertThat(snapshot()).containsOnlyKeys("relay.db", "relay.db-wal", "relay.db-shm");

        assertIsFull();
    }

    @Test
    void relayThatWasKilledWhileItMadeItsStoreMakesItAgain() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file.resolveSibling("relay.db-new"), "the first half");

        open().close();

        assertThat(snapshot()).containsOnlyKeys("relay.db");
    }

    @Test
    void fileMayHaveAnyName() throws IOException {
        file = folder.resolve("ünser relay? 100% #1;.db");
        try (Store store = open()) {
            fill(store);
        }
        assertThat(folder).isDirectoryContaining(file::equals);

        assertIsFull();
    }

    @Test
    void secondRelayOnTheSameFileIsRefused() throws IOException {
        try (Store store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessage("Another relay is using the store " + file
                            + ". Stop it, or give this one another folder with --data.");
            fill(store);
        }
        assertIsFull();
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        Files.createDirectories(folder);
        Files.createFile(file);

        assertRefused("is empty. Move it away");
    }

    @Test
    void fileOfAnotherKindIsRefused() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file, "My diary. ".repeat(1000));

        assertRefused("is not an SQLite file. Move it away");
    }

    @Test
    void databaseOfAnotherProgramIsRefused() throws Exception {
        Files.createDirectories(folder);
        inSqlite("CREATE TABLE messages (content TEXT)");

        assertRefused("is an SQLite file of another program. Move it away");
    }

    @Test
    void storeOfANewerRelayIsRefused() throws Exception {
        open().close();
        inSqlite("PRAGMA user_version = 3");

        assertRefused("was made by a newer relay (version 3 of the store). Start that relay");
    }

    /** Made as the relay of version 1 made it, and left as it leaves one when it is killed. */
    @Test
    void storeOfAnOlderRelayIsRefusedAndLeftAsItIs() throws Exception {
        Files.createDirectories(folder);
        inSqlite("PRAGMA application_id = " + SqliteFile.APPLICATION_ID);
        inSqlite("PRAGMA user_version = 1");
        inSqlite("CREATE TABLE exchange_keys (name TEXT NOT NULL, level TEXT NOT NULL, json TEXT NOT NULL)");

        assertRefused("was made by an older relay (version 1 of the store), and this one cannot read it. Move it away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE tokens", "DROP INDEX waiting_messages"})
    void storeThatLacksSomethingIsRefused(String damage) throws Exception {
        open().close();
        inSqlite(damage);

        assertRefused("is damaged (it lacks " + damage.substring(damage.lastIndexOf(' ') + 1) + "). Move it away");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.3, 0.5, 0.9, 0.999})
    void truncatedFileIsRefused(double part) throws IOException {
        try (Store store = open()) {
            fill(store);
        }
        truncate(part);

        assertRefused(". Move it away");
    }

    @Test
    void truncatedFileOfAKilledRelayIsRefusedAndItsLogIsLeft() throws Exception {
        try (Store store = open()) {
            fill(store);
        }
        leaveAsAKilledRelayDoes();
        truncate(0.5);

        assertRefused("is damaged (");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void fileWithAPageOfNoiseIsRefused(int page) throws IOException {
        try (Store store = open()) {
            fill(store);
        }
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(4096L * page);
            damaged.write(new byte[4096]);
        }

        assertRefused("is damaged (");
    }

    @Test
    void logWithoutItsStoreIsRefused() throws IOException {
        leaveAsAKilledRelayDoes();
        Files.delete(file);

        assertRefused("is gone, but " + file + "-wal is there");
    }

    @Test
    void folderIsRefused() throws IOException {
        Files.createDirectories(file);

        assertRefused("is a folder. Choose a file");
    }

    @Test
    void fileInAPlaceThatCannotBeIsRefused() throws IOException {
        Files.writeString(folder, "a file");

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The relay's store " + file + " cannot be used: ");
    }

    private Store open() throws IOException {
        return Store.openSqlite(file, Limits.DEFAULT);
    }

    private static void fill(Store store) {
        // Noise, so that the file has pages of every kind.
        IntStream.range(0, MESSAGES)
                .mapToObj(number -> store.putMessage("bob", "alice", "" + number, content(number), Instant.EPOCH))
                .toList()
                .forEach(put -> assertThat(put.join()).isIn(Outcome.NEW, Outcome.BEFORE));
    }

    private static String content(int number) {
        return Base64.getEncoder().encodeToString(new byte[3 * number]) + number;
    }

    private void assertIsFull() throws IOException {
        try (Store store = open()) {
            assertThat(store.messages("bob", Optional.empty(), 2 * MESSAGES))
                    .extracting(waiting -> waiting.content().text())
                    .isEqualTo(IntStream.range(0, MESSAGES)
                            .mapToObj(SqliteFileTest::content)
                            .toList());
        }
    }

    /** Puts a copy of the files in their place that a running relay has, which is what its end by force leaves. */
    private void leaveAsAKilledRelayDoes() throws IOException {
        Map<String, byte[]> running;
        try (Store store = open()) {
            fill(store);
            store.putMessage("carol", "alice", "last", "in the log", Instant.EPOCH)
                    .join();
            running = snapshot();
        }
        for (Map.Entry<String, byte[]> each : running.entrySet()) {
            Files.write(file.resolveSibling(each.getKey()), each.getValue());
        }
    }

    private void truncate(double part) throws IOException {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.setLength((long) (part * damaged.length()));
        }
    }

    private void inSqlite(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertRefused(String message) throws IOException {
        Map<String, byte[]> before = snapshot();

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The relay's store " + file + " ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");

        assertThat(snapshot()).containsExactlyInAnyOrderEntriesOf(before);
    }

    /** @return what every file of the folder has in it, but for the lock, which is there for as long as the folder */
    private Map<String, byte[]> snapshot() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                contents.put(each.getFileName().toString(), Files.readAllBytes(each));
            }
        }
        contents.remove("relay.db-lock");
        return contents;
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}

package encryptedchat.relay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The SQLite file under a relay: made as a whole or not at all, checked before it is used, readable by its owner only,
 * and used by one relay at a time.
 */
final class SqliteFile implements AutoCloseable {
    /** Marks a file as ours: "ECht" in ASCII, in the header's field for this (SQLite file format, section 1.3). */
    static final int APPLICATION_ID = 0x45436874;

    /** Grows when a newer relay needs other tables. */
    static final int VERSION = 2;

    private static final String BYTES = "BLOB";

    /** A commit returns when it is through to the disk: in WAL mode that takes FULL, and on macOS also fullfsync. */
    private static final List<String> WRITER_PRAGMAS =
            List.of("PRAGMA busy_timeout = 5000", "PRAGMA synchronous = FULL", "PRAGMA fullfsync = TRUE");

    private static final List<String> READER_PRAGMAS =
            List.of("PRAGMA busy_timeout = 5000", "PRAGMA query_only = TRUE");

    private final Path file;
    private final FileLock lock;

    private SqliteFile(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens the file, and makes it and its folder if they are not there.
     *
     * @throws IOException if it cannot be used, with a message that names it and says what to do; then nothing of what
     *     was there is changed
     */
    static SqliteFile open(Path named) throws IOException {
        Path file = named.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder(file), OwnerOnly.folder());
            FileLock lock = StoreLock.take(file);
            try {
                if (Files.exists(file)) {
                    SqliteCheck.check(file);
                } else {
                    make(file);
                }
                return new SqliteFile(file, lock);
            } catch (IOException | RuntimeException refused) {
                lock.acquiredBy().close();
                throw refused;
            }
        } catch (FileSystemException unusable) {
            throw new IOException(
                    "The relay's store " + file + " cannot be used: " + describe(unusable)
                            + ". Choose a file in a folder that the relay may write to.",
                    unusable);
        }
    }

    Connection writer() throws SQLException {
        return connect(file, WRITER_PRAGMAS);
    }

    Connection reader() throws SQLException {
        return connect(file, READER_PRAGMAS);
    }

    /** To be called when all connections are closed; the last of them has put everything into the one file. */
    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the file of this name with an ending more, which lies beside it */
    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** @return the file's name for JDBC, as a URI, since in a path a question mark would end the name */
    static String url(Path file) {
        return "jdbc:sqlite:" + file.toUri();
    }

    /** The file takes its name when it is complete: a relay that is killed here leaves no half of one. */
    private static void make(Path file) throws IOException {
        Path log = beside(file, "-wal");
        if (Files.exists(log)) {
            throw new IOException("The relay's store " + file + " is gone, but " + log
                    + " is there, which belongs to it. Put both back together, or move this one away too.");
        }
        Path unfinished = beside(file, "-new");
        for (String ending : List.of("", "-journal", "-wal", "-shm")) {
            Files.deleteIfExists(beside(unfinished, ending));
        }
        Files.createFile(unfinished, OwnerOnly.file());
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN");
        statements.add("PRAGMA application_id = " + APPLICATION_ID);
        statements.add("PRAGMA user_version = " + VERSION);
        statements.addAll(Schema.statements(BYTES));
        statements.add("COMMIT");
        statements.add("PRAGMA journal_mode = WAL");
        try {
            connect(unfinished, statements).close();
        } catch (SQLException failure) {
            throw new IOException(
                    "The relay's store " + file + " cannot be made: " + failure.getMessage()
                            + ". Make room, or choose another file.",
                    failure);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Connection connect(Path file, List<String> statements) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Connection connection = config.createConnection(url(file));
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException("The relay's store " + file + " is a folder. Choose a file.");
        }
        return folder;
    }

    private static String describe(FileSystemException failure) {
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }
}

package encryptedchat.relay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Refuses an SQLite file that is not a whole store of ours, and leaves it as it was, with all that lies beside it: it
 * may be the only copy of what somebody needs.
 */
final class SqliteCheck {
    private static final Set<Integer> DAMAGED =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);

    private SqliteCheck() {}

    /** @throws IOException if this is not a store of ours, with a message that names the file and says what to do */
    static void check(Path file) throws IOException {
        Beside log = Beside.of(file, "-wal");
        Beside index = Beside.of(file, "-shm");
        checkHeader(file, log.isEmpty());
        try {
            checkContent(file);
        } catch (IOException refused) {
            log.restore();
            index.restore();
            throw refused;
        }
    }

    private static void checkHeader(Path file, boolean complete) throws IOException {
        if (Files.size(file) == 0) {
            throw refusal(file, "is empty");
        }
        SqliteHeader header = SqliteHeader.read(file).orElseThrow(() -> refusal(file, "is not an SQLite file"));
        if (header.applicationId() != SqliteFile.APPLICATION_ID) {
            throw refusal(file, "is an SQLite file of another program");
        }
        if (header.version() > SqliteFile.VERSION) {
            throw new IOException("The relay's store " + file + " was made by a newer relay (version "
                    + header.version() + " of the store). Start that relay, or give this one another file.");
        }
        if (header.version() < SqliteFile.VERSION) {
            throw refusal(file, "has the unknown version " + header.version());
        }
        // SQLite itself does not mind when a part of the last page is missing.
        if (complete && Files.size(file) < header.length()) {
            throw refusal(file, "is damaged (its end is missing)");
        }
    }

    /** Reads through a connection that cannot write, since one that can would write back what it finds in the log. */
    private static void checkContent(Path file) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection(SqliteFile.url(file));
                Statement statement = connection.createStatement()) {
            List<String> found = texts(statement, "PRAGMA quick_check(1)");
            if (!found.equals(List.of("ok"))) {
                throw refusal(file, "is damaged (" + String.join(" ", found).replaceAll("\\s+", " ") + ")");
            }
            List<String> missing = new ArrayList<>(Sql.TABLES_AND_INDEXES);
            missing.removeAll(texts(statement, "SELECT name FROM sqlite_master"));
            if (!missing.isEmpty()) {
                throw refusal(file, "is damaged (it lacks " + String.join(", ", missing) + ")");
            }
        } catch (SQLException unreadable) {
            throw DAMAGED.contains(unreadable.getErrorCode())
                    ? refusal(file, "is damaged (" + unreadable.getMessage() + ")")
                    : new IOException(
                            "The relay's store " + file + " cannot be read: " + unreadable.getMessage()
                                    + ". See that its folder can be written to and its disk has room.",
                            unreadable);
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static IOException refusal(Path file, String what) {
        return new IOException("The relay's store " + file + " " + what
                + ". Move it away to begin with an empty store, or put a copy of it in its place.");
    }

    /** A file that SQLite keeps beside the store, as it was before the check. */
    private record Beside(Path path, Optional<byte[]> content) {
        static Beside of(Path file, String ending) throws IOException {
            Path path = SqliteFile.beside(file, ending);
            return new Beside(path, Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty());
        }

        boolean isEmpty() {
            return content.map(bytes -> bytes.length).orElse(0) == 0;
        }

        void restore() throws IOException {
            if (content.isEmpty()) {
                Files.deleteIfExists(path);
            } else if (!Arrays.equals(content.get(), Files.readAllBytes(path))) {
                Files.write(path, content.get());
            }
        }
    }
}

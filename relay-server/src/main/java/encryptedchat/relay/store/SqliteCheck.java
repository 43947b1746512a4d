package encryptedchat.relay.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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

    /** What a file begins with, and where its header has what (SQLite database file format, section 1.3). */
    private static final String MAGIC = "SQLite format 3\0";

    private static final int HEADER_BYTES = 100;
    private static final int PAGE_SIZE_OFFSET = 16;
    private static final int PAGES_OFFSET = 28;
    private static final int USER_VERSION_OFFSET = 60;
    private static final int APPLICATION_ID_OFFSET = 68;

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
        ByteBuffer header = header(file);
        if (header.getInt(APPLICATION_ID_OFFSET) != SqliteFile.APPLICATION_ID) {
            throw refusal(file, "is an SQLite file of another program");
        }
        int version = header.getInt(USER_VERSION_OFFSET);
        if (version == 1) {
            throw new IOException(
                    "The relay's store " + file + " was made by an older relay (version 1 of the store), and "
                            + "this one cannot read it. Move it away: a new store is made, and people register again by "
                            + "themselves. Messages in the old one that nobody had read yet are lost.");
        }
        if (version > SqliteFile.VERSION) {
            throw new IOException("The relay's store " + file + " was made by a newer relay (version " + version
                    + " of the store). Start that relay, or give this one another file.");
        }
        if (version < SqliteFile.VERSION) {
            throw refusal(file, "has the unknown version " + version);
        }
        // SQLite itself does not mind when a part of the last page is missing.
        long length = (long) header.getInt(PAGES_OFFSET) * header.getShort(PAGE_SIZE_OFFSET);
        if (complete && Files.size(file) < length) {
            throw refusal(file, "is damaged (its end is missing)");
        }
    }

    private static ByteBuffer header(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(HEADER_BYTES);
            if (bytes.length < HEADER_BYTES || !new String(bytes, ISO_8859_1).startsWith(MAGIC)) {
                throw refusal(file, "is not an SQLite file");
            }
            return ByteBuffer.wrap(bytes);
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
            List<String> missing = new ArrayList<>(Schema.tablesAndIndexes());
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
                + ". Move it away to start with an empty store, or put a copy of it in its place.");
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

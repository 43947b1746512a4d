package encryptedchat.relay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import org.sqlite.SQLiteConfig;

/**
 * Refuses an SQLite file that is not a whole store of ours, and leaves it as it was, with all that lies beside it: it
 * may be the only copy of what somebody needs.
 */
final class SqliteCheck {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** SQLite file format, section 1.3. */
    private static final int HEADER_LENGTH = 100;

    private static final int PAGE_SIZE_OFFSET = 16;
    private static final int PAGES_OFFSET = 28;
    private static final int USER_VERSION_OFFSET = 60;
    private static final int APPLICATION_ID_OFFSET = 68;

    private SqliteCheck() {}

    /** @throws IOException if this is not a store of ours, with a message that names the file and says what to do */
    static void check(Path file) throws IOException {
        ByteBuffer header = header(file);
        checkOwner(file, header);
        Beside log = Beside.of(file, "-wal");
        Beside index = Beside.of(file, "-shm");
        if (log.isEmpty() && Files.size(file) < length(header)) {
            throw refusal(file, "is damaged (its end is missing)");
        }
        Optional<String> damage = damage(file);
        if (damage.isPresent()) {
            log.restore();
            index.restore();
            throw refusal(file, "is damaged (" + damage.get() + ")");
        }
    }

    private static ByteBuffer header(Path file) throws IOException {
        byte[] header;
        try (InputStream bytes = Files.newInputStream(file)) {
            header = bytes.readNBytes(HEADER_LENGTH);
        }
        if (header.length == 0) {
            throw refusal(file, "is empty");
        }
        if (header.length < HEADER_LENGTH || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw refusal(file, "is not an SQLite file");
        }
        return ByteBuffer.wrap(header);
    }

    private static void checkOwner(Path file, ByteBuffer header) throws IOException {
        if (header.getInt(APPLICATION_ID_OFFSET) != SqliteFile.APPLICATION_ID) {
            throw refusal(file, "is an SQLite file of another program");
        }
        int version = header.getInt(USER_VERSION_OFFSET);
        if (version > SqliteFile.VERSION) {
            throw new IOException("The relay's store " + file + " was made by a newer relay (version " + version
                    + " of the store). Start that relay, or give this one another file.");
        }
        if (version < SqliteFile.VERSION) {
            throw refusal(file, "has the unknown version " + version);
        }
    }

    /** @return the bytes that the file has if all of it is there and nothing is left in the log; SQLite allows less */
    private static long length(ByteBuffer header) {
        return (long) header.getInt(PAGES_OFFSET) * header.getShort(PAGE_SIZE_OFFSET);
    }

    /** Reads through a connection that cannot write, since one that can would write back what it finds in the log. */
    private static Optional<String> damage(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection(SqliteFile.url(file));
                Statement statement = connection.createStatement()) {
            List<String> found = texts(statement, "PRAGMA quick_check(1)");
            if (!found.equals(List.of("ok"))) {
                return Optional.of(String.join(" ", found).replaceAll("\\s+", " "));
            }
            List<String> missing = new ArrayList<>(Sql.TABLES_AND_INDEXES);
            missing.removeAll(texts(statement, "SELECT name FROM sqlite_master"));
            return missing.isEmpty() ? Optional.empty() : Optional.of("it lacks " + String.join(", ", missing));
        } catch (SQLException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
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

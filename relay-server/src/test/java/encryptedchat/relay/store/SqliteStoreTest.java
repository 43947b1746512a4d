package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in an SQLite file. */
class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    Store open(Limits limits) throws IOException {
        return Store.openSqlite(Files.createTempDirectory(folder, "").resolve("relay.db"), limits);
    }

    @Test
    void questionIsAnsweredWhileAChangeIsBeingWritten() throws IOException, SQLException {
        Path file = folder.resolve("relay.db");
        try (Store store = Store.openSqlite(file, Limits.DEFAULT)) {
            store.register("bob", new byte[32]).join();
            try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = writer.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("DELETE FROM people");

                assertThat(store.identityKey("bob")).isPresent();

                statement.execute("ROLLBACK");
            }
        }
    }
}

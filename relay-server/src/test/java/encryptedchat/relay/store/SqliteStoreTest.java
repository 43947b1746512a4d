package encryptedchat.relay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store in an SQLite file. */
class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    Store open(Limits limits) throws IOException {
        return SqlStore.openSqlite(Files.createTempDirectory(folder, "").resolve("relay.db"), limits);
    }
}

package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.store.Store.Outcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.ConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same store on a PostgreSQL server, which several relays can share. */
class PostgresqlStoreIT extends StoreContract {
    private static PostgresqlServer server;
    private static int schemas;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresqlServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Store open(Limits limits) throws SQLException {
        return connect(newSchema(), limits);
    }

    @Test
    void relaysThatShareAStoreWriteInTurns() throws SQLException {
        int mailboxes = 10;
        Limits limits = new Limits(50, 1_000_000);
        int messages = mailboxes * limits.messages() * 11 / 10;
        String schema = newSchema();
        try (Store one = connect(schema, limits);
                Store other = connect(schema, limits)) {
            List<CompletableFuture<Outcome>> puts = new ArrayList<>();
            for (int number = 0; number < messages; number++) {
                // Each message through both, in opposite orders, so that each would wait for what the other has locked.
                int backwards = messages - 1 - number;
                puts.add(put(one, "mailbox" + number % mailboxes, number));
                puts.add(put(other, "mailbox" + backwards % mailboxes, backwards));
            }

            assertThat(puts).map(Outcomes::of).filteredOn(Outcome.NEW::equals).hasSize(mailboxes * limits.messages());
            for (int mailbox = 0; mailbox < mailboxes; mailbox++) {
                assertThat(one.messages("mailbox" + mailbox, Optional.empty(), 100))
                        .isEqualTo(other.messages("mailbox" + mailbox, Optional.empty(), 100))
                        .hasSize(limits.messages());
            }
        }
    }

    private static CompletableFuture<Outcome> put(Store store, String recipient, int id) {
        return store.putMessage(recipient, "alice", "" + id, "text", Instant.EPOCH);
    }

    private static Store connect(String schema, Limits limits) {
        ConnectionFactory connections = () -> DriverManager.getConnection(server.url(schema));
        return new Store(connections, connections, () -> {}, limits);
    }

    private static String newSchema() throws SQLException {
        String schema = "relay" + schemas++;
        try (Connection connection = DriverManager.getConnection(server.url(schema));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            for (String sql : Schema.statements("BYTEA")) {
                statement.execute(sql);
            }
        }
        return schema;
    }
}

package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.store.Store.Put;
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
    void relaysThatShareAStoreKeepOneLimitAndOneOrder() throws SQLException {
        int most = 500;
        String schema = newSchema();
        try (Store one = connect(schema, new Limits(most, 1_000_000));
                Store other = connect(schema, new Limits(most, 1_000_000))) {
            List<CompletableFuture<Put>> puts = new ArrayList<>();
            for (int number = 0; number < most; number++) {
                // Each id through both relays, and ever another one: too many by a tenth.
                puts.add(put(one, "same" + number));
                puts.add(put(other, "same" + number));
                if (number % 10 == 0) {
                    puts.add(put(one, "more" + number));
                }
            }

            assertThat(puts)
                    .map(CompletableFuture::join)
                    .filteredOn(Put.NEW::equals)
                    .hasSize(most);
            assertThat(one.counts("bob")).containsExactly(new Store.Count("alice", most));
            assertThat(one.messages("bob", Optional.empty(), most))
                    .isEqualTo(other.messages("bob", Optional.empty(), most))
                    .hasSize(most);
        }
    }

    private static CompletableFuture<Put> put(Store store, String id) {
        return store.putMessage("bob", "alice", id, "text", Instant.EPOCH);
    }

    private static Store connect(String schema, Limits limits) {
        ConnectionFactory connections = () -> DriverManager.getConnection(server.url(schema));
        return new SqlStore(connections, connections, () -> {}, limits);
    }

    private static String newSchema() throws SQLException {
        String schema = "relay" + schemas++;
        try (Connection connection = DriverManager.getConnection(server.url(schema));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            for (String sql : Sql.schema("BYTEA")) {
                statement.execute(sql);
            }
        }
        return schema;
    }
}

package encryptedchat.relay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that are used again and again. Who wants one while all are in use waits; one that broke is
 * replaced, so that a database server may be restarted under a running relay.
 */
final class Connections implements ConnectionFactory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final ConnectionFactory source;
    private final int most;
    private final Semaphore free;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Connections(ConnectionFactory source, int most) {
        this.source = source;
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    /** @throws SQLException if none can be made, or after {@link #close} */
    @Override
    public Connection openConnection() throws SQLException {
        free.acquireUninterruptibly();
        try {
            Connection connection = usable();
            return connection == null ? source.openConnection() : connection;
        } catch (SQLException | RuntimeException failure) {
            free.release();
            throw failure;
        }
    }

    private @Nullable Connection usable() throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        Connection connection = idle.poll();
        while (connection != null && connection.isClosed()) {
            connection = idle.poll();
        }
        return connection;
    }

    @Override
    public void closeConnection(Connection connection) {
        idle.add(connection);
        free.release();
    }

    /** Waits for the connections in use, and closes all. */
    @Override
    public void close() {
        free.acquireUninterruptibly(most);
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException failure) {
                LOG.warn("A connection to the store did not close: {}", failure.getMessage());
            }
        }
        free.release(most);
    }
}

package encryptedchat.relay.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * The store in an SQL database: {@link Sql} has the statements, {@link GroupCommit} makes the changes durable.
 * Questions have connections of their own, so that none waits for a change. Times are kept in whole milliseconds.
 */
public final class SqlStore implements Store {
    private static final int READERS = 4;

    private final SqlMailboxes mailboxes;
    private final GroupCommit changes;
    private final Jdbi questions;
    private final Connections writing;
    private final Connections reading;

    /** What holds the database beyond its connections. */
    private final Runnable release;

    /**
     * @param writer connects to a database that has the tables of {@link Sql#schema}
     * @param reader connects to the same, for questions
     * @param release runs when all connections are closed
     */
    SqlStore(ConnectionFactory writer, ConnectionFactory reader, Runnable release, Limits limits) {
        this.mailboxes = new SqlMailboxes(limits);
        this.writing = new Connections(writer, 1);
        this.reading = new Connections(reader, READERS);
        this.release = release;
        this.questions = Jdbi.create(reading);
        this.changes = new GroupCommit(Jdbi.create(writing));
    }

    /**
     * Opens the store in this file, and makes the file and its folder if they are not there.
     *
     * @throws IOException if the file cannot be used, with a message that names it and says what to do; then nothing of
     *     what was there is changed
     */
    public static SqlStore openSqlite(Path file, Limits limits) throws IOException {
        SqliteFile sqlite = SqliteFile.open(file);
        return new SqlStore(sqlite::writer, sqlite::reader, sqlite::close, limits);
    }

    @Override
    public CompletableFuture<Registered> register(String name, byte[] identityKey) {
        return changes.submit(handle -> {
            Optional<byte[]> before = identityKey(handle, name);
            if (before.isPresent()) {
                return Arrays.equals(before.get(), identityKey) ? Registered.BEFORE : Registered.NAME_TAKEN;
            }
            handle.createUpdate(Sql.REGISTER)
                    .bind("name", name)
                    .bind("identityKey", identityKey)
                    .execute();
            return Registered.NEW;
        });
    }

    @Override
    public Optional<byte[]> identityKey(String name) {
        return questions.withHandle(handle -> identityKey(handle, name));
    }

    private static Optional<byte[]> identityKey(Handle handle, String name) {
        return handle.createQuery(Sql.IDENTITY_KEY)
                .bind("name", name)
                .mapTo(byte[].class)
                .findOne();
    }

    @Override
    public CompletableFuture<Boolean> release(String name) {
        return changes.submit(handle -> {
            for (String sql : Sql.RELEASE_BELONGINGS) {
                handle.createUpdate(sql).bind("name", name).execute();
            }
            return handle.createUpdate(Sql.RELEASE).bind("name", name).execute() > 0;
        });
    }

    @Override
    public CompletableFuture<Void> putExchangeKey(String name, String level, String json) {
        return update(
                Sql.PUT_EXCHANGE_KEY,
                row -> row.bind("name", name).bind("level", level).bind("json", json));
    }

    @Override
    public Optional<String> exchangeKey(String name, String level) {
        return questions.withHandle(handle -> handle.createQuery(Sql.EXCHANGE_KEY)
                .bind("name", name)
                .bind("level", level)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public CompletableFuture<Void> putChallenge(byte[] challenge, String name, Instant expiresAt) {
        return update(
                Sql.PUT_CHALLENGE,
                row -> row.bind("challenge", challenge).bind("name", name).bind("expiresAt", expiresAt.toEpochMilli()));
    }

    @Override
    public CompletableFuture<Boolean> takeChallenge(byte[] challenge, String name, Instant now) {
        return changes.submit(handle -> handle.createQuery(Sql.TAKE_CHALLENGE)
                .bind("challenge", challenge)
                .map((row, context) ->
                        row.getString("name").equals(name) && row.getLong("expires_at") >= now.toEpochMilli())
                .findOne()
                .orElse(false));
    }

    @Override
    public CompletableFuture<Void> putToken(byte[] tokenHash, String name, Instant expiresAt) {
        return update(
                Sql.PUT_TOKEN,
                row -> row.bind("hash", tokenHash).bind("name", name).bind("expiresAt", expiresAt.toEpochMilli()));
    }

    @Override
    public Optional<Login> login(byte[] tokenHash) {
        return questions.withHandle(handle -> handle.createQuery(Sql.LOGIN)
                .bind("hash", tokenHash)
                .map((row, context) ->
                        new Login(row.getString("name"), Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
    }

    @Override
    public CompletableFuture<Put> putMessage(String recipient, String sender, String id, String content, Instant now) {
        return changes.submit(handle -> mailboxes.put(handle, recipient, sender, id, content, now));
    }

    @Override
    public List<Stored> messages(String recipient, Optional<String> from, int limit) {
        return questions.withHandle(handle -> mailboxes.messages(handle, recipient, from, limit));
    }

    @Override
    public List<Count> counts(String recipient) {
        return questions.withHandle(handle -> mailboxes.counts(handle, recipient));
    }

    @Override
    public CompletableFuture<Integer> acknowledge(String recipient, Optional<String> from, List<String> ids) {
        return changes.submit(handle -> mailboxes.acknowledge(handle, recipient, from, ids));
    }

    @Override
    public CompletableFuture<Void> purge(Instant now, Instant oldest) {
        return changes.submit(handle -> {
                    for (String sql : Sql.PURGE_LOGINS) {
                        handle.createUpdate(sql).bind("now", now.toEpochMilli()).execute();
                    }
                    return mailboxes.purge(handle, oldest);
                })
                .thenAccept(rows -> {});
    }

    @Override
    public void check() {
        questions.useHandle(
                handle -> handle.createQuery(Sql.CHECK).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        changes.close();
        reading.close();
        writing.close();
        release.run();
    }

    private CompletableFuture<Void> update(String sql, Consumer<Update> values) {
        return changes.submit(handle -> {
                    Update update = handle.createUpdate(sql);
                    values.accept(update);
                    return update.execute();
                })
                .thenAccept(rows -> {});
    }
}

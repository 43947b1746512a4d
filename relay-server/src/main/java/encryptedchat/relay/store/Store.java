package encryptedchat.relay.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.Sha256;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
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

/**
 * What the relay must not forget: who has which name, prekeys, who is logged in, and the mailboxes.
 *
 * <p>Every change is a future that completes when the change is on the disk, and not before: whoever was told that a
 * message is stored can rely on it through {@code kill -9} and a power cut. A future fails with
 * {@link NotStoredException} when the store cannot or may not make the change; then nothing of it is stored. Questions
 * are answered at once, over connections of their own, and see every change whose future has completed.
 *
 * <p>{@link GroupCommit} makes the changes durable. Several relays may share one store if it is on a database server.
 */
public final class Store implements AutoCloseable {
    private static final int READERS = 4;

    /** What became of something that was to be stored. */
    public enum Outcome {
        NEW,
        /** The same was stored before. */
        BEFORE,
        /** The name, or the id, belongs to something else. */
        TAKEN
    }

    /** A token's owner and end. */
    public record Login(String name, Instant expiresAt) {}

    /**
     * What names a claim on prekeys.
     *
     * @param owner whose prekeys they are
     * @param claimant who wants them
     * @param id drawn by the claimant, a new one for each claim
     */
    public record Claim(String owner, String level, String claimant, String id) {}

    /**
     * What a claim gives.
     *
     * @param outcome {@code BEFORE} if the one-time prekeys were given to this claim before
     * @param prekeys without signed ones if there are none; then no one-time prekey was taken
     */
    public record Claimed(Outcome outcome, PublishedPrekeys prekeys) {}

    private final SqlMailboxes mailboxes;
    private final GroupCommit changes;
    private final Jdbi questions;
    private final Connections writing;
    private final Connections reading;

    /** What holds the database beyond its connections. */
    private final Runnable release;

    /**
     * @param writer connects to a database that has the tables of {@link Schema}
     * @param reader connects to the same, for questions
     * @param release runs when all connections are closed
     */
    Store(ConnectionFactory writer, ConnectionFactory reader, Runnable release, Limits limits) {
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
    public static Store openSqlite(Path file, Limits limits) throws IOException {
        SqliteFile sqlite = SqliteFile.open(file);
        return new Store(sqlite::writer, sqlite::reader, sqlite::close, limits);
    }

    /** First come, first served: the name belongs to this identity key from now on, unless it belongs to another. */
    public CompletableFuture<Outcome> register(String name, byte[] identityKey) {
        return changes.submit(handle -> {
            Optional<byte[]> before = identityKey(handle, name);
            if (before.isPresent()) {
                return Arrays.equals(before.get(), identityKey) ? Outcome.BEFORE : Outcome.TAKEN;
            }
            handle.execute("INSERT INTO people (name, identity_key) VALUES (?, ?)", name, identityKey);
            return Outcome.NEW;
        });
    }

    public Optional<byte[]> identityKey(String name) {
        return questions.withHandle(handle -> identityKey(handle, name));
    }

    private static Optional<byte[]> identityKey(Handle handle, String name) {
        return handle.select("SELECT identity_key FROM people WHERE name = ?", name)
                .mapTo(byte[].class)
                .findOne();
    }

    /**
     * Takes the identity key, the prekeys, the tokens and the mailbox of this name away.
     *
     * @return whether anybody had the name
     */
    public CompletableFuture<Boolean> release(String name) {
        return changes.submit(handle -> {
            handle.execute("DELETE FROM prekeys WHERE owner = ?", name);
            handle.execute("DELETE FROM tokens WHERE name = ?", name);
            handle.execute("DELETE FROM messages WHERE recipient = ?", name);
            handle.execute("DELETE FROM mailboxes WHERE recipient = ?", name);
            return handle.execute("DELETE FROM people WHERE name = ?", name) > 0;
        });
    }

    /**
     * Adds prekeys, all or none. A signed one replaces that of its kind. A one-time one that is known is left as it is,
     * be it claimed or not.
     *
     * @return how many one-time prekeys are left to be claimed
     */
    public CompletableFuture<Integer> putPrekeys(String owner, String level, PublishedPrekeys prekeys, Instant now) {
        return changes.submit(handle -> SqlPrekeys.put(handle, owner, level, prekeys, now.getEpochSecond()));
    }

    /** @return how many one-time prekeys are left to be claimed */
    public int oneTimePrekeysLeft(String owner, String level, Instant now) {
        return questions.withHandle(handle -> SqlPrekeys.oneTimeLeft(handle, owner, level, now.getEpochSecond()));
    }

    /**
     * Gives the signed prekeys as they are, and the oldest one-time prekey of each kind that nobody has claimed: to
     * this claim, again and again, and to no other.
     */
    public CompletableFuture<Claimed> claimPrekeys(Claim claim, Instant now) {
        return changes.submit(handle -> SqlPrekeys.claim(handle, claim, now.getEpochSecond()));
    }

    public CompletableFuture<Void> putChallenge(byte[] challenge, String name, Instant expiresAt) {
        String sql = "INSERT INTO challenges (challenge, name, expires_at) VALUES (?, ?, ?)";
        return run(handle -> handle.execute(sql, challenge, name, expiresAt.toEpochMilli()));
    }

    /** @return whether this challenge was made for this name and is good at this moment; it is gone afterwards */
    public CompletableFuture<Boolean> takeChallenge(byte[] challenge, String name, Instant now) {
        return changes.submit(handle -> handle.select(
                        "DELETE FROM challenges WHERE challenge = ? RETURNING name, expires_at", challenge)
                .map((row, context) ->
                        row.getString("name").equals(name) && row.getLong("expires_at") >= now.toEpochMilli())
                .findOne()
                .orElse(false));
    }

    /** Keeps the SHA-256 of the token alone, so that nobody who reads the disk can use it. */
    public CompletableFuture<Void> putToken(String token, String name, Instant expiresAt) {
        String sql = "INSERT INTO tokens (hash, name, expires_at) VALUES (?, ?, ?)";
        return run(handle -> handle.execute(sql, hash(token), name, expiresAt.toEpochMilli()));
    }

    /** @return the login of this token, also if it has expired and has not been removed yet */
    public Optional<Login> login(String token) {
        return questions.withHandle(handle -> handle.select(
                        "SELECT name, expires_at FROM tokens WHERE hash = ?", hash(token))
                .map((row, context) ->
                        new Login(row.getString("name"), Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
    }

    /**
     * Stores a message once, however often it is put under the same id by the same sender. {@code BEFORE} is also
     * answered for one that is acknowledged by now.
     *
     * @param content JSON
     */
    public CompletableFuture<Outcome> putMessage(
            String recipient, String sender, String id, String content, Instant now) {
        return changes.submit(handle -> mailboxes.put(handle, recipient, sender, id, content, now));
    }

    /**
     * @param from only messages of this sender, if one is named
     * @param limit the most messages
     * @return what waits, oldest first: at least one message if any waits, and not many megabytes at once
     */
    public List<Waiting> messages(String recipient, Optional<String> from, int limit) {
        return questions.withHandle(handle -> mailboxes.messages(handle, recipient, from, limit));
    }

    public List<WaitingFrom> counts(String recipient) {
        return questions.withHandle(handle -> mailboxes.counts(handle, recipient));
    }

    /**
     * These messages need not wait any longer. Their ids stay known, so that none is stored again.
     *
     * @param from only messages of this sender, if one is named: two senders may have drawn the same id
     * @return how many of them had been waiting
     */
    public CompletableFuture<Integer> acknowledge(String recipient, Optional<String> from, List<String> ids) {
        return changes.submit(handle -> mailboxes.acknowledge(handle, recipient, from, ids));
    }

    /**
     * Removes logins, challenges and prekeys that ended before {@code now}, and messages and ids from before
     * {@code oldest}.
     */
    public CompletableFuture<Void> purge(Instant now, Instant oldest) {
        return run(handle -> {
            handle.execute("DELETE FROM tokens WHERE expires_at < ?", now.toEpochMilli());
            handle.execute("DELETE FROM challenges WHERE expires_at < ?", now.toEpochMilli());
            SqlPrekeys.purge(handle, now.getEpochSecond());
            mailboxes.purge(handle, oldest);
        });
    }

    /** @throws RuntimeException if the store cannot be read */
    public void check() {
        questions.useHandle(handle ->
                handle.select("SELECT turn FROM turns").mapTo(Long.class).one());
    }

    /** Finishes what was begun, and takes no more changes. */
    @Override
    public void close() {
        changes.close();
        reading.close();
        writing.close();
        release.run();
    }

    private CompletableFuture<Void> run(Consumer<Handle> statements) {
        return changes.submit(handle -> {
                    statements.accept(handle);
                    return true;
                })
                .thenAccept(stored -> {});
    }

    private static byte[] hash(String token) {
        return Sha256.hash(token.getBytes(UTF_8));
    }
}

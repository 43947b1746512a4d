package encryptedchat.relay.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.Sha256;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;

/**
 * The mailboxes in the database. A mailbox has the totals of what waits in it, changed in one transaction with its
 * messages: so a limit is looked up and not counted, and is exact after a crash too.
 */
final class SqlMailboxes {
    /** An answer takes no further message once its messages have this many bytes together: 4 MiB. */
    private static final int ENOUGH_BYTES = 4 * 1024 * 1024;

    private static final long RETRY_FULL_MAILBOX_SECONDS = 5;

    private final Limits limits;

    /** Messages of one mailbox, and the bytes of their content. */
    private record Total(String recipient, int messages, long bytes) {}

    SqlMailboxes(Limits limits) {
        this.limits = limits;
    }

    Outcome put(Handle handle, String recipient, String sender, String id, String content, Instant now) {
        byte[] bytes = content.getBytes(UTF_8);
        byte[] digest = Sha256.hash(bytes);
        Optional<byte[]> before = digest(handle, recipient, sender, id);
        if (before.isPresent()) {
            return Arrays.equals(before.get(), digest) ? Outcome.BEFORE : Outcome.TAKEN;
        }
        long position = add(handle, recipient, bytes.length);
        handle.execute("""
                INSERT INTO messages (recipient, id, sender, position, stored_at, digest, bytes, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, recipient, id, sender, position, now.toEpochMilli(), digest, bytes.length, content);
        return Outcome.NEW;
    }

    private static Optional<byte[]> digest(Handle handle, String recipient, String sender, String id) {
        String sql = "SELECT digest FROM messages WHERE recipient = ? AND id = ? AND sender = ?";
        return handle.select(sql, recipient, id, sender).mapTo(byte[].class).findOne();
    }

    /** @return the position of the message that comes into the mailbox */
    private long add(Handle handle, String recipient, int bytes) {
        handle.execute("""
                INSERT INTO mailboxes (recipient, position, waiting, bytes) VALUES (?, 0, 0, 0)
                ON CONFLICT (recipient) DO NOTHING
                """, recipient);
        return handle.createQuery("""
                        UPDATE mailboxes SET position = position + 1, waiting = waiting + 1, bytes = bytes + :bytes
                        WHERE recipient = :recipient AND waiting < :mostMessages AND bytes + :bytes <= :mostBytes
                        RETURNING position
                        """)
                .bind("recipient", recipient)
                .bind("bytes", bytes)
                .bind("mostMessages", limits.messages())
                .bind("mostBytes", limits.bytes())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new NotStoredException(
                        Problem.Kind.MAILBOX_FULL,
                        "The mailbox of " + recipient + " is full. Send again when some of it has been read.",
                        RETRY_FULL_MAILBOX_SECONDS));
    }

    List<Waiting> messages(Handle handle, String recipient, Optional<String> from, int limit) {
        Query query = handle.createQuery("""
                        SELECT sender, id, stored_at, content FROM messages
                        WHERE recipient = :recipient AND content IS NOT NULL AND sender = coalesce(:sender, sender)
                        ORDER BY position LIMIT :limit
                        """)
                .bind("recipient", recipient)
                .bind("sender", from.orElse(null))
                .bind("limit", limit);
        try (ResultIterator<Waiting> waiting = query.map((row, context) -> new Waiting(
                        row.getString("id"),
                        row.getString("sender"),
                        Duration.ofMillis(row.getLong("stored_at")).toSeconds(),
                        new RawJson(row.getString("content"))))
                .iterator()) {
            return takeEnough(waiting);
        }
    }

    private static List<Waiting> takeEnough(ResultIterator<Waiting> waiting) {
        List<Waiting> messages = new ArrayList<>();
        long bytes = 0;
        while (bytes < ENOUGH_BYTES && waiting.hasNext()) {
            Waiting message = waiting.next();
            messages.add(message);
            bytes += message.content().text().length();
        }
        return messages;
    }

    List<WaitingFrom> counts(Handle handle, String recipient) {
        return handle.select("""
                        SELECT sender, count(*) AS messages FROM messages
                        WHERE recipient = ? AND content IS NOT NULL
                        GROUP BY sender ORDER BY sender
                        """, recipient)
                .map((row, context) -> new WaitingFrom(row.getString("sender"), row.getInt("messages")))
                .list();
    }

    int acknowledge(Handle handle, String recipient, Optional<String> from, List<String> ids) {
        List<Long> bytes = handle.createQuery("""
                        UPDATE messages SET content = NULL
                        WHERE recipient = :recipient AND id IN (<ids>) AND sender = coalesce(:sender, sender)
                            AND content IS NOT NULL
                        RETURNING bytes
                        """)
                .bind("recipient", recipient)
                .bind("sender", from.orElse(null))
                .bindList(EmptyHandling.NULL_KEYWORD, "ids", ids)
                .mapTo(Long.class)
                .list();
        long sum = bytes.stream().mapToLong(Long::longValue).sum();
        subtract(handle, new Total(recipient, bytes.size(), sum));
        return bytes.size();
    }

    /** Removes the messages and ids from before {@code oldest}. */
    void purge(Handle handle, Instant oldest) {
        handle.select("""
                        SELECT recipient, count(*) AS messages, sum(bytes) AS bytes FROM messages
                        WHERE stored_at < ? AND content IS NOT NULL
                        GROUP BY recipient
                        """, oldest.toEpochMilli())
                .map((row, context) ->
                        new Total(row.getString("recipient"), row.getInt("messages"), row.getLong("bytes")))
                .list()
                .forEach(old -> subtract(handle, old));
        handle.execute("DELETE FROM messages WHERE stored_at < ?", oldest.toEpochMilli());
    }

    private static void subtract(Handle handle, Total gone) {
        String sql = "UPDATE mailboxes SET waiting = waiting - ?, bytes = bytes - ? WHERE recipient = ?";
        handle.execute(sql, gone.messages(), gone.bytes(), gone.recipient());
    }
}

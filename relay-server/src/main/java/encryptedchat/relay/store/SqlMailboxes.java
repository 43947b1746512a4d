package encryptedchat.relay.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.store.NotStoredException.Reason;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
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
        byte[] digest = Store.sha256(bytes);
        Optional<byte[]> before = digest(handle, recipient, sender, id);
        if (before.isPresent()) {
            return Arrays.equals(before.get(), digest) ? Outcome.BEFORE : Outcome.TAKEN;
        }
        long position = add(handle, recipient, bytes.length);
        handle.createUpdate(Sql.PUT_MESSAGE)
                .bind("recipient", recipient)
                .bind("id", id)
                .bind("sender", sender)
                .bind("position", position)
                .bind("storedAt", now.toEpochMilli())
                .bind("digest", digest)
                .bind("bytes", bytes.length)
                .bind("content", content)
                .execute();
        return Outcome.NEW;
    }

    private static Optional<byte[]> digest(Handle handle, String recipient, String sender, String id) {
        return handle.createQuery(Sql.DIGEST)
                .bind("recipient", recipient)
                .bind("id", id)
                .bind("sender", sender)
                .mapTo(byte[].class)
                .findOne();
    }

    /** @return the position of the message that comes into the mailbox */
    private long add(Handle handle, String recipient, int bytes) {
        handle.createUpdate(Sql.MAKE_MAILBOX).bind("recipient", recipient).execute();
        return handle.createQuery(Sql.ADD_TO_MAILBOX)
                .bind("recipient", recipient)
                .bind("bytes", bytes)
                .bind("mostMessages", limits.messages())
                .bind("mostBytes", limits.bytes())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new NotStoredException(
                        Reason.MAILBOX_FULL,
                        "The mailbox of " + recipient + " is full. Send again when some of it has been read.",
                        RETRY_FULL_MAILBOX_SECONDS));
    }

    List<Waiting> messages(Handle handle, String recipient, Optional<String> from, int limit) {
        Query query = handle.createQuery(from.isPresent() ? Sql.MESSAGES_FROM : Sql.MESSAGES);
        from.ifPresent(sender -> query.bind("sender", sender));
        query.bind("recipient", recipient).bind("limit", limit);
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
        return handle.createQuery(Sql.COUNTS)
                .bind("recipient", recipient)
                .map((row, context) -> new WaitingFrom(row.getString("sender"), row.getInt("messages")))
                .list();
    }

    int acknowledge(Handle handle, String recipient, Optional<String> from, List<String> ids) {
        Query query = handle.createQuery(from.isPresent() ? Sql.ACKNOWLEDGE_FROM : Sql.ACKNOWLEDGE);
        from.ifPresent(sender -> query.bind("sender", sender));
        List<Long> bytes = query.bind("recipient", recipient)
                .bindList(EmptyHandling.NULL_KEYWORD, "ids", ids)
                .mapTo(Long.class)
                .list();
        long sum = bytes.stream().mapToLong(Long::longValue).sum();
        subtract(handle, new Total(recipient, bytes.size(), sum));
        return bytes.size();
    }

    /** @return how many messages and ids are gone */
    int purge(Handle handle, Instant oldest) {
        handle.createQuery(Sql.OLD_WAITING)
                .bind("oldest", oldest.toEpochMilli())
                .map((row, context) ->
                        new Total(row.getString("recipient"), row.getInt("messages"), row.getLong("bytes")))
                .list()
                .forEach(old -> subtract(handle, old));
        return handle.createUpdate(Sql.PURGE_MESSAGES)
                .bind("oldest", oldest.toEpochMilli())
                .execute();
    }

    private static void subtract(Handle handle, Total gone) {
        handle.createUpdate(Sql.TAKE_FROM_MAILBOX)
                .bind("recipient", gone.recipient())
                .bind("messages", gone.messages())
                .bind("bytes", gone.bytes())
                .execute();
    }
}

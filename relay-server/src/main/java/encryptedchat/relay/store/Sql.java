package encryptedchat.relay.store;

import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Every statement of the store, in plain SQL that SQLite (3.35 or later) and PostgreSQL run alike. The tables are in
 * {@code schema.sql}.
 */
final class Sql {
    /** Each change begins with this, and so sees all that was stored before it. */
    static final String TAKE_TURN = "UPDATE turns SET turn = turn + 1";

    static final String IDENTITY_KEY = "SELECT identity_key FROM people WHERE name = :name";
    static final String REGISTER = "INSERT INTO people (name, identity_key) VALUES (:name, :identityKey)";
    static final String RELEASE = "DELETE FROM people WHERE name = :name";
    static final List<String> RELEASE_BELONGINGS = List.of(
            "DELETE FROM prekeys WHERE owner = :name",
            "DELETE FROM tokens WHERE name = :name",
            "DELETE FROM messages WHERE recipient = :name",
            "DELETE FROM mailboxes WHERE recipient = :name");

    static final String DROP_SIGNED_PREKEY =
            "DELETE FROM prekeys WHERE owner = :owner AND level = :level AND kind = :kind AND NOT one_time";
    static final String ADD_PREKEY = """
            INSERT INTO prekeys (owner, level, one_time, kind, id, made_at, expires_at, bytes, signature)
            VALUES (:owner, :level, :oneTime, :kind, :id, :madeAt, :expiresAt, :bytes, :signature)
            ON CONFLICT DO NOTHING
            """;
    static final String COUNT_PREKEYS = """
            SELECT count(*) FROM prekeys
            WHERE owner = :owner AND level = :level AND one_time = :oneTime AND claim IS NULL AND expires_at > :now
            """;
    static final String SIGNED_PREKEYS = """
            SELECT kind, id, made_at, expires_at, bytes, signature FROM prekeys
            WHERE owner = :owner AND level = :level AND NOT one_time AND expires_at > :now
            ORDER BY kind
            """;
    static final String CLAIMED_PREKEYS = """
            SELECT kind, id, made_at, expires_at, bytes, signature FROM prekeys
            WHERE owner = :owner AND level = :level AND claimant = :claimant AND claim = :id AND expires_at > :now
            ORDER BY kind
            """;
    static final String CLAIM_PREKEYS = """
            UPDATE prekeys SET claimant = :claimant, claim = :id, claimed_at = :now
            WHERE owner = :owner AND level = :level AND one_time AND (kind, id) IN (
                SELECT kind, id FROM (
                    SELECT kind, id, row_number() OVER (PARTITION BY kind ORDER BY made_at, id) AS place FROM prekeys
                    WHERE owner = :owner AND level = :level AND one_time AND claim IS NULL AND expires_at > :now
                ) AS unclaimed WHERE place = 1)
            """;
    static final String CLAIM_TIMES = """
            SELECT min(claimed_at) FROM prekeys
            WHERE owner = :owner AND claimant = :claimant AND claimed_at > :hourAgo
            GROUP BY level, claim ORDER BY 1
            """;
    static final String PURGE_PREKEYS = "DELETE FROM prekeys WHERE expires_at <= :now";

    static final String PUT_CHALLENGE =
            "INSERT INTO challenges (challenge, name, expires_at) VALUES (:challenge, :name, :expiresAt)";
    static final String TAKE_CHALLENGE =
            "DELETE FROM challenges WHERE challenge = :challenge RETURNING name, expires_at";

    static final String PUT_TOKEN = "INSERT INTO tokens (hash, name, expires_at) VALUES (:hash, :name, :expiresAt)";
    static final String LOGIN = "SELECT name, expires_at FROM tokens WHERE hash = :hash";

    static final String DIGEST =
            "SELECT digest FROM messages WHERE recipient = :recipient AND id = :id AND sender = :sender";
    static final String MAKE_MAILBOX = """
            INSERT INTO mailboxes (recipient, position, waiting, bytes) VALUES (:recipient, 0, 0, 0)
            ON CONFLICT (recipient) DO NOTHING
            """;
    static final String ADD_TO_MAILBOX = """
            UPDATE mailboxes SET position = position + 1, waiting = waiting + 1, bytes = bytes + :bytes
            WHERE recipient = :recipient AND waiting < :mostMessages AND bytes + :bytes <= :mostBytes
            RETURNING position
            """;
    static final String PUT_MESSAGE = """
            INSERT INTO messages (recipient, id, sender, position, stored_at, digest, bytes, content)
            VALUES (:recipient, :id, :sender, :position, :storedAt, :digest, :bytes, :content)
            """;

    static final String MESSAGES = """
            SELECT sender, id, stored_at, content, bytes FROM messages
            WHERE recipient = :recipient AND content IS NOT NULL
            ORDER BY position LIMIT :limit
            """;
    static final String MESSAGES_FROM = """
            SELECT sender, id, stored_at, content, bytes FROM messages
            WHERE recipient = :recipient AND content IS NOT NULL AND sender = :sender
            ORDER BY position LIMIT :limit
            """;
    static final String COUNTS = """
            SELECT sender, count(*) AS messages FROM messages
            WHERE recipient = :recipient AND content IS NOT NULL
            GROUP BY sender ORDER BY sender
            """;

    static final String ACKNOWLEDGE = """
            UPDATE messages SET content = NULL
            WHERE recipient = :recipient AND id IN (<ids>) AND content IS NOT NULL
            RETURNING bytes
            """;
    static final String ACKNOWLEDGE_FROM = """
            UPDATE messages SET content = NULL
            WHERE recipient = :recipient AND id IN (<ids>) AND sender = :sender AND content IS NOT NULL
            RETURNING bytes
            """;
    static final String TAKE_FROM_MAILBOX =
            "UPDATE mailboxes SET waiting = waiting - :messages, bytes = bytes - :bytes WHERE recipient = :recipient";

    static final List<String> PURGE_LOGINS =
            List.of("DELETE FROM tokens WHERE expires_at < :now", "DELETE FROM challenges WHERE expires_at < :now");
    static final String OLD_WAITING = """
            SELECT recipient, count(*) AS messages, sum(bytes) AS bytes FROM messages
            WHERE stored_at < :oldest AND content IS NOT NULL
            GROUP BY recipient
            """;
    static final String PURGE_MESSAGES = "DELETE FROM messages WHERE stored_at < :oldest";

    static final String CHECK = "SELECT turn FROM turns";

    private static final Pattern MADE = Pattern.compile("CREATE (?:TABLE|INDEX) (\\w+)");

    private Sql() {}

    /**
     * What makes the tables in an empty database.
     *
     * @param bytes the database's name for a type that holds bytes
     */
    static List<String> schema(String bytes) {
        try (InputStream file = Objects.requireNonNull(Sql.class.getResourceAsStream("schema.sql"))) {
            String statements = Utf8.decode("schema.sql", file.readAllBytes()).replaceAll("--.*", "");
            return List.of(
                    statements.replace(" BYTES ", " " + bytes + " ").strip().split(";\\s*"));
        } catch (IOException | WireFormatException isAResourceOfOurs) {
            throw new IllegalStateException(isAResourceOfOurs);
        }
    }

    /** @return the names of what {@link #schema} makes */
    static List<String> tablesAndIndexes() {
        return schema("").stream()
                .flatMap(statement -> MADE.matcher(statement).results())
                .map(made -> made.group(1))
                .toList();
    }
}

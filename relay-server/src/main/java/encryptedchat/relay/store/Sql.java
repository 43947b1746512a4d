package encryptedchat.relay.store;

import java.util.List;

/**
 * Every statement of the store, in plain SQL that SQLite (3.35 or later) and PostgreSQL run alike.
 *
 * <p>Times are milliseconds since 1970-01-01 UTC. Whoever writes first updates the one row of {@code turns}, so that
 * several relays on one database server write in turns: each change sees all that was stored before it.
 */
final class Sql {
    static final String TAKE_TURN = "UPDATE turns SET turn = turn + 1";

    static final String IDENTITY_KEY = "SELECT identity_key FROM people WHERE name = :name";
    static final String REGISTER = "INSERT INTO people (name, identity_key) VALUES (:name, :identityKey)";
    static final String RELEASE = "DELETE FROM people WHERE name = :name";
    static final List<String> RELEASE_BELONGINGS = List.of(
            "DELETE FROM exchange_keys WHERE name = :name",
            "DELETE FROM tokens WHERE name = :name",
            "DELETE FROM messages WHERE recipient = :name",
            "DELETE FROM mailboxes WHERE recipient = :name");

    static final String PUT_EXCHANGE_KEY = """
            INSERT INTO exchange_keys (name, level, json) VALUES (:name, :level, :json)
            ON CONFLICT (name, level) DO UPDATE SET json = excluded.json
            """;
    static final String EXCHANGE_KEY = "SELECT json FROM exchange_keys WHERE name = :name AND level = :level";

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

    /** What {@link #schema} makes. */
    static final List<String> TABLES_AND_INDEXES = List.of(
            "turns",
            "people",
            "exchange_keys",
            "challenges",
            "tokens",
            "mailboxes",
            "messages",
            "waiting_messages",
            "messages_by_age");

    private Sql() {}

    /**
     * What makes the tables in an empty database.
     *
     * @param bytes the database's name for a type that holds bytes: the one thing that has no common name
     */
    static List<String> schema(String bytes) {
        return List.of(
                "CREATE TABLE turns (turn BIGINT NOT NULL)",
                "INSERT INTO turns (turn) VALUES (0)",
                "CREATE TABLE people (name TEXT PRIMARY KEY NOT NULL, identity_key " + bytes + " NOT NULL)",
                """
                CREATE TABLE exchange_keys (
                    name TEXT NOT NULL,
                    level TEXT NOT NULL,
                    json TEXT NOT NULL,
                    PRIMARY KEY (name, level))
                """,
                """
                CREATE TABLE challenges (
                    challenge %s PRIMARY KEY NOT NULL,
                    name TEXT NOT NULL,
                    expires_at BIGINT NOT NULL)
                """.formatted(bytes),
                """
                CREATE TABLE tokens (
                    hash %s PRIMARY KEY NOT NULL,
                    name TEXT NOT NULL,
                    expires_at BIGINT NOT NULL)
                """.formatted(bytes),
                // The totals of what waits, so that no limit has to be counted, and the position of the last message.
                """
                CREATE TABLE mailboxes (
                    recipient TEXT PRIMARY KEY NOT NULL,
                    position BIGINT NOT NULL,
                    waiting BIGINT NOT NULL,
                    bytes BIGINT NOT NULL)
                """,
                // A message without content is acknowledged: its id and digest stay, so that it is not stored again.
                """
                CREATE TABLE messages (
                    recipient TEXT NOT NULL,
                    id TEXT NOT NULL,
                    sender TEXT NOT NULL,
                    position BIGINT NOT NULL,
                    stored_at BIGINT NOT NULL,
                    digest %s NOT NULL,
                    bytes BIGINT NOT NULL,
                    content TEXT,
                    PRIMARY KEY (recipient, id, sender))
                """.formatted(bytes),
                "CREATE INDEX waiting_messages ON messages (recipient, position, sender) WHERE content IS NOT NULL",
                "CREATE INDEX messages_by_age ON messages (stored_at)");
    }
}

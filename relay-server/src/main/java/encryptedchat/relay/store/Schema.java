package encryptedchat.relay.store;

import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The tables of the store, from {@code schema.sql}. SQLite (3.35 or later) and PostgreSQL run all statements alike. */
final class Schema {
    private static final Pattern MADE = Pattern.compile("CREATE (?:TABLE|INDEX) (\\w+)");

    private Schema() {}

    /**
     * What makes the tables in an empty database.
     *
     * @param bytes the database's name for a type that holds bytes
     */
    static List<String> statements(String bytes) {
        try (InputStream file = Objects.requireNonNull(Schema.class.getResourceAsStream("schema.sql"))) {
            String statements = Utf8.decode("schema.sql", file.readAllBytes()).replaceAll("--.*", "");
            return List.of(
                    statements.replace(" BYTES ", " " + bytes + " ").strip().split(";\\s*"));
        } catch (IOException | WireFormatException isAResourceOfOurs) {
            throw new IllegalStateException(isAResourceOfOurs);
        }
    }

    /** @return the names of what {@link #statements} makes */
    static List<String> tablesAndIndexes() {
        return statements("").stream()
                .flatMap(statement -> MADE.matcher(statement).results())
                .map(made -> made.group(1))
                .toList();
    }
}

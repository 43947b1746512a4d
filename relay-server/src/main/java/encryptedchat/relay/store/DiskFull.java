package encryptedchat.relay.store;

import encryptedchat.wire.v1.Problem;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How SQLite and PostgreSQL say that the disk has no room left. */
final class DiskFull {
    private static final Set<SQLiteErrorCode> SQLITE_CODES =
            Set.of(SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

    /** PostgreSQL, appendix A: {@code disk_full}. */
    private static final String POSTGRESQL_STATE = "53100";

    private DiskFull() {}

    /** @return a {@link NotStoredException} if the disk is full, or else the failure itself */
    static Throwable explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof SQLiteException sqlite && SQLITE_CODES.contains(sqlite.getResultCode()))
                    || (cause instanceof SQLException sql && POSTGRESQL_STATE.equals(sql.getSQLState()))) {
                String message = "The relay's disk is full. Nothing was stored. Try later.";
                return new NotStoredException(Problem.Kind.STORE_FULL, message, 0).initCause(failure);
            }
        }
        return failure;
    }
}

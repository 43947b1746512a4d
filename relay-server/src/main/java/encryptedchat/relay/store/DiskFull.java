package encryptedchat.relay.store;

import encryptedchat.relay.store.NotStoredException.Reason;
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

    static NotStoredException notStored(Throwable cause) {
        NotStoredException full =
                new NotStoredException(Reason.DISK_FULL, "The relay's disk is full. Nothing was stored. Try later.", 0);
        full.initCause(cause);
        return full;
    }

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof SQLiteException sqlite && SQLITE_CODES.contains(sqlite.getResultCode()))
                    || (cause instanceof SQLException sql && POSTGRESQL_STATE.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}

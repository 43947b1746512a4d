package encryptedchat.relay.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * One change on its way to the disk. It is attempted in a transaction together with others, in a savepoint of its own,
 * and what became of it is told when the transaction is committed.
 */
final class Change<T> {
    private static final String SAVEPOINT = "change";

    private final Function<Handle, T> statements;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    Change(Function<Handle, T> statements) {
        this.statements = statements;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** @throws TransactionLostException if this change failed and nothing of the transaction is left */
    void attempt(Handle handle) {
        handle.savepoint(SAVEPOINT);
        try {
            T value = statements.apply(handle);
            handle.releaseSavepoint(SAVEPOINT);
            outcome = () -> result.complete(value);
        } catch (RuntimeException failure) {
            undo(handle, failure);
            outcome = () -> fail(failure);
        }
    }

    private static void undo(Handle handle, RuntimeException failure) {
        try {
            handle.rollbackToSavepoint(SAVEPOINT);
        } catch (TransactionException noSuchSavepoint) {
            throw new TransactionLostException(failure);
        }
    }

    /** Completes the result as the attempt ended. */
    void tell() {
        outcome.run();
    }

    /** Completes the result with this failure, however the attempt ended. */
    void fail(Throwable failure) {
        result.completeExceptionally(DiskFull.isCauseOf(failure) ? DiskFull.notStored(failure) : failure);
    }

    /** A change took the whole transaction with it when it failed: SQLite's way when it finds the disk full. */
    static final class TransactionLostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final RuntimeException failure;

        private TransactionLostException(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }
}

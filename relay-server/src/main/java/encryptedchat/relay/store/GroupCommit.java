package encryptedchat.relay.store;

import encryptedchat.wire.v1.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * Makes changes durable, many at once: one thread takes all changes that wait and commits them together, so that they
 * share the one slow step, the writing through to the disk. Nobody hears of a change before its commit.
 *
 * <p>Each change has a savepoint of its own: one that fails takes no other with it. If the commit fails, all in it
 * fail.
 */
final class GroupCommit implements AutoCloseable {
    /** Beyond this many waiting changes new ones are refused: with the largest bodies they take 256 MiB. */
    static final int MOST_WAITING = 2_048;

    private static final int MOST_AT_ONCE = 256;

    /** Each transaction begins with this, and so sees all that was stored before it, by other relays too. */
    private static final String TAKE_TURN = "UPDATE turns SET turn = turn + 1";

    private final Jdbi database;
    private final BlockingQueue<Change<?>> queue = new LinkedBlockingQueue<>();
    private final Change<?> last = new Change<>(handle -> true);
    private final CompletableFuture<Void> finished;

    /** What follows on a future may take long, such as an answer to a slow client; the writer does not wait for it. */
    private final ExecutorService tellers = Executors.newCachedThreadPool(task -> daemon("store-teller", task));

    private boolean closed;

    GroupCommit(Jdbi database) {
        this.database = database;
        finished = CompletableFuture.runAsync(
                this::run, task -> daemon("store-writer", task).start());
    }

    /**
     * @param statements what the change does with the database
     * @return completes when the change is on the disk; fails with {@link NotStoredException}, or what the database
     *     says
     */
    <T> CompletableFuture<T> submit(Function<Handle, T> statements) {
        Change<T> change = new Change<>(statements);
        synchronized (this) {
            if (closed) {
                change.fail(busy("The relay is shutting down."));
            } else if (queue.size() >= MOST_WAITING) {
                change.fail(busy("The relay has too much to store at the moment."));
            } else {
                queue.add(change);
            }
        }
        return change.result;
    }

    private static NotStoredException busy(String message) {
        return new NotStoredException(Problem.Kind.STOPPING, message, 1);
    }

    /** Finishes the changes that wait, and refuses later ones. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(last);
            }
        }
        finished.join();
        tellers.shutdown();
    }

    private void run() {
        boolean more = true;
        while (more) {
            List<Change<?>> batch = new ArrayList<>();
            batch.add(take());
            queue.drainTo(batch, MOST_AT_ONCE - 1);
            more = !batch.remove(last);
            if (!batch.isEmpty()) {
                commit(batch);
            }
        }
    }

    private Change<?> take() {
        try {
            return queue.take();
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody has this thread to interrupt it", impossible);
        }
    }

    private void commit(List<Change<?>> batch) {
        try {
            database.useTransaction(handle -> {
                handle.execute(TAKE_TURN);
                batch.forEach(change -> change.attempt(handle));
            });
            tellers.execute(() -> batch.forEach(Change::tell));
        } catch (TransactionLostException lost) {
            commitEachAlone(batch, lost);
        } catch (Throwable failure) {
            tellers.execute(() -> batch.forEach(change -> change.fail(failure)));
        }
    }

    /** Nothing of the batch is stored. So all are made again, without that one which cannot be made with others. */
    private void commitEachAlone(List<Change<?>> batch, TransactionLostException lost) {
        if (batch.size() == 1) {
            tellers.execute(() -> batch.get(0).fail(lost.failure));
        } else {
            batch.forEach(change -> commit(List.of(change)));
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One change on its way to the disk. What became of it is told when its transaction has ended. */
    private static final class Change<T> {
        private static final String SAVEPOINT = "change";

        private final Function<Handle, T> statements;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        Change(Function<Handle, T> statements) {
            this.statements = statements;
        }

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
            result.completeExceptionally(DiskFull.explain(failure));
        }
    }

    /** A change took the whole transaction with it when it failed: SQLite's way when it finds the disk full. */
    private static final class TransactionLostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final RuntimeException failure;

        TransactionLostException(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}

package encryptedchat.relay.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
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

    private final Jdbi database;
    private final BlockingQueue<Submitted<?>> queue = new LinkedBlockingQueue<>();
    private final Submitted<?> last = new Submitted<>(handle -> true);
    private final CompletableFuture<Void> finished;

    /** What follows on a future may take long, such as an answer to a slow client; the writer does not wait for it. */
    private final ExecutorService tellers = Executors.newCachedThreadPool(task -> daemon("store-teller", task));

    private boolean closed;

    /** One change: what it does with the database, and what became of it. */
    @FunctionalInterface
    interface Change<T> {
        T apply(Handle handle);
    }

    GroupCommit(Jdbi database) {
        this.database = database;
        finished = CompletableFuture.runAsync(
                this::run, task -> daemon("store-writer", task).start());
    }

    /**
     * @return completes when the change is on the disk; fails with {@link StoreFullException},
     *     {@link StoreBusyException}, or what the database says
     */
    <T> CompletableFuture<T> submit(Change<T> change) {
        Submitted<T> submitted = new Submitted<>(change);
        synchronized (this) {
            if (closed) {
                submitted.result.completeExceptionally(new StoreBusyException("the store is closed"));
            } else if (queue.size() >= MOST_WAITING) {
                submitted.result.completeExceptionally(new StoreBusyException("too many changes wait for the disk"));
            } else {
                queue.add(submitted);
            }
        }
        return submitted.result;
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
            List<Submitted<?>> batch = new ArrayList<>();
            batch.add(take());
            queue.drainTo(batch, MOST_AT_ONCE - 1);
            more = !batch.remove(last);
            if (!batch.isEmpty()) {
                commit(batch);
            }
        }
    }

    private Submitted<?> take() {
        try {
            return queue.take();
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody has this thread to interrupt it", impossible);
        }
    }

    private void commit(List<Submitted<?>> batch) {
        try {
            database.useTransaction(handle -> {
                handle.execute(Sql.TAKE_TURN);
                batch.forEach(submitted -> submitted.attempt(handle));
            });
            tellers.execute(() -> batch.forEach(Submitted::tell));
        } catch (TransactionLostException lost) {
            commitEachAlone(batch, lost);
        } catch (Throwable failure) {
            tellers.execute(() -> batch.forEach(submitted -> submitted.fail(failure)));
        }
    }

    /** Nothing of the batch is stored. So all are made again, without that one which cannot be made with others. */
    private void commitEachAlone(List<Submitted<?>> batch, TransactionLostException lost) {
        if (batch.size() == 1) {
            tellers.execute(() -> batch.get(0).fail(lost.failure));
        } else {
            batch.forEach(submitted -> commit(List.of(submitted)));
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static final class Submitted<T> {
        private static final String SAVEPOINT = "change";

        private final Change<T> change;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        Submitted(Change<T> change) {
            this.change = change;
        }

        void attempt(Handle handle) {
            handle.savepoint(SAVEPOINT);
            try {
                T value = change.apply(handle);
                handle.releaseSavepoint(SAVEPOINT);
                outcome = () -> result.complete(value);
            } catch (RuntimeException failure) {
                rollback(handle, failure);
                outcome = () -> fail(failure);
            }
        }

        private static void rollback(Handle handle, RuntimeException failure) {
            try {
                handle.rollbackToSavepoint(SAVEPOINT);
            } catch (TransactionException noSuchSavepoint) {
                throw new TransactionLostException(failure);
            }
        }

        void tell() {
            outcome.run();
        }

        void fail(Throwable failure) {
            result.completeExceptionally(DiskFull.isCauseOf(failure) ? new StoreFullException(failure) : failure);
        }
    }

    /** A change failed, and took the whole transaction with it, as in SQLite one does that finds the disk full. */
    private static final class TransactionLostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final RuntimeException failure;

        TransactionLostException(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}

package encryptedchat.relay.store;

import encryptedchat.relay.store.NotStoredException.Reason;
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
        return change.result();
    }

    private static NotStoredException busy(String message) {
        return new NotStoredException(Reason.BUSY, message, 1);
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
                handle.execute(Sql.TAKE_TURN);
                batch.forEach(change -> change.attempt(handle));
            });
            tellers.execute(() -> batch.forEach(Change::tell));
        } catch (Change.TransactionLostException lost) {
            commitEachAlone(batch, lost);
        } catch (Throwable failure) {
            tellers.execute(() -> batch.forEach(change -> change.fail(failure)));
        }
    }

    /** Nothing of the batch is stored. So all are made again, without that one which cannot be made with others. */
    private void commitEachAlone(List<Change<?>> batch, Change.TransactionLostException lost) {
        if (batch.size() == 1) {
            tellers.execute(() -> batch.get(0).fail(lost.failure()));
        } else {
            batch.forEach(change -> commit(List.of(change)));
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

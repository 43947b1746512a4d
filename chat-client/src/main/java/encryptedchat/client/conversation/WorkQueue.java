package encryptedchat.client.conversation;

import encryptedchat.client.terminal.ChatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Work for the one thread that has the keys and the state. Other threads hand it in, and it is done one after the
 * other.
 */
final class WorkQueue {
    private static final int MOST_AT_ONCE = 1000;

    private final BlockingQueue<Task> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable ChatException failure;

    /** Done in the conversation's own thread. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /** Answered in the conversation's own thread. */
    @FunctionalInterface
    interface Question<T> {
        T answer() throws IOException;
    }

    void tell(Task task) {
        waiting.add(task);
    }

    /** Waits for the answer; for good if the conversation ends meanwhile, until this thread is interrupted. */
    <T> T ask(Question<T> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tell(() -> answer.complete(question.answer()));
        try {
            return answer.get();
        } catch (ExecutionException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }

    /** The conversation cannot go on. */
    void fail(ChatException why) {
        tell(() -> failure = why);
    }

    /** @return why the conversation cannot go on, if that is so */
    Optional<ChatException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until something is to be done, and does it, with what has come meanwhile. */
    void runNext() throws IOException, InterruptedException {
        List<Task> tasks = new ArrayList<>();
        tasks.add(waiting.take());
        waiting.drainTo(tasks, MOST_AT_ONCE);
        for (Task task : tasks) {
            task.run();
        }
    }
}

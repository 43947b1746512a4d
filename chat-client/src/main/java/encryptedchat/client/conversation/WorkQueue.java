package encryptedchat.client.conversation;

import encryptedchat.client.conversation.PeerLink.Steps;
import encryptedchat.client.relay.RelayException;
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

    private final BlockingQueue<Steps<?>> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable RelayException failure;

    void tell(Runnable task) {
        waiting.add(() -> {
            task.run();
            return task;
        });
    }

    /** Waits for the answer; for good if the conversation ends meanwhile, until this thread is interrupted. */
    <T> T ask(Steps<T> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(() -> answer.complete(question.run()));
        try {
            return answer.get();
        } catch (ExecutionException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }

    /** The conversation cannot go on. */
    void fail(RelayException why) {
        tell(() -> failure = why);
    }

    /** @return why the conversation cannot go on, if that is so */
    Optional<RelayException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until something is to be done, and does it, with what has come meanwhile. */
    void runNext() throws IOException, InterruptedException {
        List<Steps<?>> tasks = new ArrayList<>();
        tasks.add(waiting.take());
        waiting.drainTo(tasks, MOST_AT_ONCE);
        for (Steps<?> task : tasks) {
            task.run();
        }
    }
}

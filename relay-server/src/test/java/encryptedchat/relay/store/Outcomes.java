package encryptedchat.relay.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What became of a change: its result, or why the store has not made it. */
final class Outcomes {
    private Outcomes() {}

    /** @return the result, or the problem of a {@link NotStoredException} */
    static Object of(CompletableFuture<?> change) {
        try {
            return change.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof NotStoredException refused) {
                return refused.problem();
            }
            throw failure;
        }
    }
}

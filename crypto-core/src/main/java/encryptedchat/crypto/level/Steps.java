package encryptedchat.crypto.level;

import java.util.List;
import java.util.function.Supplier;

/**
 * Hears of each step right when it is done, so that somebody can be told what happens. The words for a step are in the
 * file of its level, under the step's name.
 */
@FunctionalInterface
public interface Steps {
    /** Nobody listens. */
    Steps SILENT = (step, details) -> {};

    /**
     * @param step its name, such as {@code master-secret-made}
     * @param details what went in and came out; asked for only if somebody is told
     */
    void done(String step, Supplier<List<Detail>> details);

    /** The same, where the details are there already. */
    default void done(String step, Detail... details) {
        done(step, () -> List.of(details));
    }
}

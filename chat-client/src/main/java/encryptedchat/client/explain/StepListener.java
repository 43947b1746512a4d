package encryptedchat.client.explain;

import java.util.List;
import java.util.function.Supplier;

/** Hears of each step that a client does beside the cryptography, right when it is done. */
@FunctionalInterface
public interface StepListener {
    /** Nobody listens. */
    StepListener SILENT = (step, details) -> {};

    /** @param details what went in and came out; asked for only if somebody is told */
    void done(StepKind step, Supplier<List<Detail>> details);
}

package encryptedchat.classroom.wireview;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.AssertionFailedError;

/** Skips the tests of a page where no browser is installed, and says so once; where {@code CI=true}, they fail. */
final class BrowserFound implements ExecutionCondition {
    private static final Optional<Chromium> HERE =
            Chromium.find(Optional.ofNullable(System.getenv("PATH")).orElse(""));

    /** The browser of this machine, for tests that run only where there is one. */
    static Chromium here() {
        return HERE.orElseThrow(() -> new AssertionFailedError(Chromium.MISSING));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult result = decide(HERE, "true".equals(System.getenv("CI")));
        if (result.isDisabled()) {
            context.getRoot().getStore(Namespace.create(BrowserFound.class)).computeIfAbsent(Saying.class);
        }
        return result;
    }

    /**
     * @param decides whether these tests decide if a change lands
     * @throws AssertionFailedError if they do, and there is no browser
     */
    static ConditionEvaluationResult decide(Optional<Chromium> found, boolean decides) {
        if (found.isPresent()) {
            return ConditionEvaluationResult.enabled("found " + found.get().browser());
        }
        if (decides) {
            throw new AssertionFailedError(Chromium.MISSING);
        }
        return ConditionEvaluationResult.disabled(Chromium.MISSING);
    }

    /** Made once in a run of all tests, however many classes are skipped. */
    static final class Saying {
        Saying() {
            System.err.println("The browser tests are skipped. " + Chromium.MISSING);
        }
    }
}

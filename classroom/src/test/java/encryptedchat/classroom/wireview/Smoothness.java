package encryptedchat.classroom.wireview;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How long the page left its reader waiting, in milliseconds. A task over 50 ms is a long one (W3C Long Tasks): until
 * it ends, nothing moves and no key is answered.
 *
 * @param total of all long tasks
 */
record Smoothness(double longest, double total, int longTasks) {
    /** To be run at the start of the page. */
    static final String WATCH = """
            globalThis.longTasks = [];
            new PerformanceObserver(list => longTasks.push(...list.getEntries().map(task => task.duration)))
                .observe({type: "longtask"});
            """;

    private static final String TAKE = """
            return new Promise(done =>
                requestAnimationFrame(() => requestIdleCallback(() => setTimeout(() => done(longTasks.splice(0))))));
            """;

    /** @return what happened since the last time, until the page had nothing more to do */
    static Smoothness take(Browser browser) {
        List<?> durations = (List<?>) Objects.requireNonNull(browser.driver().executeScript(TAKE));
        double[] millis = durations.stream()
                .mapToDouble(duration -> ((Number) duration).doubleValue())
                .toArray();
        double total = 0;
        double longest = 0;
        for (double task : millis) {
            total += task;
            longest = Math.max(longest, task);
        }
        return new Smoothness(longest, total, millis.length);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d long tasks, the longest %.0f ms, %.0f ms together", longTasks, longest, total);
    }
}

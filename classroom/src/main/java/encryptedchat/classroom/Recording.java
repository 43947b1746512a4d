package encryptedchat.classroom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What has happened so far, for a thread that writes it down and for others that wait for something in it. */
final class Recording<T> {
    private final List<T> entries = new ArrayList<>();
    private boolean ended;

    synchronized void add(T entry) {
        entries.add(entry);
        notifyAll();
    }

    /** Nothing will be added from now on. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized List<T> all() {
        return List.copyOf(entries);
    }

    /**
     * @param from how many entries to pass over
     * @return the first entry after them that is wanted; or nothing if none comes in time or before the end
     */
    synchronized Optional<T> await(int from, Predicate<? super T> wanted, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int seen = from;
        while (true) {
            for (; seen < entries.size(); seen++) {
                if (wanted.test(entries.get(seen))) {
                    return Optional.of(entries.get(seen));
                }
            }
            long restMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (ended || restMillis <= 0) {
                return Optional.empty();
            }
            wait(restMillis);
        }
    }

    /** Waits for the end: then {@link #all} has all of it. */
    void awaitEnd(Duration patience) throws InterruptedException {
        await(Integer.MAX_VALUE, entry -> false, patience);
    }
}

package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lines that a process has written so far, read in a thread of their own. */
final class Lines {
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    Lines(InputStream stream, String threadName) {
        Thread reader = new Thread(() -> read(stream), threadName);
        reader.setDaemon(true);
        reader.start();
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /**
     * @param from how many lines to pass over
     * @return the first line after them that is wanted; or nothing if none comes in time or the stream ends
     */
    synchronized Optional<String> await(int from, Predicate<String> wanted, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int seen = from;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return Optional.of(lines.get(seen));
                }
            }
            long restMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (ended || restMillis <= 0) {
                return Optional.empty();
            }
            wait(restMillis);
        }
    }

    /** Waits until the stream has ended: then {@link #all} has all of it. */
    void awaitEnd(Duration patience) throws InterruptedException {
        await(Integer.MAX_VALUE, line -> false, patience);
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            add("(the output was cut off: " + closed.getMessage() + ")");
        }
        end();
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}

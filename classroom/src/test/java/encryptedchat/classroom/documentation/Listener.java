package encryptedchat.classroom.documentation;

import encryptedchat.classroom.documentation.Step.Said;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Follows one stream of a program line by line, and waits for what a document shows next. */
final class Listener {
    private final Supplier<List<String>> lines;
    private final Waiting waiting;
    private final Ports ports;
    private int heard;
    private boolean passesOver;

    /** Waits for a line. */
    interface Waiting {
        /** @param from how many lines to pass over */
        String await(int from, Predicate<String> wanted) throws IOException, InterruptedException;
    }

    Listener(Supplier<List<String>> lines, Waiting waiting, Ports ports) {
        this.lines = lines;
        this.waiting = waiting;
        this.ports = ports;
    }

    /** Whatever comes before the next line that is shown is not looked at. */
    void passOver() {
        passesOver = true;
    }

    /** @throws Drift if the next line is another one, or none comes */
    void expect(Said said) throws Drift, InterruptedException {
        Predicate<String> wanted = line -> said.matches(ports.toDocumented(line));
        try {
            String next = waiting.await(heard, passesOver ? wanted : line -> true);
            if (!wanted.test(next)) {
                throw Drift.between(said.line(), said.text(), ports.toDocumented(next), all());
            }
        } catch (IOException noneCame) {
            throw Drift.between(said.line(), said.text(), "", all());
        }
        while (!wanted.test(lines.get().get(heard))) {
            heard++;
        }
        heard++;
        passesOver = false;
    }

    private List<String> all() {
        return lines.get().stream().map(ports::toDocumented).toList();
    }
}

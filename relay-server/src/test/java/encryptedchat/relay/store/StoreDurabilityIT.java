package encryptedchat.relay.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.v1.Mail.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed again and again while it stores messages: whatever it called stored is there afterwards. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoreDurabilityIT {
    private static final int KILLS = 25;
    private static final int SENDERS = 4;

    @TempDir
    private Path folder;

    @Test
    void messageThatWasCalledStoredSurvivesTheEndByForce() throws Exception {
        Path file = folder.resolve("relay.db");
        List<List<Integer>> received = new ArrayList<>();
        int[] next = new int[SENDERS];
        for (int sender = 0; sender < SENDERS; sender++) {
            received.add(new ArrayList<>());
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            for (String line : killAfter(10 * kill, file, next)) {
                List<String> words = List.of(line.split(" ", -1));
                next[Integer.parseInt(words.get(0))] = 1 + Integer.parseInt(words.get(1));
            }
            takeAll(file, received);
            for (int sender = 0; sender < SENDERS; sender++) {
                // Besides what was called stored, at most the one message may be there whose answer was cut off.
                assertThat(received.get(sender).size()).isBetween(next[sender], next[sender] + 1);
            }
        }
        int stored = 0;
        for (List<Integer> numbers : received) {
            stored += numbers.size();
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            IntStream.range(0, numbers.size()).boxed().toList());
        }
        System.out.printf("%d times killed, %,d messages stored: none lost, none twice.%n", KILLS, stored);
    }

    /** @return what the process called stored */
    private static List<String> killAfter(int lines, Path file, int[] next) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Sender.class.getName(),
                file.toString()));
        for (int number : next) {
            command.add("" + number);
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                if (line.endsWith(Sender.STORED)) {
                    said.add(line);
                }
                if (said.size() == lines) {
                    // By its handle, which leaves the output to be read to its end.
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(said).hasSizeGreaterThanOrEqualTo(lines);
        return said;
    }

    /** Opens the store as the next relay would, reads everything, and acknowledges it. */
    private static void takeAll(Path file, List<List<Integer>> received) throws IOException {
        try (Store store = Store.openSqlite(file, Limits.DEFAULT)) {
            List<Waiting> messages = store.messages("bob", Optional.empty(), Limits.DEFAULT.messages());
            for (Waiting message : messages) {
                received.get(Integer.parseInt(message.sender()))
                        .add(Integer.valueOf(message.content().text()));
            }
            store.acknowledge(
                            "bob",
                            Optional.empty(),
                            messages.stream().map(Waiting::id).toList())
                    .join();
        }
    }

    /** Stores messages of each sender, one after the other from the given number on, and says which are stored. */
    static final class Sender {
        static final String STORED = " stored";

        private Sender() {}

        public static void main(String[] arguments) throws IOException {
            Store store = Store.openSqlite(Path.of(arguments[0]), Limits.DEFAULT);
            for (int sender = 0; sender < SENDERS; sender++) {
                String name = "" + sender;
                int first = Integer.parseInt(arguments[1 + sender]);
                new Thread(() -> send(store, name, first)).start();
            }
        }

        private static void send(Store store, String sender, int first) {
            for (int number = first; ; number++) {
                Outcome put = store.putMessage("bob", sender, sender + " " + number, "" + number, Instant.EPOCH)
                        .join();
                if (put == Outcome.NEW || (put == Outcome.BEFORE && number == first)) {
                    System.out.println(sender + " " + number + STORED);
                } else {
                    throw new IllegalStateException(number + ": " + put);
                }
            }
        }
    }
}

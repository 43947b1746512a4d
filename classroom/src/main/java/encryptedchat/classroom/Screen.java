package encryptedchat.classroom;

import encryptedchat.client.terminal.Console;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** What the demo is shown on: a terminal, or a pipe. */
final class Screen implements AutoCloseable {
    /** Of a pipe, and of a terminal that does not say it. */
    static final int USUAL_WIDTH = 80;

    static final int LEAST_WIDTH = 64;
    static final int GREATEST_WIDTH = 500;

    private final Map<String, String> environment;
    private final Optional<Terminal> terminal;

    private Screen(Map<String, String> environment, Optional<Terminal> terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    static Screen open(Map<String, String> environment) throws IOException {
        return new Screen(
                environment,
                Console.isTerminal()
                        ? Optional.of(TerminalBuilder.builder()
                                .system(true)
                                .dumb(true)
                                // JLine would take Ctrl-C away from Java, and nothing would be cleared up then.
                                .nativeSignals(false)
                                // JLine would ask the terminal, whose answer is typed where Enter is waited for.
                                .graphemeCluster(false)
                                .build())
                        : Optional.empty());
    }

    boolean isTerminal() {
        return terminal.isPresent();
    }

    /** @return how many columns it has at the moment, or as many as the variable {@code COLUMNS} says */
    int width() {
        String asked = environment.getOrDefault("COLUMNS", "");
        int width = asked.matches("\\d{1,4}")
                ? Integer.parseInt(asked)
                : terminal.map(Terminal::getColumns).orElse(0);
        return width == 0 ? USUAL_WIDTH : Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, width));
    }

    /** No colours in a pipe, nor for whoever sets the variable {@code NO_COLOR} (https://no-color.org). */
    Ink ink() {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean able = terminal.isPresent() && !terminal.get().getType().startsWith(Terminal.TYPE_DUMB);
        return new Ink(able && !unwanted);
    }

    @Override
    public void close() throws IOException {
        if (terminal.isPresent()) {
            terminal.get().close();
        }
    }
}

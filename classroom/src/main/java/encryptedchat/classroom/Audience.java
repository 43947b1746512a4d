package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Optional;

/** Whoever watches, and presses Enter to go on. */
final class Audience {
    private final BufferedReader keyboard;
    private final PrintStream out;
    private final boolean atTerminal;
    private boolean gone;

    /** @param atTerminal whether a person can press Enter, and sees what is printed */
    Audience(InputStream keyboard, PrintStream out, boolean atTerminal) {
        this.keyboard = new BufferedReader(new InputStreamReader(keyboard, UTF_8));
        this.out = out;
        this.atTerminal = atTerminal;
    }

    /**
     * Waits for Enter. Once a piped input has ended, nobody is left to press it, and nothing is waited for.
     *
     * @throws DemoEndedException at {@code q} and Enter, and in a terminal also at its end of input, Ctrl-D
     */
    void awaitEnter(String prompt) throws IOException {
        if (gone) {
            return;
        }
        out.println();
        out.print("    [" + prompt + "] ");
        out.flush();
        Optional<String> typed = Optional.ofNullable(keyboard.readLine());
        if (!atTerminal || typed.isEmpty()) {
            // No terminal has shown the Enter.
            out.println();
        }
        gone = typed.isEmpty();
        boolean enough = typed.map(line -> line.strip().equalsIgnoreCase("q")).orElse(atTerminal);
        if (enough) {
            throw new DemoEndedException();
        }
    }
}

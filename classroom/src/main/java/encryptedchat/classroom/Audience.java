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
        ignoreImpatience();
        out.println();
        out.print("    [" + prompt + "] ");
        out.flush();
        Optional<String> typed = typedLine();
        if (!atTerminal || typed.isEmpty()) {
            // No terminal has shown the Enter.
            out.println();
        }
        gone = typed.isEmpty();
        if (typed.map(Audience::isEnough).orElse(atTerminal)) {
            throw new DemoEndedException();
        }
    }

    /** An Enter that was pressed while a step was still going on is not to skip the pause behind it. */
    private void ignoreImpatience() throws IOException {
        while (atTerminal && keyboard.ready()) {
            if (typedLine().filter(Audience::isEnough).isPresent()) {
                throw new DemoEndedException();
            }
        }
    }

    private Optional<String> typedLine() throws IOException {
        return Optional.ofNullable(keyboard.readLine());
    }

    private static boolean isEnough(String typed) {
        return typed.strip().equalsIgnoreCase("q");
    }
}

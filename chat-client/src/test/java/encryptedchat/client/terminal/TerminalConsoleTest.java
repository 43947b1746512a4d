package encryptedchat.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.terminal.Console.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

/** On a terminal that can do nothing but print, so that every control character in its output came from the console. */
class TerminalConsoleTest {
    private static final int WIDTH = 60;
    private static final Explanation STEP = new Explanation(
            "Step 1: text sealed",
            false,
            List.of(
                    new Explanation.Line("Done", "word ".repeat(12).strip()),
                    new Explanation.Line("In", "nonce, 12 bytes")));

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void noControlCharacterOfAReceivedTextReachesTheScreen() throws IOException {
        try (TerminalConsole console = console("")) {
            console.showMessage("bob", "\u001b[2Jone\r\ntwo\u0007\u009b31m\u2028 Grüße 🔐");
        }

        assertThat(screen.toString(UTF_8).lines()).containsExactly("bob: ␛[2Jone␍␊two␇\\u009b31m\\u2028 Grüße 🔐");
    }

    @Test
    void statusIsMarkedAsTheProgramsOwn() throws IOException {
        try (TerminalConsole console = console("")) {
            console.showStatus("bob: is waiting");
        }

        assertThat(screen.toString(UTF_8).lines()).containsExactly("* bob: is waiting");
    }

    @Test
    void anExplanationIsWrappedToTheWidthAndIndented() throws IOException {
        try (TerminalConsole console = console("", "dumb", false)) {
            console.showExplanation(STEP);
        }

        assertThat(screen.toString(UTF_8).lines())
                .allMatch(line -> line.length() <= WIDTH)
                .startsWith(
                        "Step 1: text sealed", "  Done: " + "word ".repeat(10).strip())
                .contains("    word word")
                .endsWith("  In: nonce, 12 bytes");
    }

    @Test
    void anExplanationIsColouredIfThatIsWanted() throws IOException {
        try (TerminalConsole console = console("", "xterm-256color", true)) {
            console.showExplanation(STEP);
        }

        assertThat(screen.toString(UTF_8)).contains("\u001b[36mDone:");
    }

    @Test
    void withoutColourAnExplanationIsTextAlone() throws IOException {
        try (TerminalConsole console = console("", "xterm-256color", false)) {
            console.showExplanation(STEP);
        }

        assertThat(screen.toString(UTF_8)).contains("  Done: word").doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    @Test
    void linesAreReadAsTheyWereTyped() throws IOException {
        assertThat(inputsOf("hello\r!!\rGrüße 🔐\r\r\"quote\\ 'x\r\004"))
                .containsExactly(
                        new Input.Line("hello"),
                        new Input.Line("!!"),
                        new Input.Line("Grüße 🔐"),
                        new Input.Line(""),
                        new Input.Line("\"quote\\ 'x"),
                        new Input.End());
    }

    @Test
    void somebodyTypesHere() throws IOException {
        try (TerminalConsole console = console("")) {
            assertThat(console.isForAPerson()).isTrue();
        }
    }

    @Test
    void commandsAndPathsAreLinesHere() throws IOException {
        assertThat(inputsOf("/quit\r/foo\r/etc/hosts\r\004"))
                .containsExactly(
                        new Input.Line("/quit"), new Input.Line("/foo"), new Input.Line("/etc/hosts"), new Input.End());
    }

    @Test
    void endOfTheInputIsTheEnd() throws IOException {
        assertThat(inputsOf("")).containsExactly(new Input.End());
    }

    private List<Input> inputsOf(String typed) throws IOException {
        List<Input> inputs = new ArrayList<>();
        try (TerminalConsole console = console(typed)) {
            do {
                inputs.add(console.read());
            } while (inputs.get(inputs.size() - 1) instanceof Input.Line);
        }
        return inputs;
    }

    private TerminalConsole console(String typed) throws IOException {
        return console(typed, "dumb", false);
    }

    /** The override is deprecated for programs; for a test it is the only way to the terminal that JLine finds. */
    @SuppressWarnings("deprecation")
    private TerminalConsole console(String typed, String type, boolean colour) throws IOException {
        Terminal terminal =
                new DumbTerminal("test", type, new ByteArrayInputStream(typed.getBytes(UTF_8)), screen, UTF_8);
        terminal.setSize(new Size(WIDTH, 24));
        TerminalBuilder.setTerminalOverride(terminal);
        try {
            return new TerminalConsole("alice", colour);
        } finally {
            TerminalBuilder.setTerminalOverride(null);
        }
    }
}

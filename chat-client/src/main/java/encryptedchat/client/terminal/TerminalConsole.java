package encryptedchat.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** For a person at a terminal: lines can be edited, and a half-typed one stays whole when a message arrives. */
final class TerminalConsole implements Console {
    private static final String SPINNER = "|/-\\";
    private static final Duration SPINNER_STEP = Duration.ofMillis(120);

    private static final String INDENT = "  ";
    private static final AttributedStyle HEADING = AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle REFUSAL = AttributedStyle.BOLD.foreground(AttributedStyle.RED);
    private static final AttributedStyle LABEL = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);

    private final Terminal terminal;
    private final LineReader reader;
    private final String name;
    private final boolean colour;
    private volatile String prompt;

    /** A paste of several lines comes as one input; they are sent one by one. */
    private final Deque<String> pasted = new ArrayDeque<>();

    /**
     * @param name stands in the prompt
     * @param colour whether explanations may be coloured
     */
    TerminalConsole(String name, boolean colour) throws IOException {
        // Nearly every terminal is UTF-8 by now, also those whose locale forgets to say so.
        terminal = TerminalBuilder.builder().system(true).encoding(UTF_8).build();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                // Without it "!!" would be replaced by the line before, as shells do.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, true)
                .build();
        this.name = name;
        this.colour = colour;
        prompt = name + "> ";
    }

    /** As no-color.org says it, and not on a terminal that says that it can do nothing. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    @Override
    public Input read() {
        if (pasted.isEmpty()) {
            try {
                String input = reader.readLine(prompt);
                if (input.isEmpty()) {
                    return new Input.Line(input);
                }
                input.lines().forEach(pasted::add);
            } catch (EndOfFileException | IOError terminalGone) {
                return new Input.End();
            } catch (UserInterruptException controlC) {
                return new Input.Interrupt();
            }
        }
        return new Input.Line(pasted.remove());
    }

    @Override
    public boolean isForAPerson() {
        return true;
    }

    @Override
    public void showMessage(String sender, String text) {
        reader.printAbove(sender + ": " + TextRules.printable(text));
    }

    @Override
    public void showStatus(String line) {
        reader.printAbove(TextWidth.wrap("* " + line, terminal.getColumns()));
    }

    @Override
    public void showExplanation(Explanation step) {
        int width = terminal.getColumns();
        AttributedStringBuilder lines = new AttributedStringBuilder();
        lines.styled(inColour(step.refusal() ? REFUSAL : HEADING), TextWidth.wrap(step.heading(), width));
        for (Explanation.Line line : step.lines()) {
            String label = line.label() + ":";
            String text = TextWidth.wrap(label + " " + line.text(), width - INDENT.length())
                    .replace("\n", "\n" + INDENT);
            lines.append("\n" + INDENT).styled(inColour(LABEL), label).append(text.substring(label.length()));
        }
        reader.printAbove(lines.toAttributedString());
    }

    private AttributedStyle inColour(AttributedStyle style) {
        return colour ? style : AttributedStyle.DEFAULT;
    }

    @Override
    public void showAlarm(String what) {
        prompt = what.isEmpty() ? name + "> " : name + " [" + what + "]> ";
        ((LineReaderImpl) reader).setPrompt(prompt);
    }

    @Override
    public <T> T showProgress(String what, Supplier<T> work) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(work);
        int width = terminal.getColumns();
        for (int step = 0; ; step++) {
            try {
                T done = result.get(SPINNER_STEP.toMillis(), TimeUnit.MILLISECONDS);
                overwrite(TextWidth.wrap("* " + what + " … done", width) + "\n");
                return done;
            } catch (TimeoutException goesOn) {
                String line = SPINNER.charAt(step % SPINNER.length()) + " " + what + " …";
                // A line that the terminal breaks could not be overwritten.
                overwrite(width == 0 ? line : TextWidth.beginning(line, width - 1));
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    private void overwrite(String line) {
        terminal.writer().print("\r" + line);
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}

package encryptedchat.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * For scripts: each line of the input is sent, each received message is exactly one line of the output, and everything
 * else goes to the error output. All three are UTF-8, whatever the locale.
 */
final class PipeConsole implements Console {
    private static final String EXPLANATION = "| ";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private long lineNumber;

    PipeConsole(InputStream in, OutputStream out, OutputStream err) {
        this.in = new BufferedInputStream(in);
        this.out = new PrintStream(out, false, UTF_8);
        this.err = new PrintStream(err, true, UTF_8);
    }

    static PipeConsole standard() {
        return new PipeConsole(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /** Never holds more than one line of the longest length that is sent; the rest of a longer one is skipped. */
    @Override
    public Input read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return new Input.End();
        }
        lineNumber++;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() <= TextRules.MAX_TEXT_BYTES + 1) {
                line.write(next);
            }
        }
        return line.size() > TextRules.MAX_TEXT_BYTES + 1 ? unreadable(TextRules.tooLong()) : text(line.toByteArray());
    }

    @Override
    public boolean isForAPerson() {
        return false;
    }

    private Input text(byte[] line) {
        try {
            String text = Utf8.decode("This line", line);
            return new Input.Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (WireFormatException notUtf8) {
            return unreadable("This line is not UTF-8 text and is not sent.");
        }
    }

    private Input unreadable(String explanation) {
        return new Input.Unreadable("Line " + lineNumber + ": " + explanation);
    }

    @Override
    public synchronized void showMessage(String sender, String text) {
        // In one piece: whoever is killed in the middle has shown all of it or nothing.
        byte[] line = (sender + ": " + TextRules.printable(text) + "\n").getBytes(UTF_8);
        out.write(line, 0, line.length);
        if (out.checkError()) {
            throw new UncheckedIOException(
                    "Standard output is closed, so messages cannot be shown.", new IOException("write failed"));
        }
    }

    @Override
    public synchronized void showStatus(String line) {
        err.print(line + "\n");
        err.flush();
    }

    /** Each line begins with a mark, so that a script can tell them. */
    @Override
    public synchronized void showExplanation(Explanation step) {
        StringBuilder lines = new StringBuilder(EXPLANATION + step.heading() + "\n");
        for (Explanation.Line line : step.lines()) {
            lines.append(EXPLANATION + "  " + line.label() + ": " + line.text() + "\n");
        }
        err.print(lines);
        err.flush();
    }

    /** There is nothing that stays in sight in a pipe. */
    @Override
    public void showAlarm(String what) {}

    @Override
    public <T> T showProgress(String what, Supplier<T> work) {
        showStatus(what + " …");
        return work.get();
    }

    @Override
    public void close() {
        out.flush();
    }
}

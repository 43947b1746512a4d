package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program as a real process, with what it has said so far. */
public final class Program implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private static final String PIN = "Pin: ";

    private final String name;
    private final Process process;
    private final Recording<String> out;
    private final Recording<String> err;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = linesOf(process.getInputStream(), name + "-out");
        this.err = linesOf(process.getErrorStream(), name + "-err");
    }

    /** @param name what to call it when it does not do what was expected */
    public static Program start(String name, ProcessBuilder command) throws IOException {
        return new Program(name, command.start());
    }

    /** @return the address that a relay printed when it was ready */
    public String relayUrl() {
        return out.all().get(0).replaceFirst("^Relay ready at (\\S+).*", "$1");
    }

    /** @return the pin that a relay with TLS prints */
    public String relayPin() throws IOException, InterruptedException {
        return awaitOut(0, line -> line.startsWith(PIN)).substring(PIN.length());
    }

    /** Types one line. */
    public void type(String line) throws IOException {
        type((line + "\n").getBytes(UTF_8));
    }

    /** Puts these bytes into the input, whatever they are. */
    public void type(byte[] input) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(input);
        keyboard.flush();
    }

    /** Closes the input, as Ctrl-D does. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** @return all lines of standard output so far */
    public List<String> out() {
        return out.all();
    }

    /** @return all lines of standard error so far */
    public List<String> err() {
        return err.all();
    }

    /**
     * Waits for a line of standard output.
     *
     * @param from how many lines to pass over
     */
    public String awaitOut(int from, Predicate<String> wanted) throws IOException, InterruptedException {
        return await(out, from, wanted);
    }

    /**
     * Waits for a line of standard error.
     *
     * @param from how many lines to pass over
     */
    public String awaitErr(int from, Predicate<String> wanted) throws IOException, InterruptedException {
        return await(err, from, wanted);
    }

    /** @return the exit code; everything that the program wrote has been read by then */
    public int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(name + " does not end. It said: " + err.all());
        }
        out.awaitEnd(LONG_ENOUGH);
        err.awaitEnd(LONG_ENOUGH);
        return process.exitValue();
    }

    /** The process itself, to ask the operating system about it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends the process at once, as {@code kill -9} does: it cannot prepare for it. */
    public void kill() throws InterruptedException {
        // Asked of the process itself, Java would close its output too, with what nobody has read yet.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String await(Recording<String> lines, int from, Predicate<String> wanted)
            throws IOException, InterruptedException {
        return lines.await(from, wanted, LONG_ENOUGH)
                .orElseThrow(() -> new IOException(name + " did not say what was expected. It said: " + err.all()));
    }

    /** Reads the stream in a thread of its own, so that the program never waits for a reader. */
    private static Recording<String> linesOf(InputStream stream, String threadName) {
        Recording<String> lines = new Recording<>();
        Thread reader = new Thread(() -> read(stream, lines), threadName);
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static void read(InputStream stream, Recording<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException cutOff) {
            lines.add("(the output was cut off: " + cutOff.getMessage() + ")");
        } finally {
            lines.end();
        }
    }
}

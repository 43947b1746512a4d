package encryptedchat.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged relay as a process of its own. */
record RelayProgram(Process process, BufferedReader out, Path err) {
    private static final Pattern READY = Pattern.compile("Relay ready at (https?://127\\.0\\.0\\.1:\\d+)( \\(.*\\))?");

    /** @param out the lines of standard output, without those that were read before */
    record Ended(int exitCode, List<String> out, List<String> err) {}

    record Ready(String url, String line) {}

    /** @param folder for the relay's data and for what it says on standard error */
    static RelayProgram start(Path folder, String... options) throws IOException {
        Path err = Files.createTempFile(folder, "relay", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds, and is not worth compiling well.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target", "relay-server.jar").toString(),
                "--data",
                data(folder).toString()));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        return new RelayProgram(process, process.inputReader(UTF_8), err);
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    Ready awaitReady() throws IOException {
        String line = String.valueOf(out.readLine());
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as("%s %s", line, errors()).isTrue();
        return new Ready(ready.group(1), line);
    }

    /** Sends SIGTERM. {@code Process.destroy} would do so too, but close the streams that are read afterwards. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @return what is left to read after SIGTERM */
    Ended stop() throws Exception {
        terminate();
        return end();
    }

    Ended end() throws Exception {
        List<String> lines = out.lines().toList();
        return new Ended(process.waitFor(), lines, errors());
    }

    List<String> errors() throws IOException {
        return Files.readAllLines(err);
    }
}

package encryptedchat.relay;

import static encryptedchat.relay.Calls.message;
import static encryptedchat.relay.Calls.publicKey;
import static encryptedchat.relay.Calls.registration;
import static encryptedchat.relay.Calls.secret;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.classic.ClassicWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay as the process that a person starts and stops: its exit codes, and what it prints where. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RelayCommandIT {
    private static final Pattern READY =
            Pattern.compile("Relay ready at (http://127\\.0\\.0\\.1:(\\d+)) \\(level classic, in memory\\)");

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void withoutALevelItSaysWhatToAdd() throws Exception {
        Ended relay = run("--port", "0");

        assertThat(relay.exitCode()).isEqualTo(2);
        assertThat(relay.out()).isEmpty();
        assertThat(relay.err()).singleElement().asString().contains("--classic");
    }

    @Test
    void portOutOfRangeIsAUsageError() throws Exception {
        for (String port : List.of("99999", "-1")) {
            Ended relay = run("--classic", "--port", port);

            assertThat(relay.exitCode()).isEqualTo(2);
            assertThat(relay.out()).isEmpty();
            assertThat(relay.err()).singleElement().asString().contains("--port", "65535", port);
        }
    }

    @Test
    void unknownOptionIsAUsageErrorThatShowsTheOptions() throws Exception {
        Ended relay = run("--classic", "--prot", "1");

        assertThat(relay.exitCode()).isEqualTo(2);
        assertThat(relay.out()).isEmpty();
        assertThat(String.join("\n", relay.err())).contains("--prot", "--port=PORT");
    }

    @Test
    void takenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            Ended relay = run("--classic", "--port", port);

            assertThat(relay.exitCode()).isEqualTo(1);
            assertThat(relay.out()).isEmpty();
            assertThat(relay.err())
                    .singleElement()
                    .asString()
                    .startsWith("Cannot listen on 127.0.0.1 port " + port)
                    .contains("in use", "--port");
        }
    }

    @Test
    void hostThatIsNotOfThisComputerIsOneClearLine() throws Exception {
        Ended relay = run("--classic", "--port", "0", "--host", "192.0.2.1");

        assertThat(relay.exitCode()).isEqualTo(1);
        assertThat(relay.out()).isEmpty();
        assertThat(relay.err()).singleElement().asString().startsWith("Cannot listen on 192.0.2.1");
    }

    @Test
    void helpGoesToStandardOutput() throws Exception {
        Ended relay = run("--help");

        assertThat(relay.exitCode()).isZero();
        assertThat(String.join("\n", relay.out())).contains("--classic", "--port", "--host");
        assertThat(relay.err()).isEmpty();
    }

    @Test
    void oneLineSaysThatItIsReadyAndWhere() throws Exception {
        Running relay = startRelay();

        new Calls(relay.url()).assertRelayServes();

        assertThat(relay.stop().out()).isEmpty();
    }

    @Test
    void sigtermStopsItAtOnceAlthoughAClientIsConnected() throws Exception {
        Running relay = startRelay();
        URI url = URI.create(relay.url());
        try (Socket idle = new Socket(url.getHost(), url.getPort())) {
            new Calls(relay.url()).assertRelayServes();
            assertThat(idle.isConnected()).isTrue();

            relay.terminate();

            assertThat(relay.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThat(relay.errors()).noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }

    @Test
    void standardErrorShowsOneLineForEachThingThatIsStored() throws Exception {
        Running relay = startRelay();
        Calls calls = new Calls(relay.url());
        calls.accepts("/register_public_key", registration(Calls.PUBLIC_KEY));
        calls.accepts("/send_encrypted_master_secret", secret(1));
        calls.accepts("/send_message", message("alice", "bob", "one"));
        calls.accepts("/send_message", message("bob", "alice", "x".repeat(60_000)));
        calls.get("/get_public_key/bob");
        calls.get("/get_encrypted_master_secret");
        calls.messages("bob");

        List<String> lines = relay.stop().err();

        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line).hasSizeLessThan(300));
        assertThat(lines.get(0)).contains("stored", "bob's public key", Calls.PUBLIC_KEY.substring(0, 40));
        assertThat(lines.get(1)).contains("stored for bob", "encrypted master secret");
        assertThat(lines.get(2)).contains("stored for bob", "from alice", "b25l (3 bytes)", "MTcwMDAwMDAwMA==");
        assertThat(lines.get(3)).contains("stored for alice", "from bob", "(60000 bytes)");
    }

    @Test
    void refusedRequestsLeaveNoTraceOnStandardError() throws Exception {
        Running relay = startRelay();
        Calls calls = new Calls(relay.url());
        assertRefused(calls.post("/register_public_key", registration(publicKey("rsa-2048-public-key.pem"))));
        assertRefused(calls.post("/send_encrypted_master_secret", Calls.json("{}")));
        assertRefused(calls.post("/send_message", message("mallory", "bob", "hello")));
        assertRefused(
                calls.post("/send_message", message("alice", "bob", "hello").put("nonce", "AAAA")));
        assertRefused(calls.post("/send_message", new byte[ClassicWire.MAX_BODY_BYTES + 1]));
        assertRefused(calls.get("/nowhere"));
        assertRefused(calls.get("/get_messages/%00"));
        for (String head : List.of(
                "\0garbage\r\n",
                "GET /%u0000 HTTP/1.1\r\nHost: relay\r\n",
                "GET / HTTP/1.1\r\nHost: relay\r\nHost: relay\r\n",
                "GET / HTTP/1.1\r\nHost: a b:c\r\n",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nHost: relay\r\nSec-WebSocket-Version: 13\r\n",
                "POST /send_message HTTP/1.1\r\nHost: relay\r\nContent-Length: 9\r\nContent-Length: 8\r\n")) {
            assertRefused(relay.url(), head + "Connection: close\r\n\r\n");
        }

        assertThat(relay.stop().err()).isEmpty();
    }

    private static void assertRefused(Calls.Answer answer) {
        assertThat(answer.code()).isBetween(400, 499);
    }

    private static void assertRefused(String url, String request) throws IOException {
        URI relay = URI.create(url);
        try (Socket socket = new Socket(relay.getHost(), relay.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(10), UTF_8))
                    .isEqualTo("HTTP/1.1 4");
        }
    }

    /** @param out the lines of standard output, without those that were read before */
    record Ended(int exitCode, List<String> out, List<String> err) {}

    record Running(Process process, BufferedReader out, Path err, String url) {
        /** Sends SIGTERM. {@code Process.destroy} would do so too, but close the streams that are read afterwards. */
        void terminate() {
            process.toHandle().destroy();
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

    private Ended run(String... options) throws Exception {
        return start(options).end();
    }

    private Running startRelay() throws Exception {
        Running relay = start("--classic", "--port", "0");
        String line = String.valueOf(relay.out().readLine());
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as("%s %s", line, relay.errors()).isTrue();
        return new Running(relay.process(), relay.out(), relay.err(), ready.group(1));
    }

    private Running start(String... options) throws IOException {
        Path err = Files.createTempFile(folder, "relay", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "relay-server.jar").toString()));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        started.add(process);
        return new Running(process, process.inputReader(UTF_8), err, "");
    }
}

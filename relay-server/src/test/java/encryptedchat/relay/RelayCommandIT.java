package encryptedchat.relay;

import static encryptedchat.relay.Calls.message;
import static encryptedchat.relay.Calls.publicKey;
import static encryptedchat.relay.Calls.registration;
import static encryptedchat.relay.Calls.secret;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.relay.RelayProgram.Ended;
import encryptedchat.relay.v1.TestPerson;
import encryptedchat.relay.v1.V1Calls;
import encryptedchat.wire.classic.ClassicWire;
import encryptedchat.wire.v1.Problem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay as the process that a person starts and stops: its exit codes, and what it prints where. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RelayCommandIT {
    @TempDir
    private Path folder = Path.of("");

    private final List<RelayProgram> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(relay -> relay.process().destroyForcibly());
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
        assertThat(String.join("\n", relay.out()))
                .contains(
                        "--classic",
                        "--port",
                        "--host",
                        "--data",
                        "--tls",
                        "--token-seconds",
                        "--release",
                        "--[no-]wire-view");
        assertThat(relay.err()).isEmpty();
    }

    @Test
    void twoLinesSayThatItIsReadyAndWhere() throws Exception {
        RelayProgram relay = start("--port", "0");
        RelayProgram.Ready ready = relay.awaitReady();

        assertThat(ready.line()).isEqualTo("Relay ready at " + ready.url());
        assertThat(new Calls(ready.url()).get("/v1/health").code()).isEqualTo(200);
        assertThat(relay.stop().out())
                .singleElement()
                .asString()
                .matches("Wire view: http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{22}/");
    }

    @Test
    void levelClassicIsServedWhereItIsAskedFor() throws Exception {
        RelayProgram without = start("--port", "0");
        assertThat(new Calls(without.awaitReady().url())
                        .get("/get_messages/bob")
                        .status())
                .isEqualTo("Unknown route. If it is one of level classic, start the relay with --classic.");
        without.stop();

        RelayProgram with = start("--port", "0", "--classic");
        RelayProgram.Ready ready = with.awaitReady();

        assertThat(ready.line()).isEqualTo("Relay ready at " + ready.url() + " (level classic too)");
        new Calls(ready.url()).assertRelayServes();
    }

    @Test
    void sigtermStopsItAtOnceAlthoughAClientIsConnected() throws Exception {
        RelayProgram relay = start("--classic", "--port", "0");
        URI url = URI.create(relay.awaitReady().url());
        try (Socket idle = new Socket(url.getHost(), url.getPort())) {
            new Calls(url.toString()).assertRelayServes();
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
        RelayProgram relay = start("--classic", "--port", "0");
        String url = relay.awaitReady().url();
        Calls calls = new Calls(url);
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
        RelayProgram relay = start("--classic", "--port", "0");
        String url = relay.awaitReady().url();
        Calls calls = new Calls(url);
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
            assertRefused(url, head + "Connection: close\r\n\r\n");
        }

        assertThat(relay.stop().err()).isEmpty();
    }

    @Test
    void standardErrorShowsWhatIsStoredAndNoSecret() throws Exception {
        RelayProgram relay = start("--port", "0");
        V1Calls calls = new V1Calls(relay.awaitReady().url());
        TestPerson alice = TestPerson.named("alice");
        String token = calls.registerAndLogIn(alice);
        String id = V1Calls.newId();
        calls.sendMessage("alice", token, id, "hello");
        calls.sendMessage("alice", token, id, "hello");

        List<String> lines = relay.stop().err();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("alice is registered");
        assertThat(lines.get(1))
                .contains("stored for alice: a message from alice at level any-level, ", " characters, id " + id);
        assertThat(String.join("\n", lines)).doesNotContain(token, "hello", "aGVsbG8=");
    }

    @Test
    void tokenLastsAsLongAsItWasToldTo() throws Exception {
        V1Calls calls = new V1Calls(
                start("--port", "0", "--token-seconds", "1").awaitReady().url());
        String token = calls.registerAndLogIn(TestPerson.named("alice"));

        Calls.Answer answer;
        do {
            answer = calls.get("/v1/mailboxes/alice", token);
        } while (answer.code() == 200);

        V1Calls.assertProblem(answer, Kind.TOKEN_EXPIRED);
    }

    @Test
    void tokenThatWouldLastNoTimeIsAUsageError() throws Exception {
        for (String seconds : List.of("0", "-1", "2592001")) {
            Ended relay = run("--port", "0", "--token-seconds", seconds);

            assertThat(relay.exitCode()).isEqualTo(2);
            assertThat(relay.err()).singleElement().asString().contains("--token-seconds", seconds);
        }
    }

    @Test
    void releasedNameIsFreeForSomebodyElse() throws Exception {
        RelayProgram before = start("--port", "0");
        V1Calls calls = new V1Calls(before.awaitReady().url());
        calls.registerAndLogIn(TestPerson.named("bob"));
        before.stop();

        RelayProgram relay = start("--port", "0", "--release", "bob");
        new V1Calls(relay.awaitReady().url()).registerAndLogIn(TestPerson.named("bob"));

        assertThat(relay.stop().err()).first().asString().contains("bob", "free again");
        RelayProgram other = start("--port", "0", "--release", "nobody");
        other.awaitReady();
        assertThat(other.stop().err()).singleElement().asString().isEqualTo("Nobody has the name nobody here.");
        assertThat(run("--port", "0", "--release", "No Body").exitCode()).isEqualTo(2);
    }

    @Test
    void damagedStoreIsOneClearLineAndStaysAsItIs() throws Exception {
        Path store = Files.createDirectories(RelayProgram.data(folder)).resolve("relay.db");
        Files.writeString(store, "this is no database");

        Ended relay = run("--port", "0");

        assertThat(relay.exitCode()).isEqualTo(1);
        assertThat(relay.out()).isEmpty();
        assertThat(relay.err()).singleElement().asString().contains(store.toString());
        assertThat(store).hasContent("this is no database");
    }

    @Test
    void dataFolderThatCannotBeMadeIsOneClearLine() throws Exception {
        Files.writeString(RelayProgram.data(folder), "a file");

        Ended relay = run("--port", "0");

        assertThat(relay.exitCode()).isEqualTo(1);
        assertThat(relay.out()).isEmpty();
        assertThat(relay.err())
                .singleElement()
                .asString()
                .contains(RelayProgram.data(folder).toString());
    }

    @Test
    void secondRelayOnTheSameDataIsRefused() throws Exception {
        start("--port", "0").awaitReady();

        Ended second = run("--port", "0");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).singleElement().asString().contains("Another relay");
    }

    @Test
    void tlsServesNoPlainHttpAndKeepsItsPin() throws Exception {
        RelayProgram first = start("--port", "0", "--tls");
        URI url = URI.create(first.awaitReady().url());
        String pin = first.out().readLine();
        assertThat(first.out().readLine()).startsWith("Wire view: http://127.0.0.1:");
        assertThat(url.getScheme()).isEqualTo("https");
        assertThat(pin).matches("Pin: sha256/[A-Za-z0-9+/]{43}=");
        assertThatThrownBy(() -> new Calls("http://127.0.0.1:" + url.getPort()).get("/v1/health"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(first.stop().err()).isEmpty();

        RelayProgram second = start("--port", "0", "--tls");
        second.awaitReady();

        assertThat(second.out().readLine()).isEqualTo(pin);
    }

    @Test
    void damagedKeyForTlsIsOneClearLineAndStaysAsItIs() throws Exception {
        Path key = Files.createDirectories(RelayProgram.data(folder)).resolve("tls.p12");
        Files.writeString(key, "this is no key");

        Ended relay = run("--port", "0", "--tls");

        assertThat(relay.exitCode()).isEqualTo(1);
        assertThat(relay.out()).isEmpty();
        assertThat(relay.err()).singleElement().asString().contains(key.toString(), "another pin");
        assertThat(key).hasContent("this is no key");
    }

    @Test
    void otherComputersAreWarnedAboutUnlessThereIsTls() throws Exception {
        RelayProgram open = start("--port", "0", "--host", "0.0.0.0");
        open.out().readLine();
        assertThat(open.stop().err()).singleElement().asString().contains("Careful", "--tls");

        RelayProgram tls = start("--port", "0", "--host", "0.0.0.0", "--tls");
        tls.out().readLine();
        assertThat(tls.stop().err()).isEmpty();
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

    private Ended run(String... options) throws Exception {
        return start(options).end();
    }

    private RelayProgram start(String... options) throws IOException {
        RelayProgram relay = RelayProgram.start(folder, options);
        started.add(relay);
        return relay;
    }
}

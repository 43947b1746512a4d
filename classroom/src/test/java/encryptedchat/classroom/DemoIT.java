package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.rsa.RsaKeys;
import encryptedchat.client.terminal.TextWidth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guided demo shows each text on its whole way, and leaves nothing behind. */
class DemoIT {
    private static final int WIDEST_LINE = 80;

    private static final Pattern SAFETY_NUMBERS = Pattern.compile(
            "alice sees (?<alice>\\d{5}( \\d{5}){11}) bob types /verify bob sees (?<bob>\\d{5}( \\d{5}){11}) Both numbers match");

    private static final String PROMPT = "    [Press Enter to go on; q and Enter to end] ";
    private static final byte CONTROL_C = 3;
    private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";
    private static final String WIRE_VIEW = "Wire view: ";

    @TempDir
    private Path temporary;

    @TempDir
    private Path browsers;

    @Test
    void theDemoShowsHowTheTwoAgreeOnKeysAndKnowEachOtherAndEachTextOnItsWholeWay() throws Exception {
        try (Program demo = Program.start("demo", quick(command()))) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(complaints(demo)).isEmpty();
            assertThat(demo.out()).allMatch(line -> TextWidth.of(line) <= WIDEST_LINE);
            assertThat(onOneLine(demo))
                    .containsSubsequence(
                            "relay says Relay ready at http://127.0.0.1:",
                            "-> PUT /v1/people/bob identity_key",
                            "32 bytes, open to all",
                            "relay keeps bob is registered with the identity key",
                            "<- POST /v1/challenges challenge",
                            "-> POST /v1/tokens name bob challenge",
                            "<- POST /v1/tokens token",
                            "-> PUT /v1/people/bob/prekeys/authenticated kind exchange-key",
                            "64 bytes, by identity key",
                            "relay keeps stored: 1 prekey of bob for level authenticated, 0 one-time ones left")
                    .containsSubsequence(
                            "-> PUT /v1/people/alice",
                            "<- GET /v1/people/bob name bob",
                            "<- PUT /v1/people/bob/prekeys/authenticated/claims/",
                            "alice says First contact with bob",
                            "-> PUT /v1/mailboxes/bob/messages/",
                            "session_id",
                            "512 bytes, for the responder",
                            "64 bytes, by who offers",
                            "relay keeps stored for bob: an offer from alice",
                            "<- GET /v1/mailboxes/bob/messages",
                            "body the 9 fields above, as they were sent",
                            "bob says An offer has come from alice, signed and for you: you share keys.",
                            "-> POST /v1/mailboxes/bob/acknowledgements");
            assertBothSawTheSameSafetyNumber(demo);
            assertThat(onOneLine(demo))
                    .containsSubsequence(way("alice", "bob", 1, "Hi Bob, can anybody else read this?"))
                    .containsSubsequence(way("bob", "alice", 1, "Hi Alice! Only we two can. 🔐"))
                    .containsSubsequence(way("alice", "bob", 2, "Grüße an die Klasse, 你好!"))
                    .endsWith("Searched for 3 of 3 texts, as they are and in Base64. Found: 0.");
        }
    }

    private static void assertBothSawTheSameSafetyNumber(Program demo) throws IOException {
        Matcher seen = SAFETY_NUMBERS.matcher(onOneLine(demo));
        assertThat(seen.find()).isTrue();
        assertThat(seen.group("alice")).isEqualTo(seen.group("bob"));
        assertThat(onOneLine(demo))
                .contains("alice says Recorded: you have compared the safety number with bob.")
                .contains("bob says Recorded: you have compared the safety number with alice.");
    }

    @Test
    void levelClassicIsShownOnRequest() throws Exception {
        try (Program demo = Program.start("demo", quick(command("--level", "classic")))) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(complaints(demo)).isEmpty();
            assertThat(demo.out()).allMatch(line -> TextWidth.of(line) <= WIDEST_LINE);
            assertThat(onOneLine(demo))
                    .containsSubsequence(
                            "relay says Relay ready at http://127.0.0.1:",
                            "-> POST /register_public_key",
                            "public_key_pem_b64 LS0tLS1CRUdJTiB",
                            "relay keeps stored bob's public key",
                            "<- GET /get_public_key/bob",
                            "-> POST /send_encrypted_master_secret",
                            "512 bytes, only for Bob",
                            "relay keeps stored for bob: an encrypted master secret",
                            "<- GET /get_encrypted_master_secret",
                            "bob says A master secret has come from alice, and I could decrypt it.")
                    .containsSubsequence(classicWay("alice", "bob", "Hi Bob, can anybody else read this?"))
                    .containsSubsequence(classicWay("bob", "alice", "Hi Alice! Only we two can. 🔐"))
                    .containsSubsequence(classicWay("alice", "bob", "Grüße an die Klasse, 你好!"))
                    .endsWith("Searched for 3 of 3 texts, as they are and in Base64. Found: 0.");
        }
    }

    @Test
    void theDemoSaysWhatItIsToldTo() throws Exception {
        List<String> command = command("x", "two words", "Größe 你好 🔐", "你".repeat(100), "authenticated");
        try (Program demo = Program.start("demo", quick(command))) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(demo.out()).allMatch(line -> TextWidth.of(line) <= WIDEST_LINE);
            assertThat(onOneLine(demo))
                    .containsSubsequence(way("alice", "bob", 1, "x"))
                    .containsSubsequence(way("bob", "alice", 1, "two words"))
                    .containsSubsequence(way("alice", "bob", 2, "Größe 你好 🔐"))
                    .containsSubsequence(way("alice", "bob", 3, "authenticated"))
                    .endsWith("Searched for 4 of 5 texts, as they are and in Base64. Found: 0. "
                            + "A text under 8 characters can stand there by chance.");
        }
    }

    @ParameterizedTest
    @CsvSource({"authenticated, 6, 11", "classic, 5, 7"})
    void withPauseEachStepWaitsForEnterAndNoProcessAndNoFolderStaysBehind(String level, int stepWithAllThree, int steps)
            throws Exception {
        try (Program demo = Program.start("demo", quick(command("--pause", "--level", level, "one message")))) {
            awaitPauseAfter(stepWithAllThree, demo);
            List<ProcessHandle> children = demo.process().descendants().toList();
            assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);
            assertThat(temporary).isNotEmptyDirectory();

            demo.type("\n".repeat(steps - stepWithAllThree).getBytes(UTF_8));

            assertThat(demo.awaitExit()).isZero();
            assertThat(demo.out()).filteredOn(PROMPT::equals).hasSize(steps - 1);
            assertThat(onOneLine(demo))
                    .containsSubsequence(PROMPT.strip() + " 2. ", PROMPT.strip() + " " + steps + ". ")
                    .endsWith("Searched for 1 of 1 texts, as they are and in Base64. Found: 0.");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process is ended without being asked")
    void anInterruptedDemoLeavesNothingBehindEither() throws Exception {
        try (Program demo = Program.start("demo", quick(command("--pause", "one message")))) {
            awaitPauseAfter(3, demo);
            List<ProcessHandle> children = demo.process().descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(2);

            demo.process().destroy();

            assertThat(demo.awaitExit()).isNotZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", " Q "})
    void qAndEnterEndTheDemoBetweenTwoStepsAndNothingStaysBehind(String enough) throws Exception {
        try (Program demo = Program.start("demo", quick(command("--pause", "one message")))) {
            demo.awaitOut(0, line -> line.startsWith("1. "));
            demo.type("");
            demo.awaitOut(0, line -> line.startsWith("2. "));
            List<ProcessHandle> children = demo.process().descendants().toList();
            demo.type("");
            demo.type(enough);

            assertThat(demo.awaitExit()).isZero();
            assertThat(complaints(demo)).isEmpty();
            assertThat(demo.out()).last().isEqualTo(PROMPT);
            assertThat(demo.out()).anyMatch(line -> line.startsWith("3. ")).noneMatch(line -> line.startsWith("4. "));
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void theEndOfAPipedInputGoesOnWithoutPauses() throws Exception {
        try (Program demo = Program.start("demo", quick(command("--pause", "one message")))) {
            demo.endInput();

            assertThat(demo.awaitExit()).isZero();
            assertThat(demo.out()).filteredOn(PROMPT::equals).hasSize(1);
            assertThat(onOneLine(demo)).endsWith("Found: 0.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authenticated", "classic"})
    void aWideDemoHasThreeColumns(String level) throws Exception {
        List<String> command = command("--width", "140", "--level", level, "one message, 你好 🔐");
        try (Program demo = Program.start("demo", quick(command))) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(demo.out()).allMatch(line -> TextWidth.of(line) <= 140);
            assertThat(demo.out())
                    .anyMatch(line -> line.matches("Alice ─+┬─The relay, and what crosses the wire ─+┬─Bob ─+"))
                    .anyMatch(line -> line.matches("one message, 你好 🔐 +│ +│"))
                    .anyMatch(line -> line.matches("-+> │ (PUT|POST) .*│"))
                    .anyMatch(line -> line.matches(" +│ answer to GET .*│ -+>"))
                    .anyMatch(line -> line.matches(" +│ +│ alice: one message, 你好 🔐"));
        }
    }

    @Test
    void theVariableColumnsSaysHowWideTheDemoIs() throws Exception {
        ProcessBuilder wide = quick(command("--level", "classic", "one message"));
        wide.environment().put("COLUMNS", "120");
        try (Program demo = Program.start("demo", wide)) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(demo.out())
                    .anyMatch(line -> line.startsWith("Alice ─"))
                    .noneMatch(line -> line.contains("\u001b"));
            assertThat(demo.out().stream().mapToInt(TextWidth::of).max()).hasValue(120);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authenticated", "classic"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the browser is opened by a fake xdg-open")
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void withOpenTheBrowserIsLedToTheWireView(String level) throws Exception {
        Path links = browsers.resolve("links");
        new ProcessBuilder("mkfifo", links.toString()).start().waitFor();
        fakeBrowser("echo \"$1\" > '" + links + "'");
        try (Program demo =
                Program.start("demo", opening(command("--open", "--pause", "--level", level, "one message")))) {
            String wireView = demo.awaitOut(0, line -> line.contains(WIRE_VIEW)).replaceFirst(".*" + WIRE_VIEW, "");
            URI link = URI.create(Files.readString(links).strip());

            HttpResponse<String> first = get(link);
            assertThat(first.statusCode()).isEqualTo(303);
            assertThat(first.headers().firstValue("Location")).hasValue(wireView);
            assertThat(get(URI.create(wireView)).statusCode()).isEqualTo(200);
            demo.awaitOut(0, line -> line.strip().equals("The browser shows the wire view."));

            demo.endInput();
            assertThat(demo.awaitExit()).isZero();
            assertThat(onOneLine(demo)).endsWith("Found: 0.");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisabledOnOs({OS.WINDOWS, OS.MAC})
    void withoutABrowserTheDemoSaysSoAndGoesOn(boolean desktop) throws Exception {
        ProcessBuilder command = quick(command("--open", "--pause", "--level", "classic", "one message"));
        command.environment().put("DISPLAY", desktop ? ":0" : "");
        command.environment().put("WAYLAND_DISPLAY", "");
        command.environment().put("PATH", desktop ? temporary.toString() : System.getenv("PATH"));
        try (Program demo = Program.start("demo", command)) {
            demo.endInput();

            assertThat(demo.awaitExit()).isZero();
            assertThat(complaints(demo)).isEmpty();
            assertThat(onOneLine(demo))
                    .containsSubsequence(
                            "relay says " + WIRE_VIEW + "http://127.0.0.1:",
                            "No browser can be opened from here. Open the address behind 'Wire view:' by hand",
                            "Found: 0.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"63", "501", "-1"})
    void aWidthThatIsNoneIsAMistakeInTheCommand(String width) throws Exception {
        try (Program demo = Program.start("demo", quick(command("--width", width)))) {
            assertThat(demo.awaitExit()).isEqualTo(2);

            assertThat(complaints(demo)).startsWith("--width takes a number from 64 to 500, not " + width + ".");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "its script gives a program a terminal")
    void inATerminalItHasColoursAndCtrlCLeavesNothingBehind() throws Exception {
        String demo = command("--pause", "one message").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        // The shell outlives Ctrl-C to tell the demo's own exit code; that of script may be another one.
        String shell = "trap : INT; " + demo + "; echo Exit code: $?";
        // A build that a script put in the background passes on that Ctrl-C is ignored; a terminal's shell does not.
        ProcessBuilder inTerminal = quick(List.of("env", "--default-signal=INT", "script", "-qec", shell, "/dev/null"));
        inTerminal.environment().put("TERM", "xterm-256color");
        inTerminal.environment().put("NO_COLOR", "");
        try (Program terminal = Program.start("script", inTerminal)) {
            terminal.awaitOut(0, line -> line.startsWith("\u001b[1m1.  A relay starts."));
            // An Enter before the pause is not counted; the pause begins with an empty line.
            terminal.awaitOut(linesUntil("relay says", terminal), String::isEmpty);
            terminal.type("");
            terminal.awaitOut(0, line -> line.contains("relay keeps\u001b[0m bob is registered"));
            List<ProcessHandle> processes = terminal.process().descendants().toList();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(3);

            terminal.type(new byte[] {CONTROL_C});

            assertThat(terminal.awaitOut(0, line -> line.contains("Exit code: ")))
                    .endsWith("Exit code: 130");
            terminal.awaitExit();
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void anUnknownLevelIsAMistakeInTheCommand() throws Exception {
        try (Program demo = Program.start("demo", quick(command("--level", "paranoid")))) {
            assertThat(demo.awaitExit()).isEqualTo(2);

            assertThat(demo.out()).isEmpty();
            assertThat(complaints(demo)).startsWith("--level takes 'authenticated' or 'classic', not 'paranoid'.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001b[2J", "exit", " EXIT ", "/quit"})
    void aMessageThatCannotBeSentIsAMistakeInTheCommand(String message) throws Exception {
        try (Program demo = Program.start("demo", quick(command("a good one", message)))) {
            assertThat(demo.awaitExit()).isEqualTo(2);

            assertThat(demo.out()).isEmpty();
            assertThat(complaints(demo))
                    .first()
                    .asString()
                    .matches("An empty line is not sent\\.|.*is not sent.*|'.*' would end the conversation\\.");
            assertThat(complaints(demo)).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** Presses Enter in a pipe until this step has been shown, and the demo waits for the next Enter. */
    private static void awaitPauseAfter(int step, Program demo) throws Exception {
        demo.type("\n".repeat(step - 1).getBytes(UTF_8));
        demo.awaitOut(0, line -> line.startsWith(step + "."));
    }

    /** Waits for a line with this text, and counts the lines down to it. */
    private static int linesUntil(String text, Program program) throws Exception {
        String line = program.awaitOut(0, each -> each.contains(text));
        return program.out().indexOf(line) + 1;
    }

    private void fakeBrowser(String script) throws IOException {
        Path opener = browsers.resolve("xdg-open");
        Files.writeString(opener, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
    }

    private ProcessBuilder opening(List<String> command) {
        ProcessBuilder builder = quick(command);
        builder.environment().put("DISPLAY", ":0");
        builder.environment().put("PATH", browsers + ":" + System.getenv("PATH"));
        return builder;
    }

    /** In a process that lives for seconds, and in those that it starts; Java itself says so on standard error. */
    private static ProcessBuilder quick(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        List<String> options = Stream.of(Level.SHORT_LIVED, RsaKeys.javaOptions())
                .flatMap(List::stream)
                .toList();
        builder.environment().put(JAVA_OPTIONS, String.join(" ", options));
        return builder;
    }

    private static List<String> complaints(Program demo) {
        return demo.err().stream().filter(line -> !line.contains(JAVA_OPTIONS)).toList();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> command(String... messages) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                Programs.jarOf("classroom").toString(),
                "demo"));
        command.addAll(List.of(messages));
        return command;
    }

    private static String onOneLine(Program demo) throws IOException {
        return String.join(" ", demo.out()).replaceAll(" +", " ");
    }

    private static String[] way(String sender, String recipient, int sequence, String text) {
        return new String[] {
            sender + " types " + text,
            "-> PUT /v1/mailboxes/" + recipient + "/messages/",
            "associated_data",
            "bytes, authenticated: level authenticated session_id",
            "sender " + sender + " recipient " + recipient + " sequence " + sequence + " ",
            "nonce",
            "12 bytes, new each time",
            "ciphertext",
            sealed(text),
            "tag",
            "relay keeps stored for " + recipient + ": a message from " + sender,
            "<- GET /v1/mailboxes/" + recipient + "/messages",
            "sender " + sender,
            "body the 4 fields above, as they were sent",
            recipient + " reads " + sender + ": " + text,
            "-> POST /v1/mailboxes/" + recipient + "/acknowledgements"
        };
    }

    private static String[] classicWay(String sender, String recipient, String text) {
        return new String[] {
            sender + " types " + text,
            "-> POST /send_message",
            "ciphertext",
            sealed(text),
            "relay keeps stored for " + recipient + ": a message said to be from " + sender,
            "<- GET /get_messages/" + recipient,
            recipient + " reads " + sender + ": " + text
        };
    }

    private static String sealed(String text) {
        int bytes = text.getBytes(UTF_8).length;
        return bytes + (bytes == 1 ? " byte" : " bytes") + ", sealed text";
    }
}

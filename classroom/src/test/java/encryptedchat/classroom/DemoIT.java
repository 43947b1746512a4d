package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guided demo shows each text on its whole way, and leaves nothing behind. */
class DemoIT {
    private static final int WIDEST_LINE = 100;

    @TempDir
    private Path temporary;

    @Test
    void theDemoShowsEachTextOnItsWholeWay() throws Exception {
        try (Program demo = Program.start("demo", new ProcessBuilder(command()))) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(demo.err()).isEmpty();
            assertThat(demo.out()).allMatch(line -> line.length() <= WIDEST_LINE);
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
                    .containsSubsequence(way("alice", "bob", "Hi Bob, can anybody else read this?"))
                    .containsSubsequence(way("bob", "alice", "Hi Alice! Only we two can. 🔐"))
                    .containsSubsequence(way("alice", "bob", "Grüße an die Klasse, 你好!"))
                    .endsWith("searched for 3 of 3 texts, as they are and in Base64 found 0");
        }
    }

    @Test
    void theDemoSaysWhatItIsToldTo() throws Exception {
        List<String> command = command("x", "two words", "Größe 你好 🔐");
        try (Program demo = Program.start("demo", new ProcessBuilder(command))) {
            assertThat(demo.awaitExit()).isZero();

            assertThat(onOneLine(demo))
                    .containsSubsequence(way("alice", "bob", "x"))
                    .containsSubsequence(way("bob", "alice", "two words"))
                    .containsSubsequence(way("alice", "bob", "Größe 你好 🔐"))
                    .endsWith("searched for 2 of 3 texts, as they are and in Base64 "
                            + "A text under 8 characters can stand there by chance. found 0");
        }
    }

    @Test
    void noProcessAndNoFolderStaysBehind() throws Exception {
        try (Program demo = Program.start("demo", new ProcessBuilder(command("one message")))) {
            demo.awaitOut(0, line -> line.startsWith("4. "));
            List<ProcessHandle> children = demo.process().descendants().toList();
            assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);
            assertThat(temporary).isNotEmptyDirectory();

            assertThat(demo.awaitExit()).isZero();

            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process is ended without being asked")
    void anInterruptedDemoLeavesNothingBehindEither() throws Exception {
        try (Program demo = Program.start("demo", new ProcessBuilder(command("one message")))) {
            demo.awaitOut(0, line -> line.startsWith("3. "));
            List<ProcessHandle> children = demo.process().descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(2);

            demo.process().destroy();

            assertThat(demo.awaitExit()).isNotZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001b[2J", "exit", " EXIT ", "/quit"})
    void aMessageThatCannotBeSentIsAMistakeInTheCommand(String message) throws Exception {
        try (Program demo = Program.start("demo", new ProcessBuilder(command("a good one", message)))) {
            assertThat(demo.awaitExit()).isEqualTo(2);

            assertThat(demo.out()).isEmpty();
            assertThat(demo.err())
                    .first()
                    .asString()
                    .matches("An empty line is not sent\\.|.*is not sent.*|'.*' would end the conversation\\.");
            assertThat(demo.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    private List<String> command(String... messages) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                Programs.jarOf("classroom").toString()));
        command.addAll(List.of(messages));
        return command;
    }

    private static String onOneLine(Program demo) throws IOException {
        return String.join(" ", demo.out()).replaceAll(" +", " ");
    }

    private static String[] way(String sender, String recipient, String text) {
        return new String[] {
            sender + " types " + text,
            "-> POST /send_message",
            "ciphertext",
            text.getBytes(UTF_8).length + " bytes, the text, sealed",
            "relay keeps stored for " + recipient + ": a message said to be from " + sender,
            "<- GET /get_messages/" + recipient,
            recipient + " reads " + sender + ": " + text
        };
    }
}

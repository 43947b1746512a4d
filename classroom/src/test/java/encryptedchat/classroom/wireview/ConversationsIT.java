package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several conversations over one relay at the same time are told apart. */
@ExtendWith(BrowserFound.class)
class ConversationsIT {
    @TempDir
    private Path folder;

    @Test
    void twoConversationsAtOnceAreToldApart() throws Exception {
        List<Program> programs = new ArrayList<>();
        try (Program relay = Level.AUTHENTICATED.startRelay(folder.resolve("relay"));
                Browser browser = Browser.start(folder)) {
            WireView page = WireView.of(browser, relay);
            for (String number : List.of("1", "2")) {
                programs.add(start("bob", "mentor-" + number, "pupil-" + number, relay));
                programs.add(start("alice", "pupil-" + number, "mentor-" + number, relay));
            }
            programs.get(1).type("a".repeat(11));
            programs.get(3).type("b".repeat(22));
            programs.get(0).awaitOut(0, line -> line.endsWith("a".repeat(11)));
            programs.get(2).awaitOut(0, line -> line.endsWith("b".repeat(22)));

            page.choose("mentor-1 and pupil-1");
            page.awaitArrow("mentor-1 fetches", "11 bytes");
            assertThat(page.arrows())
                    .noneMatch(arrow ->
                            arrow.text().contains("mentor-2") || arrow.text().contains("pupil-2"));
            assertThat(page.text("knows")).contains("11 bytes").doesNotContain("22 bytes", "mentor-2", "pupil-2");

            page.choose("mentor-2 and pupil-2");
            page.awaitArrow("mentor-2 fetches", "22 bytes");
            assertThat(page.arrows())
                    .noneMatch(arrow ->
                            arrow.text().contains("mentor-1") || arrow.text().contains("pupil-1"));
            assertThat(page.text("knows")).contains("22 bytes").doesNotContain("11 bytes", "mentor-1", "pupil-1");
            assertThat(page.text("cannot")).contains("What pupil-2 wrote").doesNotContain("pupil-1");
        } finally {
            programs.forEach(Program::close);
        }
    }

    private Program start(String program, String name, String peer, Program relay) throws IOException {
        return Level.AUTHENTICATED.startClient(
                program, relay.relayUrl(), folder.resolve(name), "--name", name, "--peer", peer);
    }
}

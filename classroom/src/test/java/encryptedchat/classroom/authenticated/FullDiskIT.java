package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a disk is full, whoever has it says so, nothing that was accepted is lost, and all goes on when there is room.
 */
class FullDiskIT {
    @Test
    void aRelayWithAFullDiskTakesNothingAndGoesOnWhenThereIsRoom(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("relay"));
        try (SmallDisk disk = SmallDisk.mount(data, 4);
                Talk talk = new Talk(AUTHENTICATED, folder)) {
            talk.bothGoOn();
            disk.fill();

            String text = "x".repeat(60_000);
            talk.alice().type(text);
            talk.alice().type("and this");
            talk.alice().awaitErr(0, line -> line.contains("disk") || line.contains("room"));
            assertThat(talk.alice().process().isAlive()).isTrue();
            disk.makeRoom();

            talk.bob().awaitOut(0, "alice: and this"::equals);
            talk.bothGoOn();
            assertThat(talk.bob().out())
                    .containsExactly(
                            "alice: Alice goes on, turn 1",
                            "alice: " + text,
                            "alice: and this",
                            "alice: Alice goes on, turn 2");
        }
    }

    @Test
    void aClientWithAFullDiskSaysSoAndGoesOnWhereItWasWhenThereIsRoom(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectory(folder.resolve("bob"));
        try (SmallDisk disk = SmallDisk.mount(home, 1);
                Talk talk = new Talk(AUTHENTICATED, folder)) {
            talk.bothGoOn();
            Program first = talk.bob();
            disk.fill();

            talk.alice().type("to a full disk");

            assertThat(first.awaitExit()).isEqualTo(1);
            assertThat(first.err()).last().asString().contains(home.toString()).contains("No space left");
            disk.makeRoom();
            talk.startBob();
            talk.bothGoOn();
            List<String> later = talk.bob().out();
            long shown = Stream.concat(first.out().stream(), later.stream())
                    .filter("alice: to a full disk"::equals)
                    .count();
            assertThat(shown).isEqualTo(1);
        }
    }
}

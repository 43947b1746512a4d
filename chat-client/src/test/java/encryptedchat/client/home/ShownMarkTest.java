package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.home.ShownMark.Run;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.level.SessionId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownMarkTest {
    private static final SessionId SESSION = new SessionId("0123456789abcdef0123456789abcdef");

    private Path folder = Path.of("");
    private Home home;

    @BeforeEach
    void open(@TempDir Path temp) throws Exception {
        folder = temp;
        home = Home.open(temp);
    }

    @AfterEach
    void close() throws Exception {
        home.close();
    }

    @Test
    void nothingIsMarkedAtFirst() throws Exception {
        assertThat(runAtNextStart().contains(SESSION, 1)).isFalse();
        assertThat(runAtNextStart().isFollowedBy(SESSION, 1)).isFalse();
    }

    @Test
    void messagesThatFollowOnEachOtherAreOneRun() throws Exception {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            shown.mark(SESSION, 5);
            shown.mark(SESSION, 6);
            shown.mark(SESSION, 7);
        }

        Run run = runAtNextStart();
        assertThat(run).isEqualTo(new Run(SESSION, 5, 7));
        assertThat(LongStream.rangeClosed(3, 9).filter(number -> run.contains(SESSION, number)))
                .containsExactly(5L, 6L, 7L);
        assertThat(LongStream.rangeClosed(3, 9).filter(number -> run.isFollowedBy(SESSION, number)))
                .containsExactly(8L);
    }

    @Test
    void runGoesOnAfterARestart() throws Exception {
        markAndClose(1, 2);
        markAndClose(3);

        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 1, 3));
    }

    @Test
    void messageThatDoesNotFollowBeginsANewRun() throws Exception {
        markAndClose(1, 2, 999_999_999_999L);
        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 999_999_999_999L, 999_999_999_999L));

        markAndClose(3);
        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 3, 3));
    }

    @Test
    void sameNumberOfAnotherSessionIsAnotherMessage() throws Exception {
        markAndClose(1, 2);
        SessionId another = new SessionId("f".repeat(32));

        assertThat(runAtNextStart().contains(another, 2)).isFalse();
        assertThat(runAtNextStart().isFollowedBy(another, 3)).isFalse();
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            shown.mark(another, 3);
            assertThat(shown.run()).isEqualTo(new Run(another, 3, 3));
        }
    }

    @Test
    void markIsReadAlsoWhereDigitsAreOthers() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            shown.mark(SESSION, 17);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 17, 17));
    }

    @Test
    void everyMarkHasTheSameLength() throws Exception {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            long length = Files.size(file());
            shown.mark(SESSION, Long.MAX_VALUE);
            assertThat(Files.size(file())).isEqualTo(length);
        }
    }

    @Test
    void everyPeerHasAMarkOfItsOwn() throws Exception {
        try (ShownMark ofBob = ShownMark.open(home, "bob");
                ShownMark ofCarol = ShownMark.open(home, "carol")) {
            ofBob.mark(SESSION, 5);
            assertThat(ofCarol.run().contains(SESSION, 5)).isFalse();
        }
        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 5, 5));
    }

    @Test
    void damagedFileIsNamedAndLeftAsItIs() throws Exception {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            shown.mark(SESSION, 5);
        }
        byte[] whole = Files.readAllBytes(file());
        for (int place = 0; place < whole.length; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 1;
            assertRefused(changed);
            assertRefused(Arrays.copyOf(whole, place));
        }
        assertRefused(new byte[whole.length]);
        assertRefused(StateText.write("{}".getBytes(UTF_8)));
    }

    @Test
    void interruptDoesNotEndTheMarking() throws Exception {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            Thread.currentThread().interrupt();
            shown.mark(SESSION, 1);
            assertThat(Thread.interrupted()).isTrue();
            shown.mark(SESSION, 2);
        }
        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 1, 2));
    }

    @Test
    void markSurvivesTheKillOfTheProcessThatMadeIt() throws Exception {
        home.close();
        Process marking = AnotherJvm.start(MarkAndWait.class, folder.toString());
        try {
            BufferedReader said = new BufferedReader(new InputStreamReader(marking.getInputStream(), UTF_8));
            assertThat(said.readLine()).isEqualTo("marked");
        } finally {
            marking.destroyForcibly().waitFor();
        }
        home = Home.open(folder);
        assertThat(runAtNextStart()).isEqualTo(new Run(SESSION, 1, 1000));
    }

    private void assertRefused(byte[] content) throws Exception {
        Files.write(file(), content);

        assertThatThrownBy(() -> ShownMark.open(home, "bob"))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("left as it is");
        assertThat(file()).hasBinaryContent(content);
    }

    private void markAndClose(long... numbers) throws Exception {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            for (long number : numbers) {
                shown.mark(SESSION, number);
            }
        }
    }

    private Run runAtNextStart() throws Exception {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            return shown.run();
        }
    }

    private Path file() {
        return folder.resolve("shown-bob");
    }

    /** Marks a thousand messages, says so, and waits to be killed. */
    static final class MarkAndWait {
        private MarkAndWait() {}

        public static void main(String[] args) throws Exception {
            try (Home home = Home.open(Path.of(args[0]));
                    ShownMark shown = ShownMark.open(home, "bob")) {
                for (int sequence = 1; sequence <= 1000; sequence++) {
                    shown.mark(SESSION, sequence);
                }
                System.out.println("marked");
                System.in.transferTo(System.err);
            }
        }
    }
}

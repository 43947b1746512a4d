package encryptedchat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.ShownMark.Mark;
import encryptedchat.wire.authenticated.SessionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownMarkTest {
    private static final SessionId SESSION = new SessionId("0123456789abcdef0123456789abcdef");

    private Path folder = Path.of("");
    private Home home;

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        folder = temp;
        home = Home.open(temp);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void nothingIsMarkedAtFirst() throws IOException {
        assertThat(lastAtNextStart()).isNull();
        assertThat(lastAtNextStart()).isNull();
    }

    @Test
    void lastMarkIsReadAtTheNextStart() throws IOException {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            shown.mark(SESSION, 1);
            shown.mark(SESSION, 999_999_999_999L);
            shown.mark(SESSION, 2);
            assertThat(shown.last()).contains(new Mark(SESSION, 2));
        }
        assertThat(lastAtNextStart()).isEqualTo(new Mark(SESSION, 2));
    }

    @Test
    void markIsReadAlsoWhereDigitsAreOthers() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            shown.mark(SESSION, 17);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(lastAtNextStart()).isEqualTo(new Mark(SESSION, 17));
    }

    @Test
    void everyMarkHasTheSameLength() throws IOException {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            long length = Files.size(file());
            shown.mark(SESSION, Long.MAX_VALUE);
            assertThat(Files.size(file())).isEqualTo(length);
        }
    }

    @Test
    void everyPeerHasAMarkOfItsOwn() throws IOException {
        try (ShownMark ofBob = ShownMark.open(home, "bob");
                ShownMark ofCarol = ShownMark.open(home, "carol")) {
            ofBob.mark(SESSION, 5);
            assertThat(ofCarol.last()).isEmpty();
        }
        assertThat(lastAtNextStart()).isEqualTo(new Mark(SESSION, 5));
    }

    @Test
    void damagedFileIsNamedAndLeftAsItIs() throws IOException {
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
    void interruptDoesNotEndTheMarking() throws IOException {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            Thread.currentThread().interrupt();
            shown.mark(SESSION, 1);
            assertThat(Thread.interrupted()).isTrue();
            shown.mark(SESSION, 2);
        }
        assertThat(lastAtNextStart()).isEqualTo(new Mark(SESSION, 2));
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
        assertThat(lastAtNextStart()).isEqualTo(new Mark(SESSION, 1000));
    }

    private void assertRefused(byte[] content) throws IOException {
        Files.write(file(), content);

        assertThatThrownBy(() -> ShownMark.open(home, "bob"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("left as it is");
        assertThat(file()).hasBinaryContent(content);
    }

    /** @return null for none, for shorter comparisons */
    private @Nullable Mark lastAtNextStart() throws IOException {
        try (ShownMark shown = ShownMark.open(home, "bob")) {
            return shown.last().orElse(null);
        }
    }

    private Path file() {
        return folder.resolve("shown-bob");
    }

    /** Marks a thousand messages, says so, and waits to be killed. */
    static final class MarkAndWait {
        private MarkAndWait() {}

        public static void main(String[] args) throws IOException {
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

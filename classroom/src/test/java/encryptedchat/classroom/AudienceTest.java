package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The audience decides when to go on, and when it has seen enough. */
class AudienceTest {
    private static final boolean TERMINAL = true;
    private static final boolean PIPE = false;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void eachLineOfAPipeIsOnePause() throws Exception {
        Audience audience = audience("\nanything\n", PIPE);

        audience.awaitEnter("one");
        audience.awaitEnter("two");

        assertThat(screen.toString(UTF_8).replaceAll("\\R", "|")).isEqualTo("|    [one] ||    [two] |");
    }

    @Test
    void anEnterThatWasPressedTooEarlyIsNotCounted() {
        Audience audience = audience("\n\n", TERMINAL);

        assertThatThrownBy(() -> audience.awaitEnter("")).isInstanceOf(DemoEndedException.class);
        assertThat(screen.toString(UTF_8)).contains("[]");
    }

    @Test
    void qCountsAlsoBeforeTheQuestion() {
        Audience audience = audience("\nq\n", TERMINAL);

        assertThatThrownBy(() -> audience.awaitEnter("")).isInstanceOf(DemoEndedException.class);
        assertThat(screen.toString(UTF_8)).isEmpty();
    }

    @Test
    void qEnds() {
        Audience audience = audience(" Q \n", PIPE);

        assertThatThrownBy(() -> audience.awaitEnter("")).isInstanceOf(DemoEndedException.class);
    }

    @Test
    void theEndOfInputEndsInATerminal() {
        Audience audience = audience("", TERMINAL);

        assertThatThrownBy(() -> audience.awaitEnter("")).isInstanceOf(DemoEndedException.class);
    }

    @Test
    void theEndOfInputOfAPipeGoesOnAndAsksNoMore() throws Exception {
        Audience audience = audience("", PIPE);

        audience.awaitEnter("one");
        audience.awaitEnter("two");

        assertThat(screen.toString(UTF_8)).contains("one").doesNotContain("two");
    }

    private Audience audience(String typed, boolean atTerminal) {
        return new Audience(
                new ByteArrayInputStream(typed.getBytes(UTF_8)), new PrintStream(screen, true, UTF_8), atTerminal);
    }
}

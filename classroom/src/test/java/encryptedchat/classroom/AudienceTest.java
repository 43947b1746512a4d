package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audience decides when to go on, and when it has seen enough. */
class AudienceTest {
    private static final boolean TERMINAL = true;
    private static final boolean PIPE = false;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void eachEnterIsOnePause() throws Exception {
        Audience audience = audience("\nanything\n", TERMINAL);

        audience.awaitEnter("one");
        audience.awaitEnter("two");

        assertThat(screen.toString(UTF_8).replaceAll("\\R", "|")).isEqualTo("|    [one] |    [two] ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {TERMINAL, PIPE})
    void qEnds(boolean atTerminal) {
        Audience audience = audience(" Q \n", atTerminal);

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

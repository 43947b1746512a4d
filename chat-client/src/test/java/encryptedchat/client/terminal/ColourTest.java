package encryptedchat.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When colour is wanted. */
class ColourTest {
    @Test
    void colourIsWantedUnlessSomebodySaysNo() {
        assertThat(TerminalConsole.wantsColour(Map.of())).isTrue();
        assertThat(TerminalConsole.wantsColour(Map.of("TERM", "xterm-256color")))
                .isTrue();
    }

    @Test
    void whoeverSetsNoColorGetsNone() {
        assertThat(TerminalConsole.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(TerminalConsole.wantsColour(Map.of("NO_COLOR", "0"))).isFalse();
    }

    @Test
    void anEmptyNoColorSaysNothing() {
        assertThat(TerminalConsole.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void aDumbTerminalGetsNone() {
        assertThat(TerminalConsole.wantsColour(Map.of("TERM", "dumb"))).isFalse();
    }
}

package encryptedchat.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When colour is wanted. */
class ConsolesTest {
    @Test
    void colourIsWantedUnlessSomebodySaysNo() {
        assertThat(Consoles.wantsColour(Map.of())).isTrue();
        assertThat(Consoles.wantsColour(Map.of("TERM", "xterm-256color"))).isTrue();
    }

    @Test
    void whoeverSetsNoColorGetsNone() {
        assertThat(Consoles.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Consoles.wantsColour(Map.of("NO_COLOR", "0"))).isFalse();
    }

    @Test
    void anEmptyNoColorSaysNothing() {
        assertThat(Consoles.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void aDumbTerminalGetsNone() {
        assertThat(Consoles.wantsColour(Map.of("TERM", "dumb"))).isFalse();
    }
}

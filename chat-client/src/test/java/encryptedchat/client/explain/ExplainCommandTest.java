package encryptedchat.client.explain;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.terminal.Commands;
import encryptedchat.client.terminal.RecordingConsole;
import org.junit.jupiter.api.Test;

/** Switching the explanations. */
class ExplainCommandTest {
    private final RecordingConsole console = new RecordingConsole();
    private final Narrator narrator = new Narrator(console, "classic", "bob");
    private final Commands commands = new ExplainCommand(narrator, console).addTo(new Commands(console));

    @Test
    void itSwitchesOnAndOff() {
        commands.obey("/explain on");
        assertThat(narrator.isOn()).isTrue();
        commands.obey("/explain off");
        assertThat(narrator.isOn()).isFalse();
        assertThat(console.statuses).hasSize(2).first().asString().contains("the first 4 bytes");
    }

    @Test
    void itSaysHowItStands() {
        commands.obey("/explain");
        assertThat(console.statuses).last().asString().startsWith("Explanations are off.");
        commands.obey("/explain on");
        commands.obey("/explain");
        assertThat(console.statuses).last().asString().startsWith("Explanations are on.");
    }
}

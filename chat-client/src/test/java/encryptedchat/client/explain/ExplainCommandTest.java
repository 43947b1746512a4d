package encryptedchat.client.explain;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.RecordingConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed to switch the explanations. */
class ExplainCommandTest {
    private final RecordingConsole console = new RecordingConsole();
    private final Narrator narrator = new Narrator(console, "classic", "bob");
    private final ExplainCommand command = new ExplainCommand(narrator, console);

    @ParameterizedTest
    @ValueSource(strings = {"/explain", "/explain on", " /EXPLAIN   off ", "/explain\tonn", "/explain it to me"})
    void aLineThatBeginsWithItIsACommand(String line) {
        assertThat(ExplainCommand.isIn(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/explained", "please /explain", "explain", "/"})
    void anyOtherLineIsNone(String line) {
        assertThat(ExplainCommand.isIn(line)).isFalse();
    }

    @Test
    void itSwitchesOnAndOff() {
        command.obey(" /Explain  ON");
        assertThat(narrator.isOn()).isTrue();
        command.obey("/explain off");
        assertThat(narrator.isOn()).isFalse();
    }

    @Test
    void aloneItSaysHowItIs() {
        command.obey("/explain");
        assertThat(console.statuses).last().asString().startsWith("Explanations are off.");
        command.obey("/explain on");
        command.obey("/explain");
        assertThat(console.statuses).last().asString().startsWith("Explanations are on. ");
    }

    @Test
    void mistypedItChangesNothingAndSaysWhatToType() {
        command.obey("/explain onn");

        assertThat(narrator.isOn()).isFalse();
        assertThat(console.statuses)
                .singleElement()
                .asString()
                .contains("'/explain onn' is no command, and the line is not sent")
                .contains("/explain on and /explain off");
    }
}

package encryptedchat.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final RecordingConsole console = new RecordingConsole();
    private final List<String> done = new ArrayList<>();
    private final Commands commands = new Commands(console)
            .on("/verify", () -> done.add("verify"))
            .on("/verify yes", () -> done.add("verify yes"))
            .on("/explain on", () -> done.add("explain on"));

    @ParameterizedTest
    @ValueSource(strings = {"/verify yes", " /VERIFY   Yes ", "/verify\tyes"})
    void spacesAndCapitalsDoNotMatter(String line) {
        commands.obey(line);

        assertThat(done).containsExactly("verify yes");
        assertThat(console.statuses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/verify", "/explain", "/EXPLAIN   off ", "/explain\tonn", "/explain it to me", "/quit now"})
    void aLineThatBeginsWithACommandIsOneWhateverFollows(String line) {
        console.isForAPerson = false;

        assertThat(commands.isCommand(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/explained", "/verifyyes", "/x"})
    void anotherWordBehindASlashIsOneIfAPersonTypesIt(String line) {
        assertThat(commands.isCommand(line)).isTrue();

        console.isForAPerson = false;
        assertThat(commands.isCommand(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"please /explain", "explain", "/", "", "/etc/passwd", "//", "/17", "exit"})
    void anyOtherLineIsNone(String line) {
        assertThat(commands.isCommand(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "EXIT", "Exit ", " exit", "/quit", "/QUIT", "\t/quit "})
    void exitAndQuitLeave(String line) {
        assertThat(Commands.isLeaving(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quit", "/exit", "exit now", "/quit now", "exit.", "exitexit", "/ quit", "ex it"})
    void nothingElseLeaves(String line) {
        assertThat(Commands.isLeaving(line)).isFalse();
    }

    @Test
    void commandsAreUnderstoodAlsoWhereCapitalIIsAnotherLetter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Commands.isLeaving("EXIT")).isTrue();
            assertThat(commands.isCommand("/VERIFY")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify yess", "/explain", "/nothing", "/quit now"})
    void mistypedItChangesNothingAndSaysWhatThereIs(String line) {
        commands.obey(line);

        assertThat(done).isEmpty();
        assertThat(console.statuses)
                .containsExactly("There is no command '" + line
                        + "', and the line is not sent. The commands are /verify, /explain, /quit.");
    }

    @Test
    void controlCharactersOfAMistypedCommandDoNotReachTheScreen() {
        commands.obey("/verify \u001b[2J");

        assertThat(console.statuses).singleElement().asString().contains("'/verify ␛[2J'");
    }
}

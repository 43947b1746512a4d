package encryptedchat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.level.Levels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ChatOptionsTest {
    @Test
    void defaultLevelIsTheFirstOfTheList() {
        assertThat(parsed().level()).isEqualTo(Levels.all().get(0).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"authenticated", "tiny"})
    void everyLevelOfTheListCanBeChosen(String level) {
        assertThat(parsed("--level", level).level()).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-level", "", "Authenticated"})
    void anotherLevelIsRefusedAndSaysWhichThereAre(String level) {
        assertThatThrownBy(() -> parsed("--level", level).level())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'" + level + "'")
                .hasMessageContaining("authenticated")
                .hasMessageContaining("tiny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--passphrase", "--passphrase-file=secret.txt"})
    void whoGivesOrAsksForAPassphraseWantsOne(String option) {
        assertThat(parsed(option).wantsPassphrase()).isTrue();
        assertThat(parsed().wantsPassphrase()).isFalse();
    }

    private static ChatOptions parsed(String... arguments) {
        Program program = new Program();
        new CommandLine(program).parseArgs(arguments);
        return program.options;
    }

    @Command(name = "chat")
    private static final class Program {
        @Mixin
        private ChatOptions options = new ChatOptions();
    }
}

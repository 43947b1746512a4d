package encryptedchat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ChatOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"--passphrase", "--passphrase-file=secret.txt"})
    void aPassphraseThatWouldProtectNothingIsRefused(String option) {
        ChatOptions options = parsed("--level=classic", option);

        assertThatThrownBy(options::passphrase)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("level classic");
    }

    @Test
    void withoutAPassphraseLevelClassicIsAsItWas() {
        assertThat(parsed("--level=classic").passphrase().isWanted()).isFalse();
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

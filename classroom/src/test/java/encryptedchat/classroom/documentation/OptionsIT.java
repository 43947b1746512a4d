package encryptedchat.classroom.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.documentation.Document.Phrase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not run, since it stands in a sentence or is marked so, names only options that the programs have. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the documents are followed in sh")
class OptionsIT {
    private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(?<program>\\./chat (?:lab )?[a-z0-9-]+)( .*)?");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @TempDir
    private Path folder;

    static Stream<Path> followed() throws IOException {
        return Documents.followed();
    }

    @ParameterizedTest
    @MethodSource("followed")
    void everyOptionThatIsNamedExists(Path file) throws Exception {
        try (Workplace workplace = new Workplace(folder)) {
            for (Phrase phrase : notRun(Document.read(file))) {
                Matcher command = COMMAND.matcher(phrase.code());
                List<String> options = OPTION.matcher(phrase.code())
                        .results()
                        .map(MatchResult::group)
                        .toList();
                if (command.matches() && !options.isEmpty()) {
                    assertThat(help(workplace, command.group("program")))
                            .as("%s, line %d: %s", Documents.nameOf(file), phrase.line(), phrase.code())
                            .containsAll(options);
                }
            }
        }
    }

    private static List<Phrase> notRun(Document document) {
        List<Phrase> phrases = new ArrayList<>(document.codePhrases());
        document.blocks().stream()
                .filter(block -> block.whyNotRun().isPresent())
                .forEach(block -> block.lines().forEach(line -> phrases.add(new Phrase(block.line(), line))));
        return phrases;
    }

    /** @return the options that the program's help lists */
    private static List<String> help(Workplace workplace, String program) throws Exception {
        try (Program help = Program.start(program, workplace.shell(program + " --help"))) {
            assertThat(help.awaitExit()).as(program + " --help").isZero();
            String text = String.join("\n", help.out());
            return OPTION.matcher(text + text.replace("[no-]", "") + text.replace("[no-]", "no-"))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        }
    }
}

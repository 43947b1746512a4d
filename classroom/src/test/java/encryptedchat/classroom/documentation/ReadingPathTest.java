package encryptedchat.classroom.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever reads the files that the README names, in its order, has read levels 1 and 2 in an evening. */
class ReadingPathTest {
    private static final int MOST_LINES = 1_200;

    private static final int MOST_LINES_OF_A_HANDSHAKE = 80;

    @Test
    void readingPathIsShortAndInTheOrderOfTheProtocol() throws Exception {
        List<Path> path = readingPath();
        List<String> lines = new ArrayList<>();
        for (Path file : path) {
            lines.addAll(Files.readAllLines(file));
        }

        assertThat(path.stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "AliceKeyExchange.java",
                        "BobKeyExchange.java",
                        "ClassicKeyExchange.java",
                        "ClassicSession.java",
                        "AliceHandshake.java",
                        "BobHandshake.java",
                        "AuthenticatedLevel.java",
                        "AuthenticatedSession.java",
                        "Conversation.java",
                        "Incoming.java",
                        "V1Routes.java");
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void eachSidesHandshakeFitsAPageAndNamesNoLevel() throws Exception {
        List<Path> handshakes = readingPath().stream()
                .filter(file -> file.getFileName().toString().endsWith("Handshake.java"))
                .toList();

        assertThat(handshakes).hasSize(2).allSatisfy(file -> {
            assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES_OF_A_HANDSHAKE);
            assertThat(Files.readString(file).toLowerCase(Locale.ROOT)).doesNotContain("authenticated", "classic");
        });
    }

    private static List<Path> readingPath() throws Exception {
        Path readme = Documents.PROJECT.resolve("README.md");
        String text = Files.readString(readme);
        int begin = text.indexOf("\n## Where to read on");
        Stream<String> links = Pattern.compile("\\]\\(([^)]+\\.java)\\)")
                .matcher(text.substring(begin))
                .results()
                .map(link -> link.group(1));
        return links.map(link -> readme.resolveSibling(link).normalize()).toList();
    }
}

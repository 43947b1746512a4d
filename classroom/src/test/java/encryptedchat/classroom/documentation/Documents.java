package encryptedchat.classroom.documentation;

import encryptedchat.classroom.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of this project. */
final class Documents {
    /** The folder of the whole project. */
    static final Path PROJECT = Programs.jarOf("classroom").resolve("../../..").normalize();

    private static final Path LESSONS = PROJECT.resolve("docs/classroom");

    private Documents() {}

    /** All of them: their links are checked. */
    static Stream<Path> all() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md").map(PROJECT::resolve), markdownIn(PROJECT.resolve("docs")));
    }

    /** Those that are followed to the letter: their commands are run. */
    static Stream<Path> followed() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md", "docs/levels.md", "docs/wire-view.md")
                        .map(PROJECT::resolve)
                        .filter(Files::exists),
                markdownIn(LESSONS));
    }

    /** The lessons, whose names begin with their number. */
    static Stream<Path> lessons() throws IOException {
        return markdownIn(LESSONS).filter(file -> file.getFileName().toString().matches("\\d.*"));
    }

    /** @return what to call it in a message */
    static String nameOf(Path file) {
        return PROJECT.relativize(file).toString();
    }

    private static Stream<Path> markdownIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }
}

package encryptedchat.classroom.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.documentation.Document.Reference;
import encryptedchat.classroom.documentation.Document.Title;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All lessons are built alike, so that whoever knows one finds their way in each. */
class LessonsTest {
    private static final List<String> HEADINGS = List.of(
            "Outcome",
            "Before you start",
            "Minutes",
            "Who holds what",
            "Predict",
            "Do",
            "Break",
            "Fix",
            "Explain in two sentences",
            "Check yourself",
            "Going further");

    static Stream<Path> lessons() throws IOException {
        return Documents.lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyLessonHasTheSameHeadingsInTheSameOrder(Path file) throws Exception {
        assertThat(Document.read(file).titles())
                .filteredOn(title -> title.rank() == 2)
                .extracting(Title::text)
                .isEqualTo(HEADINGS);
    }

    @Test
    void theTablesOfLessonsHaveEveryLesson() throws Exception {
        List<String> lessons =
                lessons().map(file -> file.getFileName().toString()).toList();

        for (String table : List.of("README.md", "instructor.md")) {
            Path file = Documents.PROJECT.resolve("docs/classroom").resolve(table);
            assertThat(Document.read(file).references())
                    .as(table)
                    .extracting(Reference::target)
                    .containsAll(lessons);
        }
    }
}

package encryptedchat.classroom.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each document, followed to the letter: what its blocks {@code console} show is what happens. {@link Step} says how
 * such a block is written. A block {@code console NAME} is a terminal that stays open from one block of this name to
 * the next; the commands of the others are run to their ends.
 *
 * <p>What cannot be run has the comment {@code <!-- not run: WHY -->} directly before it, and is listed in the output
 * of this test.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the documents are followed in sh")
class DocumentationIT {
    @TempDir
    private Path folder;

    static List<Named<Path>> followed() throws IOException {
        return Documents.followed()
                .map(file -> Named.of(Documents.nameOf(file), file))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("followed")
    void whatTheDocumentShowsIsWhatHappens(Path file) throws Exception {
        Document document = Document.read(file);
        sayWhatIsNotRun(document);

        try (Session session = new Session(folder)) {
            assertThat(session.follow(document))
                    .extracting(Drift::getMessage)
                    .as("where %s and what happens differ", Documents.nameOf(file))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("followed")
    void everyCommandIsRunOrMarked(Path file) throws Exception {
        assertThat(Document.read(file).blocks())
                .filteredOn(CodeBlock::hidesACommand)
                .as("blocks of %s that may hold a command, and are not 'console'", Documents.nameOf(file))
                .isEmpty();
    }

    private static void sayWhatIsNotRun(Document document) {
        for (CodeBlock block : document.blocks()) {
            block.whyNotRun()
                    .ifPresent(why -> System.out.println(
                            "Not run: " + Documents.nameOf(document.file()) + ", line " + block.line() + ": " + why));
        }
    }
}

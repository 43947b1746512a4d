package encryptedchat.classroom.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import encryptedchat.classroom.documentation.Document.Reference;
import encryptedchat.classroom.documentation.Document.Title;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each link between our documents leads somewhere: to a file that is there, and to a title in it. */
class LinksTest {
    @TempDir
    private Path folder;

    static Stream<Path> documents() throws IOException {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path file) throws Exception {
        assertThat(deadLinks(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkAndPictureHasAText(Path file) throws Exception {
        assertThat(Document.read(file).references())
                .allMatch(reference -> !reference.text().isBlank());
    }

    @Test
    void aDeadLinkIsFound() throws Exception {
        Files.writeString(folder.resolve("there.md"), "# One title, and `code`\n");
        Path file = Files.writeString(folder.resolve("document.md"), """
                [a file](there.md), [a title](there.md#one-title-and-code), [a page](https://example.org/any)

                ![a picture](gone.png) and [no such title](there.md#another)
                """);

        assertThat(deadLinks(file))
                .extracting(Reference::target, Reference::line)
                .containsExactly(tuple("gone.png", 3), tuple("there.md#another", 3));
    }

    private static List<Reference> deadLinks(Path file) throws IOException {
        Document document = Document.read(file);
        List<Reference> dead = new ArrayList<>();
        for (Reference reference : document.references()) {
            if (!leadsSomewhere(document, URI.create(reference.target()))) {
                dead.add(reference);
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Document document, URI target) throws IOException {
        if (target.isAbsolute()) {
            return true;
        }
        Path file = target.getPath().isEmpty()
                ? document.file()
                : document.file().resolveSibling(target.getPath()).normalize();
        return Files.exists(file) && (target.getFragment() == null || hasTitle(file, target.getFragment()));
    }

    private static boolean hasTitle(Path file, String anchor) throws IOException {
        return Document.read(file).titles().stream().map(Title::anchor).anyMatch(anchor::equals);
    }
}

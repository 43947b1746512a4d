package encryptedchat.classroom.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A document that shows something else than what happens is found, with the line that is wrong. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the documents are followed in sh")
class DriftIT {
    @TempDir
    private Path folder;

    @Test
    void whatIsShownAsItIsIsNoDrift() throws Exception {
        assertThat(driftsIn("""
                        ```console
                        $ ./chat relay --port 99999
                        --port takes a number from 0 to …, not 99999.
                        $ printf 'one\\ntwo\\nthree\\n'
                        one
                        …
                        three
                        $ echo "in a home of its own: $HOME"
                        in a home of its own: …/home
                        ```

                        ```console relay
                        $ ./chat relay --no-such-option
                        …
                        $ ./chat relay --classic
                        Relay ready at http://127.0.0.1:7070 (level classic too)
                        ```

                        ```console
                        $ curl -s http://127.0.0.1:7070/v1/health
                        {"status":"ready"}
                        ```

                        ```console relay
                        ^C
                        ```

                        ```console
                        $ curl -s http://127.0.0.1:7070/v1/health || echo "it is away"
                        it is away
                        ```
                        """)).isEmpty();
    }

    @Test
    void anotherWordIsADrift() throws Exception {
        assertThat(driftsIn("""
                        ```console
                        $ printf 'Hello\\nBob\\n'
                        Hello
                        Alice
                        ```
                        """)).singleElement().asString().contains("line 4", "documented: Alice", "printed:    Bob");
    }

    @Test
    void aLineMoreAndALineLessAreDrifts() throws Exception {
        assertThat(driftsIn("""
                        ```console
                        $ printf 'Hello\\nBob\\n'
                        Hello
                        ```

                        ```console
                        $ printf 'Hello\\n'
                        Hello
                        Bob
                        ```
                        """))
                .hasSize(2)
                .anySatisfy(drift -> assertThat(drift).contains("line 3", "documented: (nothing)", "printed:    Bob"))
                .anySatisfy(drift -> assertThat(drift).contains("line 9", "documented: Bob", "printed:    (nothing)"));
    }

    @Test
    void aFailureThatIsNotShownIsADrift() throws Exception {
        assertThat(driftsIn("""
                        ```console
                        $ ./chat relay --no-such-option
                        …
                        ```
                        """)).singleElement().asString().contains("line 2", "it fails", "Unknown option");
    }

    @Test
    void anOptionThatIsGoneIsADrift() throws Exception {
        assertThat(driftsIn("""
                        ```console relay
                        $ ./chat relay --no-such-option
                        Relay ready at http://127.0.0.1:7070
                        ```
                        """)).singleElement().asString().contains("line 3", "Unknown option: '--no-such-option'");
    }

    @Test
    void whatAClientSaysIsComparedToo() throws Exception {
        assertThat(driftsIn("""
                        ```console alice
                        $ ./chat alice
                        * The relay at http://127.0.0.1:7070 sings.
                        ```
                        """)).singleElement().asString().contains("line 3", "sings", "does not answer");
    }

    @Test
    void aBlockWithoutItsKindMayHideACommand() throws Exception {
        List<CodeBlock> blocks = read("""
                        ```
                        anything
                        ```

                        ```text
                        ./chat demo
                        ```

                        ```json
                        {"harmless": true}
                        ```

                        <!-- not run: it opens a browser -->
                        ```
                        ./chat demo --open
                        ```
                        """).blocks();

        assertThat(blocks).extracting(CodeBlock::hidesACommand).containsExactly(true, true, false, false);
    }

    private List<String> driftsIn(String markdown) throws Exception {
        try (Session session = new Session(folder)) {
            return session.follow(read(markdown)).stream()
                    .map(drift -> String.valueOf(drift.getMessage()))
                    .toList();
        }
    }

    private Document read(String markdown) throws IOException {
        return Document.read(Files.writeString(folder.resolve("document.md"), markdown));
    }
}

package encryptedchat.crypto.level;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import encryptedchat.crypto.level.authenticated.AuthenticatedVectors;
import encryptedchat.crypto.level.classic.ClassicVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The files in docs/test-vectors say what the code does. With {@code -Dtest-vectors.write=true} they are written anew.
 */
class TestVectorsTest {
    private static final Path FOLDER = Path.of("..", "docs", "test-vectors");

    @Test
    void vectorsOfLevelClassicAreWhatTheCodeDoes() throws Exception {
        assertIsWritten("level-1-classic.json", ClassicVectors.all());
    }

    @Test
    void vectorsOfLevelAuthenticatedAreWhatTheCodeDoes() throws Exception {
        assertIsWritten("level-2-authenticated.json", AuthenticatedVectors.all());
    }

    private static void assertIsWritten(String name, JsonNode vectors) throws Exception {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        String text = new ObjectMapper()
                        .writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(lines)
                                .withArrayIndenter(lines))
                        .writeValueAsString(vectors)
                + "\n";
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("test-vectors.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text, UTF_8);
        }
        assertThat(Files.readString(file, UTF_8).replace("\r\n", "\n"))
                .as("docs/test-vectors/README.md says what to do when these differ")
                .isEqualTo(text);
    }
}

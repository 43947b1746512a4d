package encryptedchat.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the relay is put together: a level is known in its own package or not at all. */
class ArchitectureTest {
    private static final JavaClasses RELAY =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("encryptedchat.relay");

    @Test
    void typesOfLevelClassicAreNamedInPackagesOfThatNameAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..classic..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("encryptedchat..classic..")
                .check(RELAY);
    }

    /** The names are in no text either: they come with each request, and go as they came. */
    @Test
    void noCodeNamesALevelFromTwoUp() throws IOException {
        List<Path> naming = code().filter(
                        file -> Stream.of("\"authenticated\"", "level authenticated", "forward-secret", "post-quantum")
                                .anyMatch(read(file)::contains))
                .toList();

        assertThat(naming).isEmpty();
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("encryptedchat.(**)").should().beFreeOfCycles().check(RELAY);
    }

    private static Stream<Path> code() throws IOException {
        Path root = Path.of("src", "main", "java");
        assertThat(root.resolve("encryptedchat/relay/Relay.java")).exists();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}

package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A browser that is installed is found; without one its tests are skipped, but never where they decide. */
class ChromiumTest {
    private static final Chromium SOME_BROWSER = new Chromium(Path.of("chromium"), Path.of("chromedriver"));

    @TempDir
    private Path folder;

    @Test
    void theFirstBrowserAndTheFirstDriverThatCanBeRunAreTaken() throws Exception {
        Path browser = program("chrome");
        Path driver = program("chromedriver");

        Optional<Chromium> found = Chromium.find(
                Stream.of(folder.resolve("chromium"), browser, program("another")),
                Stream.of(driver, program("another-driver")));

        assertThat(found).contains(new Chromium(browser, driver));
    }

    @Test
    void aBrowserWithoutADriverIsNoneAndADriverWithoutABrowserToo() throws Exception {
        assertThat(Chromium.find(Stream.of(program("chromium")), Stream.of())).isEmpty();
        assertThat(Chromium.find(Stream.of(), Stream.of(program("chromedriver"))))
                .isEmpty();
    }

    @Test
    void aFileThatIsNoProgramIsNoBrowser() throws Exception {
        Path text = Files.createFile(folder.resolve("chromium"));

        assertThat(Chromium.find(Stream.of(text), Stream.of(program("chromedriver"))))
                .isEmpty();
    }

    @Test
    void eachFolderOfThePathIsSearchedInItsOrder() {
        String path = String.join(File.pathSeparator, "first", "", "second");

        assertThat(Chromium.onPath(path, List.of("chromium", "chrome")))
                .containsExactly(
                        Path.of("first", "chromium"),
                        Path.of("first", "chrome"),
                        Path.of("second", "chromium"),
                        Path.of("second", "chrome"));
    }

    @Test
    void withABrowserTheTestsRun() {
        assertThat(BrowserFound.decide(Optional.of(SOME_BROWSER), false).isDisabled())
                .isFalse();
        assertThat(BrowserFound.decide(Optional.of(SOME_BROWSER), true).isDisabled())
                .isFalse();
    }

    @Test
    void withoutABrowserTheTestsAreSkippedAndSayWhatToInstall() {
        ConditionEvaluationResult result = BrowserFound.decide(Optional.empty(), false);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason().orElseThrow()).contains("apt-get install chromium chromium-driver");
    }

    @Test
    void withoutABrowserTheTestsFailWhereTheyDecide() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> BrowserFound.decide(Optional.empty(), true))
                .withMessageContaining("apt-get install chromium chromium-driver");
    }

    private Path program(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page fits from a telephone to a projector. 320 pixels are also what is left of a window of 1280 when it is
 * magnified four times (WCAG 2.2, criterion 1.4.10).
 */
@ExtendWith(BrowserFound.class)
class SizesIT {
    private static final String OVERFLOW =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private static Talk talk;
    private static Browser browser;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        talk = new Talk(Level.AUTHENTICATED, folder);
        talk.bothGoOn();
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        browser.close();
        talk.close();
    }

    @ParameterizedTest
    @CsvSource({"320, 640", "480, 800", "768, 1024", "1024, 768", "1280, 720", "1920, 1080", "3840, 2160"})
    void nothingIsWiderThanTheWindow(int width, int height) throws Exception {
        browser.resize(width, height);
        WireView page = WireView.of(browser, talk.relay());
        page.open(page.awaitArrow("alice sends bob a message"));
        assertThat(overflow()).isZero();
        assertThat(page.part("diagram").isDisplayed()).isTrue();
        assertThat(page.part("details").isDisplayed()).isTrue();

        page.press("large");
        assertThat(overflow()).as("with large type").isZero();
    }

    private static long overflow() {
        return Long.parseLong(String.valueOf(browser.driver().executeScript(OVERFLOW)));
    }
}

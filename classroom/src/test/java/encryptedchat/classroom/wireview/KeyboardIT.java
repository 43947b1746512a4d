package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Everything on the page can be done with the keyboard alone, and one sees where one is. */
@ExtendWith(BrowserFound.class)
class KeyboardIT {
    private static final int MORE_THAN_ALL_STOPS = 60;

    private static final String IS_MARKED = """
            const marked = element => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
            };
            return marked(arguments[0]) || marked(arguments[0].closest("label") ?? arguments[0]);
            """;

    private static Talk talk;
    private static Browser browser;

    private WireView page;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        talk = new Talk(Level.AUTHENTICATED, folder);
        talk.aliceSays("a message");
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        browser.close();
        talk.close();
    }

    @BeforeEach
    void openThePage() throws Exception {
        page = WireView.of(browser, talk.relay());
        page.awaitArrow("bob fetches a message");
    }

    @Test
    void theTabKeyReachesEachControlAndShowsWhereItIs() {
        page.press("first");
        page.press("forward");
        List<String> reached = new ArrayList<>();
        for (int stop = 0; stop < MORE_THAN_ALL_STOPS; stop++) {
            press(Keys.TAB);
            reached.add(String.valueOf(focused().getDomProperty("id")));
            assertThat(isMarked(focused())).as("the last of " + reached).isTrue();
        }

        assertThat(reached)
                .contains("first", "back", "forward", "last", "position", "pause", "clear", "save", "load")
                .contains("theme", "large", "help", "knows", "cannot");
    }

    @Test
    void anArrowIsOpenedWithEnterAndClosedWithEscape() {
        page.press("first");
        while (!"LI".equals(parentTag(focused()))) {
            press(Keys.TAB);
        }
        press(Keys.ARROW_DOWN);
        assertThat(page.arrows()).hasSize(2);

        press(Keys.ENTER);
        assertThat(page.text("details")).contains("Request");

        press(Keys.ESCAPE);
        assertThat(page.text("details")).doesNotContain("Request");
        assertThat(parentTag(focused())).isEqualTo("LI");
    }

    @Test
    void theHelpTakesTheFocusAndGivesItBack() {
        WebElement help = page.part("help");
        while (!focused().equals(help)) {
            press(Keys.TAB);
        }

        press(Keys.ENTER);
        assertThat(page.part("help-dialog").isDisplayed()).isTrue();

        press(Keys.ESCAPE);
        assertThat(page.part("help-dialog").isDisplayed()).isFalse();
        assertThat(focused()).isEqualTo(help);
    }

    private static WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }

    private static void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    private static String parentTag(WebElement element) {
        return String.valueOf(browser.driver().executeScript("return arguments[0].parentElement?.tagName", element));
    }

    /**
     * @return whether a line is drawn around it, or around its label; behind the last control of a page the focus is on
     *     the whole of it, which is not marked
     */
    private static boolean isMarked(WebElement element) {
        return element.getTagName().equals("body")
                || Boolean.TRUE.equals(browser.driver().executeScript(IS_MARKED, element));
    }
}

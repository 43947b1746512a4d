package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.wireview.WireView.Arrow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A conversation can be gone through step by step, and both columns say what holds at each. */
@ExtendWith(BrowserFound.class)
class SteppingIT {
    private static Talk talk;
    private static Browser browser;

    private WireView page;
    private List<Arrow> all;

    @BeforeAll
    static void talkAndLeave(@TempDir Path folder) throws Exception {
        talk = new Talk(Level.AUTHENTICATED, folder);
        talk.aliceSays("thirteen byte");
        talk.bobSays("four");
        talk.alice().kill();
        talk.bob().kill();
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
        page.awaitArrow("alice fetches a message");
        // What the two were still asking for when they were killed is answered half a minute later.
        page.press("pause");
        all = page.arrows();
    }

    @Test
    void theButtonsGoToTheFirstStepAndOnAndBackAndToTheLast() {
        page.press("first");
        assertThat(page.arrows()).isEqualTo(all.subList(0, 1));

        page.press("forward");
        page.press("forward");
        assertThat(page.arrows()).isEqualTo(all.subList(0, 3));

        page.press("back");
        assertThat(page.arrows()).isEqualTo(all.subList(0, 2));

        page.press("last");
        assertThat(page.arrows()).isEqualTo(all);
    }

    @Test
    void theKeysDoTheSame() {
        keys(Keys.HOME);
        assertThat(page.arrows()).isEqualTo(all.subList(0, 1));

        keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(page.arrows()).isEqualTo(all.subList(0, 3));

        keys(Keys.ARROW_LEFT);
        assertThat(page.arrows()).isEqualTo(all.subList(0, 2));

        keys(Keys.END);
        assertThat(page.arrows()).isEqualTo(all);
    }

    @Test
    void theSliderDoesTheSameAndSaysWhereItStands() {
        page.part("position").sendKeys(Keys.HOME);
        page.part("position").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

        int shown = page.arrows().size();
        assertThat(page.arrows()).isEqualTo(all.subList(0, shown));
        assertThat(page.text("position-text")).isEqualTo("Step " + shown + " of " + all.size());
        assertThat(shown).isBetween(2, 3);
    }

    @Test
    void bothColumnsSayWhatHoldsAtTheStepThatIsShown() {
        page.press("first");
        assertThat(page.text("knows")).doesNotContain("wrote to");
        assertThat(page.text("cannot")).doesNotContain("The text");

        stepTo("alice sends bob a message");
        assertThat(page.text("knows"))
                .contains("alice wrote to bob once", "13 bytes", "What still waits")
                .doesNotContain("bob wrote to");
        assertThat(page.text("cannot"))
                .contains("What alice wrote: 1 text, 13 bytes", "The session keys")
                .doesNotContain("What bob wrote");

        stepTo("bob fetches a message");
        assertThat(page.text("knows")).doesNotContain("What still waits");

        page.press("last");
        assertThat(page.text("knows")).contains("alice wrote to bob once", "bob wrote to alice once", "4 bytes");
        assertThat(page.text("cannot")).contains("What bob wrote: 1 text, 4 bytes");

        page.press("first");
        assertThat(page.text("knows")).doesNotContain("wrote to");
    }

    @Test
    void noTextAndNoKeyOfTheTwoStandsOnThePage() {
        assertThat(browser.driver().getPageSource()).doesNotContain("thirteen byte");
    }

    @Test
    void whatComesDoesNotMoveWhoeverLooksAtAnEarlierStep(@TempDir Path folder) throws Exception {
        try (Talk another = new Talk(Level.AUTHENTICATED, folder)) {
            page = WireView.of(browser, another.relay());
            page.awaitArrow("alice sends bob an offer");
            page.press("first");
            List<Arrow> first = page.arrows();
            int before = steps();

            another.aliceSays("meanwhile");
            another.aliceSays("and again");

            // Each message is sent, fetched and acknowledged.
            page.await("six more steps", () -> steps() >= before + 6);
            assertThat(page.arrows()).isEqualTo(first);
            page.press("last");
            page.awaitArrow("alice sends bob a message, 9 bytes");
        }
    }

    /** @return how many there are, which is said while the first is shown */
    private int steps() {
        return Integer.parseInt(page.text("position-text").replaceFirst("Step 1 of ", ""));
    }

    private void stepTo(String words) {
        while (!page.arrows().get(page.arrows().size() - 1).text().contains(words)) {
            assertThat(page.arrows()).hasSizeLessThan(all.size());
            page.press("forward");
        }
    }

    private void keys(Keys... keys) {
        browser.driver().findElement(By.tagName("body")).sendKeys(keys);
    }
}

package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the three programs do stands on the page while they do it. */
@ExtendWith(BrowserFound.class)
class LiveIT {
    /** Before anything else happens: whoever has read asks again, and is answered after 30 seconds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Browser browser;

    @BeforeEach
    void startTheBrowser() {
        browser = Browser.start(folder);
    }

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachMessageAppearsAtOnceAndWithoutReloading(Level level) throws Exception {
        try (Talk talk = new Talk(level, folder)) {
            WireView page = WireView.of(browser, talk.relay());
            page.awaitArrow("alice sends bob", level == Level.CLASSIC ? "master secret" : "offer");
            browser.driver().executeScript("globalThis.notReloaded = true");

            for (int bytes = 11; bytes <= 13; bytes++) {
                talk.aliceSays("a".repeat(bytes));
                long said = System.nanoTime();
                page.awaitArrow("alice sends bob a message", bytes + " bytes");
                page.awaitArrow("bob fetches a message", bytes + " bytes");
                assertThat(Duration.ofNanos(System.nanoTime() - said)).isLessThan(AT_ONCE);
            }

            assertThat(browser.driver().executeScript("return globalThis.notReloaded"))
                    .isEqualTo(true);
        }
    }

    @Test
    void whatWasBeforeThePageWasOpenedIsThereInTheSameOrder() throws Exception {
        try (Talk talk = new Talk(Level.AUTHENTICATED, folder)) {
            talk.bothGoOn();
            WireView page = WireView.of(browser, talk.relay());
            talk.alice().kill();
            talk.bob().kill();
            page.awaitArrow("alice fetches a message");
            List<String> live = textsUntilAliceFetches(page);

            browser.driver().navigate().refresh();

            page.awaitArrow("alice fetches a message");
            assertThat(textsUntilAliceFetches(page)).isEqualTo(live);
        }
    }

    @Test
    void aRelayThatIsGoneIsSaidAndWhatWasSeenStays() throws Exception {
        try (Talk talk = new Talk(Level.AUTHENTICATED, folder)) {
            WireView page = WireView.of(browser, talk.relay());
            talk.aliceSays("one message");
            page.awaitArrow("bob fetches a message");
            String connected = page.text("state");

            talk.relay().kill();

            page.await(
                    "another state than " + connected, () -> !page.text("state").equals(connected));
            assertThat(page.text("state")).containsIgnoringCase("relay");
            page.awaitArrow("bob fetches a message");
        }
    }

    /** Behind it comes what the two were still asking for when they were killed, half a minute later. */
    private static List<String> textsUntilAliceFetches(WireView page) {
        List<String> texts = page.arrows().stream().map(WireView.Arrow::text).toList();
        int fetches = IntStream.range(0, texts.size())
                .filter(arrow -> texts.get(arrow).contains("alice fetches a message"))
                .findFirst()
                .orElseThrow();
        return texts.subList(0, fetches + 1);
    }
}

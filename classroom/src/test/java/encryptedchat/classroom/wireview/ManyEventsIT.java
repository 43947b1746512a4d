package encryptedchat.classroom.wireview;

import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Five thousand exchanges keep nobody waiting: neither while they happen, nor when they are there. */
@ExtendWith(BrowserFound.class)
class ManyEventsIT {
    private static final int MANY = 5_000;

    /** In milliseconds: generous, because other programs on a busy machine count too. The figures are printed. */
    private static final double LONGEST_TASK = 2_000;

    private static final List<Keys> STEPS =
            List.of(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.END, Keys.ARROW_LEFT, Keys.ARROW_RIGHT);

    @TempDir
    private Path folder;

    @Test
    void fiveThousandExchangesKeepNobodyWaiting() throws Exception {
        Path downloads = Files.createDirectory(folder.resolve("downloads"));
        try (Program relay = Level.CLASSIC.startRelay(folder.resolve("relay"));
                Browser browser = Browser.start(downloads)) {
            browser.beforeEachPage(Smoothness.WATCH);
            WireView page = WireView.of(browser, relay);

            exchange(relay.relayUrl());
            page.await("the last of them", () -> showsTheLast(browser));
            assertSmooth("live", browser);

            for (Keys key : STEPS) {
                browser.driver().findElement(By.tagName("body")).sendKeys(key);
                assertSmooth(key.name(), browser);
            }

            browser.driver().navigate().refresh();
            page.await("the last of them", () -> showsTheLast(browser));
            assertSmooth("loaded again", browser);

            page.load(page.saveInto(downloads));
            page.await("the way back", () -> page.part("back-to-live").isDisplayed());
            page.press("last");
            page.await("the last of them", () -> showsTheLast(browser));
            assertSmooth("from a file", browser);
        }
    }

    private static void assertSmooth(String when, Browser browser) {
        Smoothness smoothness = Smoothness.take(browser);
        System.out.println(MANY + " exchanges, " + when + ": " + smoothness);
        assertThat(smoothness.longest()).as(when).isLessThan(LONGEST_TASK);
    }

    private static boolean showsTheLast(Browser browser) {
        return !browser.driver()
                .findElements(By.cssSelector("#diagram li[data-number='" + MANY + "']"))
                .isEmpty();
    }

    /** Alice writes, and Bob fetches every tenth time. */
    private static void exchange(String relayUrl) throws Exception {
        ClassicRelay relay = new ClassicRelay(RelayAddress.parse(relayUrl), Steps.SILENT);
        for (int number = 1; number <= MANY; number++) {
            if (number % 10 == 0) {
                relay.takeMessages(BOB);
            } else {
                byte[] ciphertext = new byte[20 + number % 60];
                relay.sendMessage(ALICE, BOB, new Envelope(new byte[10], new byte[12], ciphertext, new byte[16]));
            }
        }
    }
}

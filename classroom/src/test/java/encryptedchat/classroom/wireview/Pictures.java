package encryptedchat.classroom.wireview;

import static java.util.Objects.requireNonNull;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import encryptedchat.classroom.Programs;
import encryptedchat.classroom.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

/** Makes the pictures of the README anew, in {@code docs/pictures}. A run of all tests leaves it out. */
@ExtendWith(BrowserFound.class)
class Pictures {
    private static final Path FOLDER =
            Programs.jarOf("classroom").resolve("../../../docs/pictures").normalize();

    private static final String ALICE_SAYS = "Can anybody else read this?";
    private static final String BOB_SAYS = "Only we two can.";

    private static final String COLUMNS = "132";

    private static final String FILL_TERMINAL = """
            document.querySelector("header").textContent = arguments[0];
            document.querySelector("pre").textContent = arguments[1];
            """;

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

    @Test
    void theDemoSendsAMessage() throws Exception {
        List<String> arguments = List.of("demo", "--width", COLUMNS, ALICE_SAYS);
        try (Program demo = Program.start("demo", Programs.command("classroom", List.of(), arguments))) {
            demo.awaitExit();
            List<String> lines = demo.out().stream()
                    .dropWhile(line -> !line.startsWith("10. "))
                    .takeWhile(line -> !line.startsWith("11. "))
                    .toList();
            browser.driver()
                    .get(requireNonNull(Pictures.class.getResource("terminal.html"))
                            .toString());
            browser.resize(1600, 1200);
            browser.driver()
                    .executeScript(
                            FILL_TERMINAL,
                            "./chat demo",
                            String.join("\n", lines).strip());
            write("demo.png", browser.driver().findElement(By.tagName("main")));
        }
    }

    @Test
    void theWireViewShowsAMessage() throws Exception {
        try (Talk talk = new Talk(Level.AUTHENTICATED, folder)) {
            talk.aliceSays(ALICE_SAYS);
            talk.bobSays(BOB_SAYS);
            browser.resize(1280, 860);
            browser.preferMedia("prefers-color-scheme", "light");
            WireView page = WireView.of(browser, talk.relay());
            page.open(page.awaitArrow("alice sends bob a message"));
            page.scrollToField("nonce");
            write("wire-view.png", browser.driver());
        }
    }

    private static void write(String name, TakesScreenshot shown) throws IOException {
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name), shown.getScreenshotAs(OutputType.BYTES));
    }
}

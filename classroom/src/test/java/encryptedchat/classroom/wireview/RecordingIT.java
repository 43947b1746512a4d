package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.wireview.WireView.Arrow;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A recording can be paused, cleared, saved as a file and loaded again. */
@ExtendWith(BrowserFound.class)
class RecordingIT {
    @TempDir
    private static Path folder;

    private static Talk talk;
    private static Browser browser;

    private WireView page;

    @BeforeAll
    static void begin() throws Exception {
        talk = new Talk(Level.AUTHENTICATED, folder);
        talk.aliceSays("the first");
        browser = Browser.start(Files.createDirectory(folder.resolve("downloads")));
    }

    @AfterAll
    static void end() {
        browser.close();
        talk.close();
    }

    @BeforeEach
    void openThePage() throws Exception {
        page = WireView.of(browser, talk.relay());
        page.awaitArrow("bob fetches a message, 9 bytes");
    }

    @Test
    void whatComesDuringAPauseWaitsUntilItIsOver() throws Exception {
        page.press("pause");
        List<Arrow> before = page.arrows();

        talk.aliceSays("said during the pause");
        page.await(
                "a count of what waits",
                () -> page.text("pause").matches(".*\\d.*")
                        || page.text("state").matches(".*\\d.*"));
        assertThat(page.arrows()).isEqualTo(before);

        page.press("pause");
        page.awaitArrow("alice sends bob a message, 21 bytes");
    }

    @Test
    void clearingEmptiesThePageForWhatComesNext() throws Exception {
        page.press("clear");
        // A poll can have ended in this very moment.
        assertThat(page.arrows()).allMatch(arrow -> arrow.text().contains("asks for messages"));
        assertThat(page.text("knows")).doesNotContain("wrote");

        talk.aliceSays("said afterwards");

        page.awaitArrow("alice sends bob a message, 15 bytes");
        assertThat(page.arrows()).noneMatch(arrow -> arrow.text().contains("9 bytes"));
    }

    @Test
    void aSavedRecordingIsShownTheSameWhenItIsLoaded() throws Exception {
        page.press("pause");
        List<Arrow> arrows = page.arrows();
        String knows = page.text("knows");
        String cannot = page.text("cannot");
        Path file = page.saveInto(folder.resolve("downloads"));
        talk.aliceSays("said after it was saved");

        page.load(file);

        page.await("the way back", () -> page.part("back-to-live").isDisplayed());
        page.await("the arrows of the recording", () -> page.arrows().equals(arrows));
        assertThat(page.text("knows")).isEqualTo(knows);
        assertThat(page.text("cannot")).isEqualTo(cannot);
    }

    @Test
    void aSavedRecordingHoldsWhatTheRelayKeepsAndNoTokenOfALogin() throws Exception {
        JsonNode saved = Json.read(Files.readAllBytes(page.saveInto(folder.resolve("downloads"))), JsonNode.class);

        assertThat(saved.get("format").asText()).isEqualTo("encrypted-chat recording 2");
        List<JsonNode> exchanges = new ArrayList<>();
        saved.get("exchanges").forEach(exchanges::add);
        assertThat(Feed.exchanges(page.url())).containsAll(exchanges);
        assertThat(exchanges)
                .filteredOn(exchange -> exchange.get("path").asText().equals("/v1/tokens"))
                .isNotEmpty()
                .allMatch(exchange -> exchange.get("answer").asText().contains("not shown"));
    }

    @Test
    void fromALoadedRecordingTheWayLeadsBackToWhatIsLive() throws Exception {
        Path file = page.saveInto(folder.resolve("downloads"));
        page.load(file);
        page.await("the way back", () -> page.part("back-to-live").isDisplayed());
        talk.aliceSays("said meanwhile");
        assertThat(page.arrows()).noneMatch(arrow -> arrow.text().contains("14 bytes"));

        page.press("back-to-live");

        page.awaitArrow("alice sends bob a message, 14 bytes");
    }
}

package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** A hostile page in the same browser gets nothing from the wire view, not even if it knew the token. */
@ExtendWith(BrowserFound.class)
class HostilePageIT {
    /** Each way of reading another page, and what to read with it. */
    static final List<Arguments> ATTEMPTS = List.of(
            Arguments.of("fetch", ""),
            Arguments.of("fetch", "page.js"),
            Arguments.of("fetchWithoutCors", ""),
            Arguments.of("fetchWithoutCors", "events"),
            Arguments.of("request", ""),
            Arguments.of("events", "events"),
            Arguments.of("script", "page.js"),
            Arguments.of("module", "page.js"),
            Arguments.of("style", "page.css"),
            Arguments.of("image", "image.svg"),
            Arguments.of("frame", ""),
            Arguments.of("object", ""),
            Arguments.of("popup", ""));

    private static Program relay;
    private static HostileSite site;
    private static Browser browser;
    private static String wireView;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        relay = Level.AUTHENTICATED.startRelay(folder.resolve("relay"));
        wireView = WireView.urlOf(relay);
        site = new HostileSite();
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        browser.close();
        site.close();
        relay.close();
    }

    @BeforeEach
    void openTheHostilePage() {
        browser.driver().get(site.url());
    }

    @ParameterizedTest(name = "{0} of {1}")
    @FieldSource("ATTEMPTS")
    void eachAttemptReadsAPageThatMayBeRead(String attempt, String resource) {
        assertThat(got(attempt, site.url() + resource)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} of {1}")
    @FieldSource("ATTEMPTS")
    void noAttemptReadsTheWireView(String attempt, String resource) {
        assertThat(got(attempt, wireView + resource)).isEmpty();
    }

    @Test
    void aNameThatLeadsToThisMachineDoesNotOpenTheWireView() {
        browser.driver().get(rebound(site.url()));
        assertThat(browser.driver().getPageSource()).contains("attempt");

        browser.driver().get(rebound(wireView));

        assertThat(browser.driver().getPageSource()).doesNotContain("page.js");
    }

    private static String rebound(String url) {
        return url.replace(URI.create(url).getHost(), Browser.REBOUND_HOST);
    }

    private static String got(String attempt, String url) {
        return String.valueOf(
                browser.driver().executeScript("return attempt(arguments[0], arguments[1])", attempt, url));
    }
}

package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page keeps to the Web Content Accessibility Guidelines 2.2, levels A and AA, as far as a program can judge. */
@ExtendWith(BrowserFound.class)
class AccessibilityIT {
    private static final List<String> GUIDELINES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

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
    @ValueSource(strings = {"light", "dark"})
    void nothingIsWrongInEitherTheme(String theme) throws Exception {
        browser.preferMedia("prefers-color-scheme", theme);
        WireView page = WireView.of(browser, talk.relay());
        page.open(page.awaitArrow("alice sends bob a message"));
        assertThat(violations()).isEmpty();

        page.press("large");
        assertThat(violations()).isEmpty();

        page.press("first");
        assertThat(violations()).isEmpty();

        page.press("help");
        assertThat(violations()).isEmpty();
    }

    private static List<String> violations() {
        return new AxeBuilder()
                .withTags(GUIDELINES).analyze(browser.driver()).getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream().map(node -> described(rule, node)))
                        .toList();
    }

    private static String described(Rule rule, CheckedNode node) {
        return rule.getId() + " at " + node.getHtml();
    }
}

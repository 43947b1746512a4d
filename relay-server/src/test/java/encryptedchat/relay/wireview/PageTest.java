package encryptedchat.relay.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page is served, with all that it loads, and nothing comes from elsewhere. */
class PageTest {
    private static final Pattern LOADED = Pattern.compile(
            "(?:<script[^>]+src=|<link[^>]+href=|<img[^>]+src=| from )[\"'](?:\\./)?([a-z][a-z0-9.-]*)[\"']");

    private WireView view;

    @BeforeEach
    void start() throws IOException {
        view = WatchedRelay.startView("127.0.0.1", InetAddress.getLoopbackAddress(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        view.close();
    }

    private Answer get(String name) {
        URI page = URI.create(view.url());
        return new Calls(page.resolve("/").toString()).get(page.getPath().substring(1) + name);
    }

    /** @return the page and all that it loads, by name */
    private Map<String, Answer> load() {
        Map<String, Answer> loaded = new LinkedHashMap<>();
        Deque<String> left = new ArrayDeque<>(List.of(""));
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            Answer answer = get(name);
            loaded.put(name, answer);
            LOADED.matcher(answer.body())
                    .results()
                    .map(found -> found.group(1))
                    .filter(found -> !loaded.containsKey(found))
                    .forEach(left::add);
        }
        return loaded;
    }

    @Test
    void everyFileThatThePageLoadsIsServedWithItsType() {
        Map<String, Answer> loaded = load();

        loaded.forEach((name, answer) -> {
            assertThat(answer.code()).as(name).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(name).contains(type(name));
        });
        assertThat(loaded).containsKeys("page.css", "page.js", "live.js").hasSizeGreaterThan(20);
    }

    @Test
    void whatThereIsToSayOfALevelIsServedWhereItHasAFile() {
        for (String level : List.of("classic", "authenticated", "v1")) {
            Answer answer = get("levels/" + level + ".json");
            assertThat(answer.code()).as(level).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(answer.json().path("level").textValue()).isEqualTo(level);
        }
        assertThat(get("levels/no-such-level.json").code()).isEqualTo(404);
    }

    @Test
    void thePageKnowsOfNoLevelFromTwoUpButByItsFile() {
        load().forEach((name, answer) -> assertThat(answer.body())
                .as(name)
                .doesNotContainPattern("[\"'`]authenticated[\"'`]")
                .doesNotContain("encrypted-chat message", "exchange-key", "session_id"));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            default -> "text/html; charset=utf-8";
        };
    }
}

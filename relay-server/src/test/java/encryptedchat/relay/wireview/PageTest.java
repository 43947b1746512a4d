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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    @Test
    void everyFileThatThePageLoadsIsServedWithItsType() {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(""));
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            Answer answer = get(name);
            assertThat(answer.code()).as(name).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(name).contains(type(name));
            seen.add(name);
            LOADED.matcher(answer.body())
                    .results()
                    .map(loaded -> loaded.group(1))
                    .filter(loaded -> !seen.contains(loaded))
                    .forEach(left::add);
        }

        assertThat(seen).contains("page.css", "page.js", "live.js").hasSizeGreaterThan(20);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/html; charset=utf-8";
        };
    }
}

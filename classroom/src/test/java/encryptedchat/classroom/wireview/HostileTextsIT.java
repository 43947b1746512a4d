package encryptedchat.classroom.wireview;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import encryptedchat.classroom.wireview.WireView.Arrow;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Whatever anybody sends to the relay, or puts into a file, is shown as the text that it is. */
@ExtendWith(BrowserFound.class)
class HostileTextsIT {
    /** What sends a message at each level. */
    private static final Map<String, String> METHODS = Map.of("classic", "POST", "v1", "PUT");

    @TempDir
    private static Path folder;

    private static Program relay;
    private static Browser browser;

    private WireView page;

    @BeforeAll
    static void begin() throws Exception {
        relay = Level.CLASSIC.startRelay(folder.resolve("relay"));
        browser = Browser.start(folder);
        Harm.watch(browser);
    }

    @AfterAll
    static void end() {
        browser.close();
        relay.close();
    }

    @BeforeEach
    void openThePage() throws Exception {
        page = WireView.of(browser, relay);
    }

    @Test
    void whatIsSentToTheRelayIsShownAsText() throws Exception {
        for (String text : Harm.TEXTS) {
            send("/send_message", messageOf(text));
            send("/register_public_key", Map.of("user_id", text, "public_key_pem_b64", text));
            send("/" + encoded(text) + "?" + encoded(text), Map.of(text, text));
            send("/v1/people/" + encoded(text), List.of(text));
        }

        // The web server itself refuses some of the paths, before the relay sees them.
        openAll(3 * Harm.TEXTS.size());
    }

    @Test
    void whatAFileHoldsIsShownAsText() throws Exception {
        List<Object> exchanges = new ArrayList<>();
        for (String text : Harm.TEXTS) {
            exchanges.add(exchange(exchanges.size() + 1, "classic", "/send_message", text));
            exchanges.add(exchange(exchanges.size() + 1, "v1", "/v1/mailboxes/" + text + "/messages/1", text));
            exchanges.add(exchange(exchanges.size() + 1, "", text, text));
        }
        load(recordingOf(exchanges));
        page.await("the recording", () -> page.part("back-to-live").isDisplayed());

        openAll(3 * Harm.TEXTS.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "null",
                "{\"format\": \"<b class=injected>\"}",
                "{\"format\": \"encrypted-chat recording 2\", \"exchanges\": 1}",
                "{\"format\": \"encrypted-chat recording 2\", \"saved_at\": 1, \"exchanges\": [{\"number\": \"<b class=injected>\"}]}"
            })
    void aFileThatIsNoRecordingIsRefusedInOneLine(String content) throws Exception {
        load(content.getBytes(UTF_8));

        page.await("a notice", () -> page.part("notice").isDisplayed());
        assertThat(page.text("notice-text")).isNotBlank();
        assertThat(page.part("back-to-live").isDisplayed()).isFalse();
        Harm.assertNone(browser);
    }

    /** Opens each arrow of each conversation. */
    private void openAll(int expected) throws WireFormatException {
        int opened = 0;
        for (int conversation = 0; conversation < page.conversations().size(); conversation++) {
            page.conversations().get(conversation).sendKeys(Keys.SPACE);
            for (Arrow arrow : page.arrows()) {
                page.open(arrow);
                assertThat(page.text("details")).isNotBlank();
                Harm.assertNone(browser);
                opened++;
            }
        }
        assertThat(opened).isGreaterThanOrEqualTo(expected);
        assertThat(browser.requested())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(page.url()) || url.equals("data:,"));
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(page.url());
    }

    private void load(byte[] file) throws IOException {
        page.load(Files.write(folder.resolve("recording.json"), file));
    }

    private static byte[] recordingOf(List<Object> exchanges) {
        return Json.write(Map.of("format", "encrypted-chat recording 2", "saved_at", 1, "exchanges", exchanges));
    }

    private static Map<String, Object> exchange(long number, String level, String path, String text) {
        String request =
                new String(Json.write(Map.of(text, text, "level", text, "kind", text, "body", messageOf(text))), UTF_8);
        Map<String, Object> exchange = new LinkedHashMap<>();
        exchange.put("number", number);
        exchange.put("level", level);
        exchange.put("at", number);
        exchange.put("asked_at", number);
        exchange.put("answered_at", number);
        exchange.put("caller", text);
        exchange.put("known_by", "claim");
        exchange.put("method", METHODS.getOrDefault(level, text));
        exchange.put("path", path);
        exchange.put("query", text);
        exchange.put("request", request);
        exchange.put("request_bytes", request.length());
        exchange.put("status", 201);
        exchange.put("answer", text);
        exchange.put("answer_bytes", text.length());
        return exchange;
    }

    private static Map<String, Object> messageOf(String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        for (String field : List.of("sender", "recipient", "ciphertext", "nonce", "tag", "associated_data")) {
            message.put(field, text);
        }
        return message;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static void send(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(relay.relayUrl() + path))
                .header("Content-Type", "application/json")
                .POST(ofByteArray(Json.write(body)))
                .build();
        // A client each: over a connection that the relay closes after a refusal, the next request would be lost.
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}

package encryptedchat.classroom.wireview;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.wireview.WireView.Arrow;
import encryptedchat.client.explain.CanonicalField;
import encryptedchat.client.explain.Guide;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An opened arrow shows the JSON as it was sent, and each field of it as the bytes that it stands for. */
@ExtendWith(BrowserFound.class)
class FieldViewIT {
    private static final String TEXT = "twenty-three bytes here";

    private static final Map<Level, Talk> TALKS = new EnumMap<>(Level.class);

    private static Browser browser;

    private static Path recordings = Path.of("");

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        recordings = folder;
        for (Level level : Level.values()) {
            Talk talk = new Talk(level, Files.createDirectory(folder.resolve(level.name())));
            TALKS.put(level, talk);
            talk.aliceSays(TEXT);
        }
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        browser.close();
        TALKS.values().forEach(Talk::close);
        TALKS.clear();
    }

    @ParameterizedTest
    @EnumSource
    void theBytesOfEachFieldAreThoseOfItsBase64(Level level) throws Exception {
        WireView page = pageOf(level);
        JsonNode sent = open(page, page.awaitArrow("alice sends bob a message"));
        JsonNode message = level == Level.CLASSIC ? sent : sent.get("body");

        assertThat(page.text("details")).contains("sender", "recipient");
        for (String field : List.of("nonce", "ciphertext", "tag")) {
            String base64 = message.get(field).asText();
            assertThat(page.text("details")).contains(base64);
            assertThat(page.bytesOf(field)).isEqualTo(hex(base64));
            assertThat(page.field(field)).contains("What for", "Who can read it", "Who could change it unnoticed");
        }
        assertThat(page.field("nonce")).contains("12 bytes");
        assertThat(page.field("ciphertext")).contains(TEXT.length() + " bytes");
        assertThat(page.field("tag")).contains("16 bytes");
    }

    @Test
    void theAssociatedDataOfLevelAuthenticatedIsReadOut() throws Exception {
        WireView page = pageOf(Level.AUTHENTICATED);
        JsonNode sent = open(page, page.awaitArrow("alice sends bob a message"));
        byte[] header =
                Base64.getDecoder().decode(sent.at("/body/associated_data").asText());
        Map<String, CanonicalField> fields = Guide.of("authenticated").readOut(header).stream()
                .collect(Collectors.toMap(CanonicalField::name, Function.identity()));

        assertThat(page.field("associated_data"))
                .contains("sender alice", "recipient bob", "sequence 1")
                .contains("time " + requireNonNull(fields.get("time")).words())
                .contains("label encrypted-chat message", "level authenticated");
        assertThat(page.bytesOf("associated_data"))
                .contains(HexFormat.of()
                        .formatHex(requireNonNull(fields.get("session_id")).bytes()));
    }

    @Test
    void theAssociatedDataOfLevelClassicIsReadOutAsATime() throws Exception {
        WireView page = pageOf(Level.CLASSIC);
        JsonNode sent = open(page, page.awaitArrow("alice sends bob a message"));
        String base64 = sent.get("associated_data").asText();

        assertThat(page.field("associated_data"))
                .contains(new String(Base64.getDecoder().decode(base64), US_ASCII) + " = ");
    }

    @Test
    void allBytesOfALongFieldAreShownOnRequest() throws Exception {
        WireView page = pageOf(Level.CLASSIC);
        JsonNode sent = open(page, page.awaitArrow("alice sends bob a master secret"));
        String base64 = sent.get("encrypted_master_secret_b64").asText();

        page.pressIn("details", "Show all 512 bytes");

        assertThat(page.bytesOf("encrypted_master_secret_b64"))
                .isEqualTo(hex(base64))
                .hasSize(2 * 512);
    }

    @Test
    void aPrekeyIsExplainedByItsLevel() throws Exception {
        WireView page = pageOf(Level.AUTHENTICATED);
        JsonNode sent = open(page, page.awaitArrow("bob publishes prekeys"));

        page.pressIn("details", "Show all 550 bytes");

        assertThat(page.bytesOf("bytes"))
                .isEqualTo(hex(sent.at("/signed/0/bytes").asText()));
        assertThat(page.field("bytes")).contains("The exchange key: its owner's RSA public key");
        assertThat(page.field("made_at")).contains("When its owner made the prekey");
    }

    @Test
    void mailOfALevelThatHasNoFileIsShownByItsKindWithItsBase64Opened() throws Exception {
        byte[] key = "0123456789abcdef".getBytes(US_ASCII);
        String request = "{\"level\":\"no-such-level\",\"kind\":\"handover\",\"body\":{\"new_key\":\""
                + Base64.getEncoder().encodeToString(key) + "\"}}";
        WireView page = pageOf(Level.AUTHENTICATED);
        page.load(Files.write(recordings.resolve("no-such-level.json"), Json.write(recordingOf(request))));

        page.open(page.awaitArrow("alice sends bob mail of the kind handover"));

        assertThat(page.bytesOf("new_key")).isEqualTo(HexFormat.of().formatHex(key));
        assertThat(page.field("new_key")).contains("16 bytes", "Nothing is said of this field here.");
        assertThat(page.field("kind")).contains("What this is");
        assertThat(page.text("conversations")).contains("no-such-level");
    }

    private static Map<String, Object> recordingOf(String request) {
        Map<String, Object> exchange = new HashMap<>(Map.of("number", 1, "level", "v1", "caller", "alice"));
        exchange.putAll(Map.of("known_by", "token", "at", 1, "asked_at", 1, "answered_at", 1));
        exchange.putAll(Map.of("method", "PUT", "path", "/v1/mailboxes/bob/messages/" + "0".repeat(32), "query", ""));
        exchange.putAll(Map.of("request", request, "request_bytes", request.length()));
        exchange.putAll(Map.of("status", 201, "answer", "{\"stored\":\"new\"}", "answer_bytes", 16));
        return Map.of("format", "encrypted-chat recording 2", "saved_at", 1, "exchanges", List.of(exchange));
    }

    private static WireView pageOf(Level level) throws Exception {
        return WireView.of(browser, requireNonNull(TALKS.get(level)).relay());
    }

    /** @return what was sent in the exchange that the arrow stands for, as the relay keeps it */
    private static JsonNode open(WireView page, Arrow arrow) throws Exception {
        page.open(arrow);
        JsonNode exchange = Feed.exchanges(page.url()).stream()
                .filter(candidate -> candidate.get("number").asLong() == arrow.number())
                .findFirst()
                .orElseThrow();
        return Json.read(exchange.get("request").asText().getBytes(UTF_8), JsonNode.class);
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}

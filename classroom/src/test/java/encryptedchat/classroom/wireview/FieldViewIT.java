package encryptedchat.classroom.wireview;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.wireview.WireView.Arrow;
import encryptedchat.wire.Json;
import encryptedchat.wire.authenticated.MessageHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
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
        JsonNode message = level == Level.CLASSIC ? sent : sent.get("message");

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
        String base64 = sent.at("/message/associated_data").asText();
        MessageHeader header = MessageHeader.of(Base64.getDecoder().decode(base64));

        assertThat(page.field("associated_data"))
                .contains("sender alice", "recipient bob", "sequence 1", "time " + header.time())
                .contains("authenticated");
        assertThat(page.bytesOf("associated_data"))
                .contains(HexFormat.of().formatHex(header.sessionId().toBytes()));
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

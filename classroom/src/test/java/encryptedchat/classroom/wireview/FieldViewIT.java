package encryptedchat.classroom.wireview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.classroom.Level;
import encryptedchat.classroom.Talk;
import encryptedchat.classroom.wireview.WireView.Arrow;
import encryptedchat.wire.Json;
import encryptedchat.wire.authenticated.MessageHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An opened arrow shows the JSON as it was sent, and each field of it as the bytes that it stands for. */
@ExtendWith(BrowserFound.class)
class FieldViewIT {
    private static final String TEXT = "twenty-three bytes here";

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

    @ParameterizedTest
    @EnumSource
    void theBytesOfEachFieldAreThoseOfItsBase64(Level level) throws Exception {
        try (Talk talk = new Talk(level, folder)) {
            talk.aliceSays(TEXT);
            WireView page = WireView.of(browser, talk.relay());
            JsonNode exchange = open(page, page.awaitArrow("alice sends bob a message"));
            JsonNode sent = json(exchange.get("request").asText());
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
    }

    @Test
    void theAssociatedDataOfLevelAuthenticatedIsReadOut() throws Exception {
        try (Talk talk = new Talk(Level.AUTHENTICATED, folder)) {
            talk.aliceSays(TEXT);
            WireView page = WireView.of(browser, talk.relay());
            JsonNode exchange = open(page, page.awaitArrow("alice sends bob a message"));
            String base64 = json(exchange.get("request").asText())
                    .at("/message/associated_data")
                    .asText();
            MessageHeader header = MessageHeader.of(Base64.getDecoder().decode(base64));

            assertThat(page.field("associated_data"))
                    .contains("sender alice", "recipient bob", "sequence 1", "time " + header.time())
                    .contains("authenticated");
            assertThat(page.bytesOf("associated_data"))
                    .contains(HexFormat.of().formatHex(header.sessionId().toBytes()));
        }
    }

    @Test
    void theAssociatedDataOfLevelClassicIsReadOutAsATime() throws Exception {
        try (Talk talk = new Talk(Level.CLASSIC, folder)) {
            talk.aliceSays(TEXT);
            WireView page = WireView.of(browser, talk.relay());
            JsonNode exchange = open(page, page.awaitArrow("alice sends bob a message"));
            String base64 = json(exchange.get("request").asText())
                    .get("associated_data")
                    .asText();

            assertThat(page.field("associated_data"))
                    .contains(new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII) + " = ");
        }
    }

    @Test
    void allBytesOfALongFieldAreShownOnRequest() throws Exception {
        try (Talk talk = new Talk(Level.CLASSIC, folder)) {
            WireView page = WireView.of(browser, talk.relay());
            JsonNode exchange = open(page, page.awaitArrow("alice sends bob a master secret"));
            String base64 = json(exchange.get("request").asText())
                    .get("encrypted_master_secret_b64")
                    .asText();

            page.pressIn("details", "Show all 512 bytes");

            assertThat(page.bytesOf("encrypted_master_secret_b64"))
                    .isEqualTo(hex(base64))
                    .hasSize(2 * 512);
        }
    }

    /** @return the exchange that the arrow stands for, as the relay keeps it */
    private static JsonNode open(WireView page, Arrow arrow) throws Exception {
        page.open(arrow);
        return Feed.exchanges(page.url()).stream()
                .filter(exchange -> exchange.get("number").asLong() == arrow.number())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) throws Exception {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}

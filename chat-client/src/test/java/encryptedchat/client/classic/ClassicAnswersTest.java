package encryptedchat.client.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.crypto.level.Steps;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at level classic, as our relay says it and as the original's does. */
class ClassicAnswersTest {
    private static final String STATUS = "{\"status\": \"what the relay says\"}";
    private static final String PAGE = "<!DOCTYPE html><html><body>It works!</body></html>";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOTHING_THERE",
        "429, BUSY",
        "400, REFUSED",
        "413, REFUSED",
        "415, REFUSED",
        "500, AWAY",
        "503, AWAY",
        "408, AWAY"
    })
    void statusDecidesWhatToDoNext(int status, Kind expected) {
        server.enqueue(json(status, STATUS));

        assertThat(failure())
                .hasMessageContaining("what the relay says")
                .extracting(RelayException::kind)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"404, NOTHING_THERE", "429, BUSY", "400, REFUSED", "500, AWAY"})
    void statusBehindTheTextInAnArrayMeansTheSameAsARealOne(int status, Kind expected) {
        server.enqueue(json(200, "[\n  " + STATUS + ",\n  " + status + "\n]\n"));

        assertThat(failure())
                .hasMessageContaining("what the relay says")
                .extracting(RelayException::kind)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[404]",
                "[" + STATUS + "]",
                "[" + STATUS + ", \"404\"]",
                "[" + STATUS + ", 404.0]",
                "[" + STATUS + ", 404, 404]",
                "[\"x\", 404]",
                "[{\"status\": 404}, 404]",
                "[" + STATUS + ", 404",
                "[" + STATUS + ", 99999999999]"
            })
    void otherArrayIsNotARelays(String array) {
        server.enqueue(json(200, array));

        assertThat(failure().kind()).isEqualTo(Kind.AWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", PAGE, "null", "\"stored\""})
    void whatAnotherServerSaysToAPostIsNotTakenForAccepted(String body) {
        server.enqueue(json(200, body));

        assertThat(failureOfPost())
                .hasMessageContaining("not as a relay does")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    @Test
    void controlCharactersOfAnAnswerDoNotReachTheScreen() {
        server.enqueue(json(400, "{\"status\": \"\\u001b[2Jgone\\nalice: forged\"}"));

        assertThat(failure()).hasMessageContaining("␛[2Jgone␊alice: forged");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private ClassicRelay relay() {
        return new ClassicRelay(RelayAddress.parse("http://127.0.0.1:" + server.getPort()), Steps.SILENT);
    }

    private RelayException failure() {
        return catchThrowableOfType(RelayException.class, () -> relay().takeMessages("alice"));
    }

    private RelayException failureOfPost() {
        return catchThrowableOfType(RelayException.class, () -> relay().sendEncryptedMasterSecret(new byte[512]));
    }
}

package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.WireTap.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stage keeps its columns, whatever is shown in them. */
class StageTest {
    private static final Glossary GLOSSARY = new Glossary(Map.of(
            "a_name_that_is_long_to_read", Glossary.bytes("a secret"),
            "time", Glossary.time()));

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Stage stage = new Stage(new PrintStream(screen, true, UTF_8), GLOSSARY);

    @Test
    void aLongNameShortensTheValuesBesideIt() {
        stage.request(request(
                "{\"a_name_that_is_long_to_read\":\"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\",\"time\":1700000000}"));

        assertThat(screen.toString(UTF_8).lines())
                .containsExactly(
                        "   on the wire -> PUT /path",
                        "               a_name_that_is_long_to_read QUJDREVGR… 26 bytes, a secret",
                        "               time                        1700000000 2023-11-14 22:13:20 UTC");
    }

    @Test
    void oneByteIsNotBytes() {
        stage.request(request("{\"a_name_that_is_long_to_read\":\"QQ==\"}"));

        assertThat(screen.toString(UTF_8)).endsWith("QQ==       1 byte, a secret" + System.lineSeparator());
    }

    @Test
    void aTextIsShownAsItIsTyped() {
        stage.line("alice types", "INFO 0123456789abcdef0123456789abcdef");

        assertThat(screen.toString(UTF_8))
                .isEqualTo("   alice types INFO 0123456789abcdef0123456789abcdef" + System.lineSeparator());
    }

    private static Exchange request(String body) {
        return new Exchange("alice", "PUT", "/path", "", body, 200, "");
    }
}

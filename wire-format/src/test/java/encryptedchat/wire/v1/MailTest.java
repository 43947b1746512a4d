package encryptedchat.wire.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SealedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
    private static final SealedMessage MESSAGE =
            SealedMessage.of(new Envelope(new byte[3], new byte[12], new byte[1], new byte[16]));
    private static final Offer OFFER = new Offer(
            "authenticated",
            base64(16),
            "alice",
            "bob",
            base64(32),
            base64(32),
            base64(512),
            1_700_000_000,
            base64(64));

    @Test
    void contentIsAnOfferOrAMessage() throws Exception {
        for (Mail.Content content : new Mail.Content[] {Mail.Content.of(OFFER), Mail.Content.of(MESSAGE)}) {
            Mail.Content read = Json.read(Json.write(content), Mail.Content.class);
            assertThat(read).isEqualTo(content);
            assertThatCode(read::check).doesNotThrowAnyException();
        }
    }

    @Test
    void contentIsNotBothAndNotNothing() throws Exception {
        assertRefused(new Mail.Content(OFFER, MESSAGE), "either");
        assertRefused(Json.read("{}".getBytes(UTF_8), Mail.Content.class), "either");
    }

    @Test
    void whatIsMalformedInsideIsRefused() {
        assertRefused(Mail.Content.of(new SealedMessage("", base64(12), "", base64(16))), "'ciphertext'");
        assertRefused(
                Mail.Content.of(new Offer(
                        "authenticated",
                        base64(15),
                        "alice",
                        "bob",
                        base64(32),
                        base64(32),
                        base64(512),
                        0,
                        base64(64))),
                "'session_id'");
    }

    @Test
    void textOf64KibFitsIntoABody() {
        Envelope envelope = new Envelope(new byte[200], new byte[12], new byte[64 * 1024], new byte[16]);
        assertThat(Json.write(Mail.Content.of(SealedMessage.of(envelope)))).hasSizeLessThan(V1.MAX_BODY_BYTES);
    }

    @Test
    void messageIdIs32LowerCaseHexadecimalDigits() throws Exception {
        assertThat(Mail.checkId("0123456789abcdef0123456789abcdef")).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcde\n",
                "0123456789abcdef0123456789abcde١", // a digit, but not ASCII's
            })
    void anotherIdIsRefused(String id) {
        assertThatThrownBy(() -> Mail.checkId(id)).isInstanceOf(WireFormatException.class);
    }

    private static void assertRefused(Mail.Content content, String why) {
        assertThatThrownBy(content::check)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(why);
    }

    private static String base64(int length) {
        return Base64Text.encode(new byte[length]);
    }
}

package encryptedchat.wire.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.WireFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedMessageTest {
    private static final String NONCE = base64(12);
    private static final String TAG = base64(16);

    @Test
    void envelopeComesOutAsItWentIn() throws Exception {
        Envelope envelope = new Envelope(new byte[] {1}, new byte[12], new byte[] {2}, new byte[16]);
        assertThat(SealedMessage.of(envelope).decode()).isEqualTo(envelope);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 13, 16, 24})
    void nonceOfAnotherLengthIsRefused(int length) {
        assertRefused("nonce", new SealedMessage("YQ==", base64(length), "Yw==", TAG));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 12, 15, 17, 32})
    void tagOfAnotherLengthIsRefused(int length) {
        assertRefused("tag", new SealedMessage("YQ==", NONCE, "Yw==", base64(length)));
    }

    @Test
    void emptyCiphertextIsRefused() {
        assertRefused("ciphertext", new SealedMessage("YQ==", NONCE, "", TAG));
    }

    @Test
    void anyFieldThatIsNotCanonicalBase64IsRefused() {
        assertRefused("associated_data", new SealedMessage("YR==", NONCE, "Yw==", TAG));
        assertRefused("nonce", new SealedMessage("YQ==", NONCE + "\n", "Yw==", TAG));
        assertRefused("ciphertext", new SealedMessage("YQ==", NONCE, "Yw", TAG));
        assertRefused("tag", new SealedMessage("YQ==", NONCE, "Yw==", TAG.replace("=", "")));
    }

    private static void assertRefused(String field, SealedMessage message) {
        assertThatThrownBy(message::decode)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'" + field + "'");
    }

    private static String base64(int length) {
        return Base64Text.encode(new byte[length]);
    }
}

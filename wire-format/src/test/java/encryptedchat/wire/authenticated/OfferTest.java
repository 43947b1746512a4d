package encryptedchat.wire.authenticated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {
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
    void offerWithEveryFieldInItsFormIsTaken() throws Exception {
        assertThatCode(OFFER::check).doesNotThrowAnyException();
        assertThat(OFFER.decodeSessionId()).hasSize(16);
        assertThat(OFFER.decodeInitiatorIdentityKey()).hasSize(32);
        assertThat(OFFER.decodeResponderIdentityKey()).hasSize(32);
        assertThat(OFFER.decodeEncryptedMasterSecret()).hasSize(512);
        assertThat(OFFER.decodeSignature()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({
        "session_id, 16",
        "initiator_identity_key, 32",
        "responder_identity_key, 32",
        "encrypted_master_secret_b64, 512",
        "signature, 64"
    })
    void bytesOfAnotherLengthOrSpellingAreRefused(String field, int length) throws Exception {
        assertRefused(field, "");
        assertRefused(field, base64(length - 1));
        assertRefused(field, base64(length + 1));
        assertRefused(field, base64(length) + "\n");
        assertRefused(field, base64(length).replace("=", "").replace('A', '-'));
        assertRefused(field, "7".repeat(length));
    }

    @ParameterizedTest
    @CsvSource({"initiator, Alice", "initiator, ''", "responder, b/ob", "responder, '\u202eob'"})
    void nameOutsideOfTheRuleIsRefused(String field, String name) throws Exception {
        assertRefused(field, name);
    }

    @ParameterizedTest
    @CsvSource({"-1", "253402300800", "9223372036854775807"})
    void timeThatNoCalendarShowsIsRefused(long time) throws Exception {
        ObjectNode changed = tree().put("time", time);
        assertThatThrownBy(() -> Json.read(changed, Offer.class).check())
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'time'");
    }

    private static void assertRefused(String field, String value) throws WireFormatException {
        ObjectNode changed = tree().put(field, value);
        assertThatThrownBy(() -> Json.read(changed, Offer.class).check())
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("'" + field + "'");
    }

    private static ObjectNode tree() throws WireFormatException {
        return Json.read(Json.write(OFFER), ObjectNode.class);
    }

    private static String base64(int length) {
        return Base64Text.encode(new byte[length]);
    }
}

package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of an offer; whether it is a good one is in {@link RefusedOfferTest}. */
class OfferTest {
    private static final Transcript AGREED_ON = new Transcript(
            ALICE.person(),
            BOB.person(),
            TestKeys.BOB.publicKey(),
            SessionId.of(new byte[16]),
            new byte[512],
            1_700_000_000);
    private static final Offer OFFER = Offer.of(AGREED_ON, new byte[64]);
    private static final List<String> FIELDS = List.of(
            "level",
            "session_id",
            "initiator",
            "responder",
            "initiator_identity_key",
            "responder_identity_key",
            "encrypted_master_secret_b64",
            "time",
            "signature");

    @Test
    void offerSaysAllThatIsAgreedOnButTheExchangeKey() throws Exception {
        Offer read = Offer.read(RawJson.of(OFFER));
        assertThat(read).isEqualTo(OFFER);
        assertThat(read.agreedOn(TestKeys.BOB.publicKey()).toBytes()).isEqualTo(AGREED_ON.toBytes());
        assertThat(read.decodeSignature()).hasSize(64);
    }

    /** As docs/protocol.md names its fields. */
    @Test
    void offerIsThisOnTheWire() throws Exception {
        assertThat(tree().properties()).extracting(Map.Entry::getKey).containsExactlyElementsOf(FIELDS);
    }

    @Test
    void everyFieldIsNeededAndNamedWhereItIsMissingOrOfAnotherType() throws Exception {
        for (String field : FIELDS) {
            assertMalformed(field, (ObjectNode) tree().without(field));
            assertMalformed(field, (ObjectNode) tree().set(field, tree()));
            assertMalformed(field, tree().put(field, true));
            assertMalformed(field, tree().putNull(field));
        }
        assertMalformed("version", tree().put("version", 1));
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
        assertMalformed("time", tree().put("time", time));
    }

    private static void assertRefused(String field, String value) throws WireFormatException {
        assertMalformed(field, tree().put(field, value));
    }

    private static void assertMalformed(String field, ObjectNode changed) {
        assertThatThrownBy(() -> Offer.read(new RawJson(changed.toString())).agreedOn(TestKeys.BOB.publicKey()))
                .satisfies(refused ->
                        assertThat(refused).isInstanceOfAny(RejectedException.class, WireFormatException.class))
                .hasMessageContaining("'" + field + "'");
    }

    private static ObjectNode tree() throws WireFormatException {
        return Json.read(Json.write(OFFER), ObjectNode.class);
    }

    private static String base64(int length) {
        return Base64Text.encode(new byte[length]);
    }
}

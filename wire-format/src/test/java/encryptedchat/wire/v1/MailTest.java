package encryptedchat.wire.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailTest {
    private static final RawJson BODY = new RawJson("{\"any\": 1}");

    /** Whoever adds a level asks nobody who carries its mail. */
    @Test
    void contentOfAnyLevelAndKindIsTaken() {
        for (String word : List.of(Content.OFFER, Content.MESSAGE, "receipt", "a", "x".repeat(32))) {
            assertThatCode(new Content("no-such-level", word, BODY)::check).doesNotThrowAnyException();
            assertThatCode(new Content(word, Content.OFFER, BODY)::check).doesNotThrowAnyException();
        }
    }

    @Test
    void levelOrKindThatIsNoWordIsRefusedAndNamed() {
        for (String other : List.of("", "Offer", "2nd", "of fer", "x".repeat(33), "../x")) {
            assertRefused(new Content(other, Content.OFFER, BODY), "'level'");
            assertRefused(new Content("authenticated", other, BODY), "'kind'");
        }
    }

    @Test
    void textOf64KibFitsIntoABodyBeside3KbOfTheLevelsOwn() {
        Envelope envelope = new Envelope(new byte[200 + 3 * 1024], new byte[12], new byte[64 * 1024], new byte[16]);
        RawJson body = RawJson.of(SealedMessage.of(envelope));
        assertThat(Json.write(new Content("x".repeat(32), Content.MESSAGE, body)))
                .hasSizeLessThan(V1.MAX_BODY_BYTES);
    }

    @Test
    void asManyPrekeysAsMayBePublishedAtOnceFitIntoABody() {
        Prekey longest = new Prekey(
                "x".repeat(32),
                "0".repeat(32),
                UnixTime.MAX,
                UnixTime.MAX,
                Base64Text.encode(new byte[Prekey.MAX_BYTES]),
                Base64Text.encode(new byte[64]));
        List<Prekey> prekeys = Collections.nCopies(V1.MAX_PREKEYS_AT_ONCE, longest);
        assertThat(Json.write(new PublishedPrekeys(List.of(), prekeys))).hasSizeLessThan(V1.MAX_BODY_BYTES);
    }

    private static void assertRefused(Content content, String field) {
        assertThatThrownBy(content::check)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(field);
    }
}

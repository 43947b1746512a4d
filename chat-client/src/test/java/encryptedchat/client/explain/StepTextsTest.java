package encryptedchat.client.explain;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.explain.StepTexts.RefusalText;
import encryptedchat.client.explain.StepTexts.StepText;
import encryptedchat.crypto.RejectedException.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** There are words for all that can happen at a level, and they name the standard. */
class StepTextsTest {
    private static final Set<StepKind> CLASSIC = EnumSet.of(
            StepKind.EXCHANGE_KEY_MADE,
            StepKind.EXCHANGE_KEY_PUBLISHED,
            StepKind.PUBLIC_KEY_TAKEN,
            StepKind.MASTER_SECRET_MADE,
            StepKind.KEY_DERIVED,
            StepKind.MASTER_SECRET_ENCRYPTED,
            StepKind.MASTER_SECRET_SENT,
            StepKind.MASTER_SECRET_FETCHED,
            StepKind.MASTER_SECRET_DECRYPTED,
            StepKind.TEXT_SEALED,
            StepKind.MESSAGE_SENT,
            StepKind.FETCHED,
            StepKind.TEXT_OPENED);

    private static final Set<StepKind> CLASSIC_ALONE =
            EnumSet.of(StepKind.PUBLIC_KEY_TAKEN, StepKind.MASTER_SECRET_SENT, StepKind.MASTER_SECRET_FETCHED);

    @Test
    void eachStepHasWords() {
        StepTexts classic = StepTexts.read("classic");
        StepTexts authenticated = StepTexts.read("authenticated");

        CLASSIC.forEach(step -> assertIsComplete(classic.of(step)));
        EnumSet.complementOf(EnumSet.copyOf(CLASSIC_ALONE)).forEach(step -> assertIsComplete(authenticated.of(step)));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void eachRefusalHasWordsWhateverTheReason(Reason reason) {
        for (Refused refused : List.of(Refused.EXCHANGE_KEY, Refused.MASTER_SECRET, Refused.MESSAGE)) {
            assertIsComplete(StepTexts.read("classic").of(refused, reason));
        }
        for (Refused refused : List.of(Refused.PEER, Refused.EXCHANGE_KEY, Refused.OFFER, Refused.MESSAGE)) {
            assertIsComplete(StepTexts.read("authenticated").of(refused, reason));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "authenticated"})
    void aReasonThatHasWordsOfItsOwnGetsThem(String level) {
        StepTexts texts = StepTexts.read(level);

        assertThat(texts.of(Refused.MESSAGE, Reason.NOT_AUTHENTIC).noticed()).startsWith("By the tag");
        assertThat(texts.of(Refused.MESSAGE, Reason.NOT_TEXT).noticed()).startsWith("By decoding");
    }

    @Test
    void whatTheLevelsLackIsSaidOfEach() {
        assertThat(StepTexts.read("classic").of(StepKind.KEY_DERIVED).lacks()).startsWith("One key serves both");
        assertThat(StepTexts.read("authenticated").of(StepKind.KEY_DERIVED).lacks())
                .contains("steals that key later");
    }

    private static void assertIsComplete(StepText text) {
        assertThat(List.of(text.heading(), text.done(), text.standard(), text.otherwise()))
                .as(text.toString())
                .noneMatch(String::isBlank);
    }

    private static void assertIsComplete(RefusalText text) {
        assertThat(List.of(text.heading(), text.attack(), text.noticed(), text.standard()))
                .as(text.toString())
                .noneMatch(String::isBlank);
    }
}

package encryptedchat.client.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.RecordingConsole;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a step, and what of it is not. */
class NarratorTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes SECRET = SecretBytes.copyOf("0123456789abcdef0123456789ABCDEF".getBytes(UTF_8));

    private final RecordingConsole console = new RecordingConsole();
    private final Narrator narrator = new Narrator(console, "classic", "bob");

    @Test
    void whileItIsSilentNothingIsToldOrComputed() {
        narrator.done(StepKind.TEXT_SEALED, () -> {
            throw new AssertionError("nobody is to ask");
        });
        narrator.refused(Refused.MESSAGE, Reason.NOT_AUTHENTIC, "why", () -> {
            throw new AssertionError("nobody is to ask");
        });

        assertThat(console.explanations).isEmpty();
    }

    @Test
    void aStepIsToldWithItsBytesItsStandardAndWhatItIsFor() {
        narrator.turn(true);

        narrator.done(
                StepKind.TEXT_SEALED,
                () -> List.of(
                        Detail.in("text", Shown.textAndBytes("Hi".getBytes(UTF_8))),
                        Detail.out("tag", Shown.bytes(new byte[] {1, 2, (byte) 0xff}))));

        assertThat(console.explanations).singleElement().satisfies(step -> {
            assertThat(step.heading()).isEqualTo("Step 1: text sealed with AES-256-GCM");
            assertThat(step.details())
                    .extracting(Detail::label)
                    .containsExactly("Done", "In", "Out", "Standard", "Otherwise", "Weakness");
            assertThat(step.details())
                    .contains(
                            new Detail("In", "text, 2 bytes: \"Hi\" = 48 69"),
                            new Detail("Out", "tag, 3 bytes: 01 02 ff"));
        });
    }

    @Test
    void aKindThatWasExplainedIsToldByItsBytesAlone() {
        narrator.turn(true);
        narrator.done(StepKind.MASTER_SECRET_MADE, List::of);
        narrator.done(StepKind.FETCHED, () -> List.of(Detail.in("request", "first")));
        narrator.done(StepKind.FETCHED, () -> List.of(Detail.in("request", "second")));

        assertThat(console.explanations.get(2).heading()).isEqualTo("Step 3: messages fetched, as in step 2");
        assertThat(console.explanations.get(2).details()).containsExactly(Detail.in("request", "second"));
    }

    @Test
    void whatARelayShowsInThePlaceOfBase64IsToldToo() {
        narrator.turn(true);

        narrator.refused(
                Refused.EXCHANGE_KEY,
                Reason.MALFORMED,
                "it is no key",
                () -> List.of(Detail.in("PEM text", Shown.base64("a\u001b[2J"))));

        assertThat(console.explanations)
                .singleElement()
                .satisfies(step -> assertThat(step.details())
                        .contains(new Detail("In", "PEM text, no Base64, 5 characters: a\u241b[2J")));
    }

    @Test
    void aStepThatWasOnItsWayWhenItWasTurnedOffIsNotTold() {
        narrator.turn(true);

        narrator.done(StepKind.FETCHED, () -> {
            narrator.turn(false);
            return List.of();
        });

        assertThat(console.explanations).isEmpty();
    }

    @Test
    void whoTurnsItOnAgainIsToldAtLengthAgain() {
        narrator.turn(true);
        narrator.done(StepKind.FETCHED, List::of);
        narrator.turn(false);
        narrator.done(StepKind.FETCHED, List::of);
        narrator.turn(true);
        narrator.done(StepKind.FETCHED, List::of);

        assertThat(console.explanations).hasSize(2);
        assertThat(console.explanations.get(1).heading()).isEqualTo("Step 2: messages fetched");
    }

    @Test
    void ofASecretOnlyTheFirstFourBytesAreShown() {
        assertThat(Shown.secret(SECRET)).isEqualTo("32 bytes, secret: 30 31 32 33 …");
    }

    @Test
    void longBytesAreShownByTheirEnds() {
        byte[] seventeen = new byte[17];
        seventeen[16] = 0x10;

        assertThat(Shown.bytes(new byte[16])).isEqualTo("16 bytes:" + " 00".repeat(16));
        assertThat(Shown.bytes(seventeen)).isEqualTo("17 bytes:" + " 00".repeat(8) + " … 00 00 00 10");
    }

    @Test
    void aTextOfTheOtherOneCannotMoveTheCursor() throws Exception {
        ClassicSession bob = new ClassicSession(SECRET, RANDOM, InstantSource.system(), narrator.steps());
        narrator.turn(true);

        bob.open(bob.seal("\u001b[2J\u202eone\r\ntwo"));

        assertThat(console.explanations)
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.details())
                        .extracting(Detail::text)
                        .allMatch(text ->
                                text.codePoints().noneMatch(Character::isISOControl) && !text.contains("\u202e")));
        assertThat(console.explanations.get(1).details())
                .anyMatch(detail -> detail.text().contains("\"␛[2J\\u202eone␍␊two\""));
    }

    @Test
    void aRefusalSaysWhatWasAttackedAndHowItWasNoticedEachTime() {
        narrator.turn(true);
        narrator.refused(Refused.MESSAGE, Reason.NOT_AUTHENTIC, "it was changed", List::of);
        narrator.refused(Refused.MESSAGE, Reason.NOT_AUTHENTIC, "it was changed", List::of);

        assertThat(console.explanations).hasSize(2).allSatisfy(step -> {
            assertThat(step.refusal()).isTrue();
            assertThat(step.heading()).contains("REFUSED: a message whose tag does not fit");
            assertThat(step.details())
                    .extracting(Detail::label)
                    .containsExactly("Reason", "Attack", "Noticed", "Standard");
        });
    }

    @Test
    void aTextThatLooksLikeAPlaceForTheNameIsLeftAsItIs() {
        narrator.turn(true);
        narrator.done(StepKind.MESSAGE_SENT, () -> List.of(Detail.in("text", "{peer}")));

        assertThat(console.explanations.get(0).details())
                .contains(Detail.in("text", "{peer}"))
                .anyMatch(
                        detail -> detail.label().equals("Done") && detail.text().contains("bob's mailbox"));
    }
}

package encryptedchat.client.explain;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.terminal.Explanation;
import encryptedchat.client.terminal.Explanation.Line;
import encryptedchat.client.terminal.RecordingConsole;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.v1.V1;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a step, and what of it is not. */
class NarratorTest {
    private static final SecretBytes SECRET = SecretBytes.copyOf("0123456789abcdef0123456789ABCDEF".getBytes(UTF_8));

    private final RejectedException changed = new RejectedException(Reason.NOT_AUTHENTIC, "it was changed");

    private final RecordingConsole console = new RecordingConsole();
    private final Narrator narrator = new Narrator(console, "classic", "bob");

    @Test
    void whileItIsSilentNothingIsToldOrComputed() {
        narrator.done("text-sealed", () -> {
            throw new AssertionError("nobody is to ask");
        });
        narrator.refused("message", changed, List.of());

        assertThat(console.explanations).isEmpty();
    }

    @Test
    void aStepIsToldWithItsBytesItsStandardAndWhatItIsFor() {
        narrator.turn(true);

        narrator.done(
                "text-sealed",
                () -> List.of(in("text", Form.TEXT, "Hi".getBytes(UTF_8)), out("tag", new byte[] {1, 2, (byte) 0xff})));

        assertThat(console.explanations).singleElement().satisfies(step -> {
            assertThat(step.heading()).isEqualTo("Step 1: text sealed with AES-256-GCM");
            assertThat(step.lines())
                    .extracting(Line::label)
                    .containsExactly("Done", "In", "Out", "Standard", "Otherwise", "Weakness");
            assertThat(step.lines())
                    .contains(
                            new Line("In", "text, 2 bytes: \"Hi\" = 48 69"), new Line("Out", "tag, 3 bytes: 01 02 ff"));
        });
    }

    @Test
    void aKindThatWasExplainedIsToldByItsBytesAlone() {
        narrator.turn(true);
        narrator.done("master-secret-made", List::of);
        narrator.done("fetched", () -> List.of(in("request", "first")));
        narrator.done("fetched", () -> List.of(in("request", "second")));

        assertThat(console.explanations.get(2).heading()).isEqualTo("Step 3: messages fetched, as in step 2");
        assertThat(console.explanations.get(2).lines()).containsExactly(new Line("In", "request, second"));
    }

    @Test
    void aStepThatNoFileKnowsIsToldByItsNameAndItsDetails() {
        Narrator another = new Narrator(console, "no-such-level", "bob");
        another.turn(true);

        another.done("ratchet-turned", () -> List.of(in("key", SECRET)));
        another.refused("ratchet", changed, List.of());

        assertThat(console.explanations)
                .containsExactly(
                        new Explanation(
                                "Step 1: ratchet-turned",
                                false,
                                List.of(new Line("In", "key, 32 bytes, secret: 30 31 32 33 …"))),
                        new Explanation(
                                "Step 2: REFUSED: ratchet", true, List.of(new Line("Reason", "it was changed"))));
    }

    @Test
    void whatARelayShowsInThePlaceOfBase64IsToldToo() {
        assertThat(told(in("PEM text", Form.BASE64, "a\u001b[2J")))
                .isEqualTo("PEM text, no Base64, 5 characters: a\u241b[2J");
    }

    @Test
    void aStepThatWasOnItsWayWhenItWasTurnedOffIsNotTold() {
        narrator.turn(true);

        narrator.done("fetched", () -> {
            narrator.turn(false);
            return List.of();
        });

        assertThat(console.explanations).isEmpty();
    }

    @Test
    void whoTurnsItOnAgainIsToldAtLengthAgain() {
        narrator.turn(true);
        narrator.done("fetched", List::of);
        narrator.turn(false);
        narrator.done("fetched", List::of);
        narrator.turn(true);
        narrator.done("fetched", List::of);

        assertThat(console.explanations).hasSize(2);
        assertThat(console.explanations.get(1).heading()).isEqualTo("Step 2: messages fetched");
    }

    @Test
    void ofASecretOnlyTheFirstFourBytesAreShown() {
        assertThat(told(in("key", SECRET))).isEqualTo("key, 32 bytes, secret: 30 31 32 33 …");
    }

    @Test
    void longBytesAreShownByTheirEnds() {
        byte[] seventeen = new byte[17];
        seventeen[16] = 0x10;

        assertThat(told(in("bytes", new byte[16]))).isEqualTo("bytes, 16 bytes:" + " 00".repeat(16));
        assertThat(told(in("bytes", seventeen))).isEqualTo("bytes, 17 bytes:" + " 00".repeat(8) + " … 00 00 00 10");
    }

    @Test
    void canonicalBytesAreShownFieldByFieldAndOtherOnesAsText() {
        byte[] header = CanonicalBytes.of("encrypted-chat message")
                .add("authenticated")
                .add(new byte[16])
                .add("alice")
                .add("bob")
                .add(7)
                .add(1_700_000_000)
                .toBytes();

        assertThat(toldAtAuthenticated(header))
                .startsWith("label, " + header.length + " bytes: label encrypted-chat message, level authenticated, ")
                .endsWith("session id" + " 00".repeat(16)
                        + ", sender alice, recipient bob, sequence 7, time 1700000000 (2023-11-14T22:13:20Z)");
        assertThat(toldAtAuthenticated(V1.loginBytes("alice", new byte[1])))
                .endsWith("label encrypted-chat login, name alice, challenge 00");
        assertThat(toldAtAuthenticated("1700000000".getBytes(UTF_8))).isEqualTo("label, 10 bytes: 1700000000");
    }

    @Test
    void aTimeThatIsNoneIsShownAsItCame() {
        byte[] header = CanonicalBytes.of("encrypted-chat message")
                .add("authenticated")
                .add(new byte[16])
                .add("alice")
                .add("bob")
                .add(Long.MAX_VALUE)
                .add(Long.MAX_VALUE)
                .toBytes();

        assertThat(toldAtAuthenticated(header)).endsWith("sequence " + Long.MAX_VALUE + ", time " + Long.MAX_VALUE);
    }

    @Test
    void aTextOfTheOtherOneCannotMoveTheCursor() throws Exception {
        ClassicSession bob = ClassicSession.begin(SECRET, new SecureRandom(), InstantSource.system(), narrator);
        narrator.turn(true);

        bob.open(bob.seal("\u001b[2J\u202eone\r\ntwo".getBytes(UTF_8)).envelope());

        assertThat(console.explanations)
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.lines())
                        .extracting(Line::text)
                        .allMatch(text ->
                                text.codePoints().noneMatch(Character::isISOControl) && !text.contains("\u202e")));
        assertThat(console.explanations.get(1).lines())
                .anyMatch(line -> line.text().contains("\"␛[2J\\u202eone␍␊two\""));
    }

    @Test
    void aRefusalSaysWhatWasAttackedAndHowItWasNoticedEachTime() {
        narrator.turn(true);
        narrator.refused("message", changed, List.of());
        narrator.refused("message", changed, List.of());

        assertThat(console.explanations).hasSize(2).allSatisfy(step -> {
            assertThat(step.refusal()).isTrue();
            assertThat(step.heading()).contains("REFUSED: a message whose tag does not fit");
            assertThat(step.lines()).extracting(Line::label).containsExactly("Reason", "Attack", "Noticed", "Standard");
        });
    }

    @Test
    void aTextThatLooksLikeAPlaceForTheNameIsLeftAsItIs() {
        narrator.turn(true);
        narrator.done("message-sent", () -> List.of(in("text", "{peer}")));

        assertThat(console.explanations.get(0).lines())
                .contains(new Line("In", "text, {peer}"))
                .anyMatch(line -> line.label().equals("Done") && line.text().contains("bob's mailbox"));
    }

    private String told(Detail detail) {
        narrator.turn(true);
        narrator.done("any", () -> List.of(detail));
        Explanation last = console.explanations.get(console.explanations.size() - 1);
        return last.lines().get(0).text();
    }

    private String toldAtAuthenticated(byte[] bytes) {
        Narrator another = new Narrator(console, "authenticated", "bob");
        another.turn(true);
        another.done("any", () -> List.of(in("label", Form.FIELDS, bytes)));
        Explanation last = console.explanations.get(console.explanations.size() - 1);
        return last.lines().get(0).text();
    }
}

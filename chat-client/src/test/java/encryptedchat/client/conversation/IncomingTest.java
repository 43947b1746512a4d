package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.BOBS_PREKEYS;
import static encryptedchat.client.conversation.TestPeople.LEVEL;
import static encryptedchat.client.conversation.TestPeople.NOW;
import static encryptedchat.client.conversation.TestPeople.OTHER_ALICE;
import static encryptedchat.client.conversation.TestPeople.TINY;
import static encryptedchat.client.conversation.TestPeople.acceptedBy;
import static encryptedchat.client.conversation.TestPeople.offer;
import static encryptedchat.client.conversation.TestPeople.offerToBob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.terminal.Explanation;
import encryptedchat.client.terminal.Explanation.Line;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.SealedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bob reads what Alice has sent, at level 2. */
class IncomingTest {
    @TempDir
    private Path temp = Path.of("");

    private Reader bob;

    @BeforeEach
    void start() throws Exception {
        try (TestHome home = TestHome.open(temp)) {
            String kept = Base64Text.encode(LEVEL.storage().export(BOBS_PREKEYS).exposeBytes());
            home.files().write("prekeys-" + LEVEL.name(), Json.write(Map.of("prekeys", kept)));
        }
        bob = Reader.open(temp, LEVEL);
    }

    @AfterEach
    void stop() throws IOException {
        bob.close();
    }

    private void killAndStartAgain() throws Exception {
        stop();
        bob = Reader.open(temp, LEVEL);
    }

    @Test
    void anOfferAndWhatFollowsAreTakenInOneGo() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker alice = new Talker(LEVEL, begun.session());
        List<Waiting> all = bob.mail(offer(LEVEL, begun), alice.says("one"), alice.says("two"));

        assertThat(bob.takes(all)).isEqualTo(all.stream().map(Waiting::id).toList());
        assertThat(bob.console.messages).containsExactly("alice: one", "alice: two");
        assertThat(bob.console.statuses).anyMatch(line -> line.startsWith("First contact with alice"));
    }

    @Test
    void whatWasShownIsNotShownAgainAfterAKill() throws Exception {
        List<Waiting> all = conversation("one");
        bob.takes(all);
        killAndStartAgain();

        assertThat(bob.takes(all)).hasSize(2);
        assertThat(bob.console.messages).isEmpty();
        assertThat(bob.console.statuses).isEmpty();
    }

    @Test
    void whoIsKilledWhileShowingIsToldTheTextAgain() throws Exception {
        List<Waiting> all = conversation("one");
        bob.console.breakDownAt(1, false);
        assertThatThrownBy(() -> bob.takes(all)).hasMessage("killed");
        killAndStartAgain();

        bob.takes(all);

        assertThat(bob.console.statuses).anyMatch(line -> line.endsWith("alice: one"));
    }

    @Test
    void whoIsKilledWhileShowingTheFirstOfANewSessionDoesNotLoseIt() throws Exception {
        bob.takes(conversation("before"));
        Begun second = offerToBob(ALICE, 1);
        List<Waiting> all = bob.mail(offer(LEVEL, second), new Talker(LEVEL, second.session()).says("after"));
        bob.mark.close();
        assertThatThrownBy(() -> bob.takes(all)).isInstanceOf(IOException.class);
        killAndStartAgain();

        bob.takes(all);

        assertThat(bob.console.messages).containsExactly("alice: after");
    }

    @Test
    void messagesOfTheSessionsBeforeAreStillOpened() throws Exception {
        Begun first = offerToBob(ALICE, 0);
        Content late = new Talker(LEVEL, first.session()).says("late");

        bob.takes(bob.mail(
                offer(LEVEL, first), offer(LEVEL, offerToBob(ALICE, 1)), offer(LEVEL, offerToBob(ALICE, 2)), late));

        assertThat(bob.console.messages).containsExactly("alice: late");
    }

    @Test
    void whatIsRefusedIsReportedAndNeedNotComeAgain() throws Exception {
        List<Waiting> all = conversation("one");
        Waiting malformed = bob.waiting(new RawJson("{\"message\": 1}"));
        bob.takes(all);

        assertThat(bob.takes(List.of(malformed, bob.again(all.get(1))))).hasSize(2);
        assertThat(bob.console.messages).containsExactly("alice: one");
        assertThat(refusals()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"anything\": 1}",
                "{\"level\": \"authenticated\", \"kind\": \"message\"}",
                "{\"level\": \"authenticated\", \"kind\": \"message\", \"body\": {}, \"more\": 1}",
                "{\"level\": \"authenticated\", \"kind\": \"message\", \"body\": []}",
                "{\"level\": \"authenticated\", \"kind\": \"message\", \"body\": null}",
                "{\"level\": \"authenticated\", \"kind\": \"message\", \"body\": {}}",
                "{\"level\": \"authenticated\", \"kind\": \"message\", \"body\": {\"associated_data\": \"!\"}}",
                "{\"level\": \"authenticated\", \"kind\": \"offer\", \"body\": {}}",
                "{\"level\": \"authenticated\", \"kind\": \"offer\", \"body\": {\"level\": 17}}",
                "{\"level\": \"authenticated\", \"kind\": \"receipt\", \"body\": {}}",
                "{\"level\": \"authenticated\", \"kind\": \"A kind\", \"body\": {}}",
                "{\"level\": null, \"kind\": \"message\", \"body\": {}}",
                "{\"level\": \"Authenticated\", \"kind\": \"message\", \"body\": {}}",
                "{\"level\": \"classic\", \"kind\": \"offer\", \"body\": {}}",
                "{\"level\": \"tiny\", \"kind\": \"offer\", \"body\": {}}",
                "{\"level\": \"tiny\", \"kind\": \"message\", \"body\": {}}",
                "{\"level\": \"no-such-level\", \"kind\": \"offer\", \"body\": {}}",
                "{\"level\": \"no-such-level\", \"kind\": \"message\", \"body\": {}}"
            })
    void whatCannotBeTakenIsRefusedInOneLineAndItsNeighboursAreShown(String content) throws Exception {
        assertRefusedBetweenItsNeighbours(new RawJson(content));
    }

    @Test
    void messageOfAnotherLevelOrUnderAnotherLevelsNameIsRefusedAndItsNeighboursAreShown() throws Exception {
        List<Prekey> prekeys = TINY.publish(BOB, TINY.newPrekeys(BOB)).oneTime();
        PublishedPrekeys one = new PublishedPrekeys(List.of(), prekeys.subList(0, 1));
        Begun begun = TINY.begin(ALICE, BOB.person(), one, NOW);
        RawJson tiny = new Talker(TINY, begun.session()).says("not here").body();
        RawJson ours = new Talker(LEVEL, offerToBob(ALICE, 5).session())
                .says("not here")
                .body();

        assertRefusedBetweenItsNeighbours(RawJson.of(new Content("tiny", Content.MESSAGE, tiny)));
        assertRefusedBetweenItsNeighbours(RawJson.of(new Content("authenticated", Content.MESSAGE, tiny)));
        assertRefusedBetweenItsNeighbours(RawJson.of(new Content("tiny", Content.MESSAGE, ours)));
        assertRefusedBetweenItsNeighbours(RawJson.of(new Content("no-such-level", Content.MESSAGE, ours)));
        assertRefusedBetweenItsNeighbours(RawJson.of(new Content("tiny", Content.OFFER, begun.offer())));
        assertRefusedBetweenItsNeighbours(RawJson.of(new Content("authenticated", Content.OFFER, begun.offer())));
    }

    @Test
    void offerOfAnotherLevelSaysThatBothSidesNeedTheSameOne() throws Exception {
        bob.takes(bob.mail(new Content("tiny", Content.OFFER, new RawJson("{}"))));

        assertThat(bob.console.statuses)
                .containsExactly("A message was refused: it is an offer at level tiny. Both sides have to be started"
                        + " with the same --level.");
    }

    @Test
    void bytesThatAreNoTextAreRefusedAndChangeNothing() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker alice = new Talker(LEVEL, begun.session());
        bob.takes(bob.mail(offer(LEVEL, begun), alice.says(new byte[] {(byte) 0xff})));

        assertThat(refusals()).singleElement().asString().contains("UTF-8");
        assertThat(bob.console.messages).isEmpty();
        bob.takes(bob.mail(alice.says("next")));
        assertThat(bob.console.messages).containsExactly("alice: next");
    }

    @Test
    void anotherIdentityStopsEverythingBehindIt() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker alice = new Talker(LEVEL, begun.session());
        List<Waiting> all =
                bob.mail(offer(LEVEL, begun), offer(LEVEL, offerToBob(OTHER_ALICE, 1)), alice.says("later"));

        assertThat(bob.takes(all)).containsExactly(all.get(0).id());
        assertThat(bob.console.messages).isEmpty();
        assertThat(bob.console.alarm()).contains("/accept or /reject");
        killAndStartAgain();
        assertThat(bob.memory.peer().identity().awaitsDecision()).isTrue();
    }

    @Test
    void whileThePersonHasToDecideNothingIsTaken() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker alice = new Talker(LEVEL, begun.session());
        bob.takes(bob.mail(offer(LEVEL, begun)));
        bob.identity.see(OTHER_ALICE.person().identityKey());
        List<Waiting> later = bob.mail(alice.says("later"));

        assertThat(bob.takes(later)).isEmpty();
        assertThat(bob.console.messages).isEmpty();
        bob.identity.reject();
        assertThat(bob.takes(later)).hasSize(1);
        assertThat(bob.console.messages).containsExactly("alice: later");
    }

    @Test
    void anOldOfferOfAnIdentityThatComesBackIsARepetition() throws Exception {
        Waiting old = bob.mail(offer(LEVEL, offerToBob(ALICE, 0))).get(0);
        bob.takes(List.of(old));
        bob.takes(bob.mail(offer(LEVEL, offerToBob(OTHER_ALICE, 1))));
        bob.identity.accept();
        bob.identity.see(ALICE.person().identityKey());
        bob.identity.accept();

        bob.takes(List.of(bob.again(old)));

        assertThat(bob.memory.peer().sessions()).isEmpty();
        assertThat(bob.console.statuses).last().asString().contains("not newer");
    }

    @Test
    void anOfferOfARejectedIdentityIsRefused() throws Exception {
        bob.takes(bob.mail(offer(LEVEL, offerToBob(ALICE, 0))));
        Waiting changed = bob.mail(offer(LEVEL, offerToBob(OTHER_ALICE, 1))).get(0);
        bob.takes(List.of(changed));
        bob.identity.reject();

        assertThat(bob.takes(List.of(changed))).containsExactly(changed.id());
        assertThat(bob.console.statuses).last().asString().contains("decided against");
        assertThat(bob.memory.peer().identity().key()).contains(ALICE.person().identityKey());
    }

    /** Whoever can put something into the mailbox could stop every conversation otherwise. */
    @Test
    void anOfferThatIsNotGoodDoesNotStopTheConversation() throws Exception {
        bob.takes(bob.mail(offer(LEVEL, offerToBob(ALICE, 0))));
        String forged = offerToBob(OTHER_ALICE, 1)
                .offer()
                .text()
                .replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"" + "A".repeat(86) + "==\"");

        assertThat(bob.takes(bob.mail(new Content(LEVEL.name(), Content.OFFER, new RawJson(forged)))))
                .hasSize(1);
        assertThat(bob.memory.peer().identity().awaitsDecision()).isFalse();
        assertThat(refusals()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsExplained() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker alice = new Talker(LEVEL, begun.session());
        Talker asBob = new Talker(LEVEL, acceptedBy(BOB, begun).session());
        List<Waiting> all = bob.mail(offer(LEVEL, begun), alice.says("one"));
        bob.takes(all);
        bob.explain();

        bob.takes(List.of(
                bob.again(all.get(1)),
                bob.mail(asBob.says("sent back")).get(0),
                bob.mail(changed(alice.says("two"))).get(0),
                bob.again(all.get(0)),
                bob.waiting(new RawJson("{\"message\": 1}"))));

        assertThat(bob.console.explanations)
                .filteredOn(Explanation::refusal)
                .extracting(step -> step.heading().replaceFirst("Step [0-9]+: ", ""))
                .containsExactly(
                        "REFUSED: a message that came before, or too late",
                        "REFUSED: a message that does not belong here",
                        "REFUSED: a message whose tag does not fit",
                        "REFUSED: an old offer of keys",
                        "REFUSED: a message");
        assertThat(bob.console.explanations.get(0).lines())
                .contains(new Line("Reason", "it is number 1, and number 1 is here"))
                .anyMatch(line -> line.text().contains("sender alice, recipient bob, sequence 1, time"));
    }

    @Test
    void aGapIsExplained() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker alice = new Talker(LEVEL, begun.session());
        alice.says("dropped");
        bob.explain();

        bob.takes(bob.mail(offer(LEVEL, begun), alice.says("two")));

        assertThat(bob.console.explanations)
                .last()
                .satisfies(step -> assertThat(step.lines()).contains(new Line("In", "missing, 1")));
        assertThat(bob.console.statuses).contains("A message from alice is missing here.");
    }

    @Test
    void anotherIdentityIsExplained() throws Exception {
        bob.takes(bob.mail(offer(LEVEL, offerToBob(ALICE, 0))));
        bob.explain();

        bob.takes(bob.mail(offer(LEVEL, offerToBob(OTHER_ALICE, 1))));

        assertThat(bob.console.explanations)
                .last()
                .satisfies(step -> assertThat(step.heading()).endsWith("REFUSED: alice's identity has changed"));
    }

    private void assertRefusedBetweenItsNeighbours(RawJson content) throws Exception {
        Begun begun = offerToBob(ALICE, bob.nextTime());
        Talker alice = new Talker(LEVEL, begun.session());
        List<Waiting> before = bob.mail(offer(LEVEL, begun), alice.says("one"));
        List<Waiting> behind = bob.mail(alice.says("two"));
        bob.console.messages.clear();
        bob.console.statuses.clear();

        List<String> done = bob.takes(List.of(before.get(0), before.get(1), bob.waiting(content), behind.get(0)));

        assertThat(done).hasSize(4);
        assertThat(bob.console.messages).containsExactly("alice: one", "alice: two");
        assertThat(refusals()).singleElement().asString().doesNotContain("\n");
    }

    private List<String> refusals() {
        return bob.console.statuses.stream()
                .filter(line -> line.startsWith("A message was refused: "))
                .toList();
    }

    /** An offer, and one message behind it. */
    private List<Waiting> conversation(String text) throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        return bob.mail(offer(LEVEL, begun), new Talker(LEVEL, begun.session()).says(text));
    }

    private static Content changed(Content message) throws WireFormatException {
        SealedMessage sealed = message.body().read(SealedMessage.class);
        byte[] ciphertext = Base64Text.decode("ciphertext", sealed.ciphertext());
        ciphertext[0] ^= 1;
        SealedMessage changed =
                new SealedMessage(sealed.associatedData(), sealed.nonce(), Base64Text.encode(ciphertext), sealed.tag());
        return new Content(message.level(), message.kind(), RawJson.of(changed));
    }
}

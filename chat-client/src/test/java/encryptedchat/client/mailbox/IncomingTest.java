package encryptedchat.client.mailbox;

import static encryptedchat.client.mailbox.TestPeople.ALICE;
import static encryptedchat.client.mailbox.TestPeople.BOB;
import static encryptedchat.client.mailbox.TestPeople.CLOCK;
import static encryptedchat.client.mailbox.TestPeople.OTHER_ALICE;
import static encryptedchat.client.mailbox.TestPeople.RANDOM;
import static encryptedchat.client.mailbox.TestPeople.offerToBob;
import static encryptedchat.client.mailbox.TestPeople.sessionOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.RecordingConsole;
import encryptedchat.client.ShownMark;
import encryptedchat.client.explain.Detail;
import encryptedchat.client.explain.Explanation;
import encryptedchat.client.explain.Narrator;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.Mail.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob reads what Alice has sent. */
class IncomingTest {
    private int ids;

    @TempDir
    private Path temp = Path.of("");

    private TestHome home;
    private ShownMark mark;
    private ConversationState state;
    private RecordingConsole console;
    private Narrator narrator;
    private Incoming incoming;

    @BeforeEach
    void start() throws IOException {
        home = TestHome.open(temp.resolve("bob"));
        console = new RecordingConsole();
        narrator = new Narrator(console, AuthenticatedWire.LEVEL, "alice");
        state = home.conversationWith("alice");
        mark = ShownMark.open(home.home(), "alice");
        PeerIdentity identity = new PeerIdentity("alice", state, console, narrator);
        incoming = new Incoming(
                "bob", "alice", state, identity, new TestPeople.Responder(BOB), mark, console, narrator, RANDOM, CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        mark.close();
        home.close();
    }

    private void killAndStartAgain() throws IOException {
        stop();
        start();
    }

    @Test
    void anOfferAndWhatFollowsAreTakenInOneGo() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        AuthenticatedSession alice = sessionOf(offered, "alice", "bob");
        List<Waiting> all = List.of(offer(offered), message(alice, "one"), message(alice, "two"));

        assertThat(incoming.take(all)).isEqualTo(all.stream().map(Waiting::id).toList());
        assertThat(console.messages).containsExactly("alice: one", "alice: two");
        assertThat(console.statuses).anyMatch(line -> line.startsWith("First contact with alice"));
    }

    @Test
    void whatWasShownIsNotShownAgainAfterAKill() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        List<Waiting> all = List.of(offer(offered), message(sessionOf(offered, "alice", "bob"), "one"));
        incoming.take(all);
        killAndStartAgain();

        assertThat(incoming.take(all)).hasSize(2);
        assertThat(console.messages).isEmpty();
        assertThat(console.statuses).isEmpty();
    }

    @Test
    void whoIsKilledWhileShowingIsToldTheTextAgain() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        AuthenticatedSession alice = sessionOf(offered, "alice", "bob");
        List<Waiting> all = List.of(offer(offered), message(alice, "one"));
        console.breakDown();
        assertThatThrownBy(() -> incoming.take(all)).hasMessage("killed");
        killAndStartAgain();

        incoming.take(all);

        assertThat(console.statuses).anyMatch(line -> line.endsWith("alice: one"));
    }

    @Test
    void whoIsKilledWhileShowingTheFirstOfANewSessionDoesNotLoseIt() throws Exception {
        Offered first = offerToBob(ALICE, 0);
        incoming.take(List.of(offer(first), message(sessionOf(first, "alice", "bob"), "before")));
        Offered second = offerToBob(ALICE, 1);
        List<Waiting> all = List.of(offer(second), message(sessionOf(second, "alice", "bob"), "after"));
        mark.close();
        assertThatThrownBy(() -> incoming.take(all)).isInstanceOf(IOException.class);
        killAndStartAgain();

        incoming.take(all);

        assertThat(console.messages).containsExactly("alice: after");
    }

    @Test
    void messagesOfTheSessionsBeforeAreStillOpened() throws Exception {
        Offered first = offerToBob(ALICE, 0);
        AuthenticatedSession before = sessionOf(first, "alice", "bob");
        Waiting late = message(before, "late");

        incoming.take(List.of(offer(first), offer(offerToBob(ALICE, 1)), offer(offerToBob(ALICE, 2)), late));

        assertThat(console.messages).containsExactly("alice: late");
    }

    @Test
    void whatIsRefusedIsReportedAndNeedNotComeAgain() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        Waiting one = message(sessionOf(offered, "alice", "bob"), "one");
        Waiting malformed = Waiting.of(id(), "alice", 0, "{\"message\": 1}");
        incoming.take(List.of(offer(offered), one));

        assertThat(incoming.take(List.of(malformed, again(one)))).hasSize(2);
        assertThat(console.messages).containsExactly("alice: one");
        assertThat(console.statuses)
                .filteredOn(line -> line.startsWith("A message was refused"))
                .hasSize(2);
    }

    @Test
    void anotherIdentityStopsEverythingBehindIt() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        AuthenticatedSession alice = sessionOf(offered, "alice", "bob");
        Waiting first = offer(offered);
        Waiting changed = offer(offerToBob(OTHER_ALICE, 1));

        assertThat(incoming.take(List.of(first, changed, message(alice, "later"))))
                .containsExactly(first.id());
        assertThat(console.messages).isEmpty();
        assertThat(console.alarm()).contains("/accept or /reject");
        killAndStartAgain();
        assertThat(state.pin().awaitsDecision()).isTrue();
    }

    @Test
    void anOldOfferOfAnIdentityThatComesBackIsARepetition() throws Exception {
        Waiting old = offer(offerToBob(ALICE, 0));
        PeerIdentity identity = new PeerIdentity("alice", state, console, narrator);
        incoming.take(List.of(old));
        incoming.take(List.of(offer(offerToBob(OTHER_ALICE, 1))));
        identity.accept();
        identity.see(ALICE.person().identityKey());
        identity.accept();

        incoming.take(List.of(again(old)));

        assertThat(state.session()).isEmpty();
        assertThat(console.statuses).last().asString().contains("not newer");
    }

    @Test
    void anOfferOfARejectedIdentityIsRefused() throws Exception {
        incoming.take(List.of(offer(offerToBob(ALICE, 0))));
        Waiting changed = offer(offerToBob(OTHER_ALICE, 1));
        incoming.take(List.of(changed));
        new PeerIdentity("alice", state, console, narrator).reject();

        assertThat(incoming.take(List.of(changed))).containsExactly(changed.id());
        assertThat(console.statuses).last().asString().contains("decided against");
        assertThat(state.pin().key()).contains(ALICE.person().identityKey());
    }

    @Test
    void whatIsRefusedIsExplained() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        AuthenticatedSession alice = sessionOf(offered, "alice", "bob");
        AuthenticatedSession bob = sessionOf(offered, "bob", "alice");
        Waiting one = message(alice, "one");
        incoming.take(List.of(offer(offered), one));
        narrator.turn(true);

        incoming.take(List.of(
                again(one),
                message(bob, "sent back"),
                waiting(Mail.Content.of(changed(alice.seal("two")))),
                offer(offered),
                Waiting.of(id(), "alice", 0, "{\"message\": 1}")));

        assertThat(console.explanations)
                .extracting(Explanation::heading)
                .containsExactly(
                        "Step 1: REFUSED: a message that came before, or too late",
                        "Step 2: REFUSED: a message that does not belong here",
                        "Step 3: REFUSED: a message whose tag does not fit",
                        "Step 4: REFUSED: an old offer of keys",
                        "Step 5: REFUSED: a message");
        assertThat(console.explanations.get(0).details())
                .contains(new Detail("Reason", "it is number 1, and number 1 is here"))
                .anyMatch(detail -> detail.text().contains("from alice for bob, number 1, time"));
    }

    @Test
    void aGapIsExplained() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        AuthenticatedSession alice = sessionOf(offered, "alice", "bob");
        alice.seal("dropped");
        narrator.turn(true);

        incoming.take(List.of(offer(offered), message(alice, "two")));

        assertThat(console.explanations)
                .last()
                .satisfies(step -> assertThat(step.details()).contains(Detail.in("missing", "1")));
    }

    @Test
    void anotherIdentityIsExplained() throws Exception {
        incoming.take(List.of(offer(offerToBob(ALICE, 0))));
        narrator.turn(true);

        incoming.take(List.of(offer(offerToBob(OTHER_ALICE, 1))));

        assertThat(console.explanations)
                .last()
                .satisfies(step -> assertThat(step.heading()).endsWith("REFUSED: alice's identity has changed"));
    }

    private static SealedMessage changed(Envelope sealed) {
        byte[] ciphertext = sealed.ciphertext().clone();
        ciphertext[0] ^= 1;
        return SealedMessage.of(new Envelope(sealed.associatedData(), sealed.nonce(), ciphertext, sealed.tag()));
    }

    private Waiting offer(Offered offered) throws WireFormatException {
        return waiting(Mail.Content.of(offered.offer()));
    }

    private Waiting message(AuthenticatedSession session, String text) throws WireFormatException {
        return waiting(Mail.Content.of(SealedMessage.of(session.seal(text))));
    }

    private Waiting waiting(Mail.Content content) throws WireFormatException {
        return Waiting.of(id(), "alice", 0, new String(Json.write(content), UTF_8));
    }

    /** The same under another id, as only a relay that lies sends it. */
    private Waiting again(Waiting message) {
        return new Waiting(id(), message.sender(), message.storedAt(), message.content());
    }

    private String id() {
        return String.format("%032x", ++ids);
    }
}

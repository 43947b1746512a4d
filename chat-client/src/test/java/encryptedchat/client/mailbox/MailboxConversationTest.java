package encryptedchat.client.mailbox;

import static encryptedchat.client.mailbox.TestPeople.ALICE;
import static encryptedchat.client.mailbox.TestPeople.BOB;
import static encryptedchat.client.mailbox.TestPeople.BOBS_EXCHANGE_KEY;
import static encryptedchat.client.mailbox.TestPeople.CLOCK;
import static encryptedchat.client.mailbox.TestPeople.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RecordingConsole;
import encryptedchat.client.RelayAddress;
import encryptedchat.client.explain.Explanation;
import encryptedchat.client.explain.Narrator;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.People;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice at her screen, and a relay that shows her what the test wants. */
@Timeout(60)
class MailboxConversationTest {
    private static final Identity OTHER_BOB = new Identity("bob", IdentityKeyPair.generate(RANDOM));

    @TempDir
    private Path folder = Path.of("");

    private TestHome home;
    private TinyRelay relay;
    private RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void open() throws IOException {
        home = TestHome.open(folder);
        relay = new TinyRelay();
        show(BOB);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        home.close();
    }

    @Test
    void theOfferGoesFirstAndThenWhatWasTyped() throws Exception {
        console.type("hello");
        console.end();
        alice().run();

        assertThat(textTakenBy(BOB)).isEqualTo("hello");
        assertThat(home.conversationWith("bob").outbox().isEmpty()).isTrue();
    }

    @Test
    void withAnotherIdentityNothingIsSentAndItIsKept() throws Exception {
        assertThatThrownBy(this::writeToAnotherBob)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("1 message is not sent, and kept");
        assertThat(relay.sent).isEmpty();
        assertThat(console.alarm()).contains("/accept");
    }

    @Test
    void theAcceptedIdentityGetsANewOfferAndWhatWasKept() throws Exception {
        assertThatThrownBy(this::writeToAnotherBob).isInstanceOf(IOException.class);

        startAgain("/accept");
        alice().run();

        assertThat(textTakenBy(OTHER_BOB)).isEqualTo("a secret");
    }

    @Test
    void theRejectedIdentityGetsNothingThatItCanRead() throws Exception {
        assertThatThrownBy(this::writeToAnotherBob).isInstanceOf(IOException.class);

        startAgain("/reject");
        alice().run();

        assertThat(relay.sent).singleElement().matches(content -> content.offer() == null);
        assertThat(home.conversationWith("bob").pin().key())
                .contains(BOB.person().identityKey());
    }

    @Test
    void whatWasShownAndPerhapsNotAcknowledgedIsAcknowledgedAtTheNextStart() throws Exception {
        String id = "a".repeat(32);
        ConversationState state = home.conversationWith("bob");
        state.shown().add(id);
        state.save();

        console.type("hello");
        console.end();
        alice().run();

        assertThat(relay.acknowledged).containsExactly(id);
        assertThat(home.conversationWith("bob").shown()).isEmpty();
    }

    @Test
    void aMistypedCommandIsNotSent() throws Exception {
        console.type("/verify yess");
        console.type("hello");
        console.end();
        alice().run();

        assertThat(textTakenBy(BOB)).isEqualTo("hello");
        assertThat(console.statuses).anyMatch(line -> line.contains("'/verify yess' is no command"));
    }

    @Test
    void theExplanationsAreSwitchedOnWhileTalking() throws Exception {
        console.type("/explain on");
        console.type("/explain of");
        console.type("hello");
        console.end();
        alice().run();

        assertThat(textTakenBy(BOB)).isEqualTo("hello");
        assertThat(relay.sent).isEmpty();
        assertThat(console.statuses).anyMatch(line -> line.contains("'/explain of' is no command"));
        assertThat(console.explanations)
                .extracting(Explanation::heading)
                .anyMatch(heading -> heading.endsWith("text sealed with AES-256-GCM"))
                .last()
                .asString()
                .endsWith("message sent");
    }

    /** After a conversation with Bob. */
    private void writeToAnotherBob() throws Exception {
        console.type("hello");
        console.end();
        alice().run();
        relay.sent.clear();
        show(OTHER_BOB);
        startAgain("a secret");
        alice().run();
    }

    private void startAgain(String line) {
        console = new RecordingConsole();
        console.type(line);
        console.end();
    }

    private MailboxConversation alice() throws IOException {
        byte[] key = ALICE.person().identityKey().toBytes();
        Narrator narrator = new Narrator(console, AuthenticatedWire.LEVEL, "bob");
        MailboxRelay door =
                new MailboxRelay(RelayAddress.parse(relay.address()), "alice", key, ALICE.keyPair()::sign, narrator);
        return new MailboxConversation(
                ALICE,
                "bob",
                door,
                new TestPeople.Initiator(ALICE),
                home.home(),
                home.files(),
                console,
                narrator,
                RANDOM,
                CLOCK);
    }

    private void show(Identity bob) {
        Person person = bob.person();
        relay.people.put("bob", People.Person.of("bob", person.identityKey().toBytes()));
        relay.exchangeKeys.put("bob", AuthenticatedKeyExchange.sign(BOBS_EXCHANGE_KEY.publicKey(), bob, Steps.SILENT));
    }

    private String textTakenBy(Identity bob) throws Exception {
        Content offer = relay.sent.take();
        AuthenticatedSession session = AuthenticatedSession.begin(
                new TestPeople.Responder(bob).take(Objects.requireNonNull(offer.offer()), ALICE.person(), 0),
                "bob",
                "alice",
                RANDOM,
                CLOCK,
                Steps.SILENT);
        SealedMessage message = Objects.requireNonNull(relay.sent.take().message());
        return session.open(message.decode()).text();
    }
}

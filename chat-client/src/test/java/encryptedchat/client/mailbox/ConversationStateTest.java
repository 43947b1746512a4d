package encryptedchat.client.mailbox;

import static encryptedchat.client.mailbox.TestPeople.ALICE;
import static encryptedchat.client.mailbox.TestPeople.BOB;
import static encryptedchat.client.mailbox.TestPeople.OTHER_ALICE;
import static encryptedchat.client.mailbox.TestPeople.offerToBob;
import static encryptedchat.client.mailbox.TestPeople.sessionOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.v1.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Alice remembers of her conversation with Bob. */
class ConversationStateTest {
    private static final IdentityKey BOBS_KEY = BOB.person().identityKey();

    @TempDir
    private Path folder = Path.of("");

    private TestHome home;

    @BeforeEach
    void open() throws IOException {
        home = TestHome.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void everythingIsThereAtTheNextStart() throws Exception {
        ConversationState state = talking();
        state.pin(Pin.NONE.seen(BOBS_KEY).compare(true));
        state.outbox().add("not sealed");
        state.shown().add("0".repeat(32));
        state.save();

        ConversationState reopened = home.conversationWith("bob");

        assertThat(reopened.pin()).isEqualTo(state.pin());
        assertThat(reopened.newestOffer(BOBS_KEY)).isEqualTo(TestPeople.NOW);
        assertThat(reopened.outbox().items()).isEqualTo(state.outbox().items());
        assertThat(reopened.shown()).isEqualTo(state.shown());
    }

    @Test
    void aSessionGoesOnWhereItWas() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        ConversationState state = home.conversationWith("bob");
        state.begin(sessionOf(offered, "alice", "bob"), BOBS_KEY, TestPeople.NOW, Optional.empty());
        AuthenticatedSession bob = sessionOf(offered, "bob", "alice");
        bob.open(state.session().orElseThrow().seal("one"));
        state.save();

        Envelope two = home.conversationWith("bob").session().orElseThrow().seal("two");

        assertThat(bob.open(two).missing()).isZero();
    }

    @Test
    void onlyWhatHasChangedIsWritten() throws Exception {
        ConversationState state = home.conversationWith("bob");
        state.saveIfChanged();
        assertThat(file()).doesNotExist();

        state.pin(Pin.NONE.seen(BOBS_KEY));
        state.saveIfChanged();
        assertThat(file()).exists();
    }

    @Test
    void withAnotherIdentityNoSessionHoldsAndTheTextsWait() throws Exception {
        ConversationState state = talking();
        state.outbox().add("hello");
        state.session().ifPresent(state.outbox()::seal);

        state.forgetSessions();

        assertThat(state.session()).isEmpty();
        assertThat(state.outbox().texts()).isEqualTo(1);
        assertThat(state.outbox().next()).isEmpty();
    }

    @Test
    void eachIdentityHasItsOwnNewestOffer() throws Exception {
        ConversationState state = talking();

        assertThat(state.newestOffer(OTHER_ALICE.person().identityKey())).isZero();
        state.forgetSessions();
        assertThat(state.newestOffer(BOBS_KEY)).isEqualTo(TestPeople.NOW);
    }

    @Test
    void aDamagedFileIsNamedAndLeftAsItIs() throws Exception {
        talking().save();
        byte[] damaged = Files.readAllBytes(file());
        damaged[damaged.length - 10] ^= 1;
        Files.write(file(), damaged);

        assertThatThrownBy(() -> home.conversationWith("bob"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString());
        assertThat(file()).hasBinaryContent(damaged);
    }

    @Test
    void aFileOfAnotherKindIsNamedAndLeftAsItIs() throws Exception {
        home.files().write("conversation-with-bob", "{\"pin\": 1}".getBytes(UTF_8));

        assertThatThrownBy(() -> home.conversationWith("bob"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString());
    }

    private ConversationState talking() throws Exception {
        Offered offered = offerToBob(ALICE, 0);
        ConversationState state = home.conversationWith("bob");
        state.begin(
                sessionOf(offered, "alice", "bob"),
                BOBS_KEY,
                TestPeople.NOW,
                Optional.of(Mail.Content.of(offered.offer())));
        return state;
    }

    private Path file() {
        return folder.resolve("conversation-with-bob");
    }
}

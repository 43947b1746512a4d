package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.NOW;
import static encryptedchat.client.conversation.TestPeople.RANDOM;
import static encryptedchat.client.conversation.TestPeople.acceptedBy;
import static encryptedchat.client.conversation.TestPeople.offerToBob;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Mail.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Alice remembers of her conversation with Bob, from one start to the next. */
class MemoryTest {
    private static final String LEVEL = TestPeople.LEVEL.name();
    private static final IdentityKey BOBS_KEY = BOB.person().identityKey();

    @TempDir
    private Path folder = Path.of("");

    private TestHome home;

    @BeforeEach
    void open() throws Exception {
        home = TestHome.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void everythingIsThereAtTheNextStart() throws Exception {
        Memory memory = talking(offerToBob(ALICE, 0));
        memory.changePeer(bob -> bob.with(PinnedIdentity.NONE.seen(BOBS_KEY).compare(true)));
        memory.change(state -> state.withOutbox(outbox -> outbox.plus(Item.ofText("not sealed", RANDOM))));
        memory.change(state -> state.shown("0".repeat(32)));
        memory.save();

        ConversationState reopened = reopened().now();

        assertThat(reopened.peer().identity()).isEqualTo(memory.peer().identity());
        assertThat(reopened.peer().newestOffer(BOBS_KEY)).isEqualTo(NOW);
        assertThat(reopened.outbox().items()).isEqualTo(memory.now().outbox().items());
        assertThat(reopened.shown()).isEqualTo(memory.now().shown());
    }

    @Test
    void aSessionGoesOnWhereItWas() throws Exception {
        Begun begun = offerToBob(ALICE, 0);
        Talker bob = new Talker(TestPeople.LEVEL, acceptedBy(BOB, begun).session());
        Memory memory = talking(begun);
        bob.opens(sealed(memory, "one"));
        memory.save();

        assertThat(bob.opens(sealed(reopened(), "two")).missing()).isZero();
    }

    @Test
    void onlyWhatHasChangedIsWritten() throws Exception {
        Memory memory = reopened();
        memory.saveIfChanged();
        memory.change(state -> state.seal(ALICE, LEVEL));
        memory.saveIfChanged();
        assertThat(file()).doesNotExist();

        memory.changePeer(bob -> bob.with(PinnedIdentity.NONE.seen(BOBS_KEY)));
        memory.saveIfChanged();
        assertThat(file()).exists();
    }

    @Test
    void whatIsOnlyNotedIsWrittenWithTheNextChange() throws Exception {
        Memory memory = reopened();
        memory.note(state -> state.shown("1".repeat(32)));
        memory.saveIfChanged();
        assertThat(file()).doesNotExist();

        memory.change(state -> state.shown("2".repeat(32)));
        memory.saveIfChanged();
        assertThat(reopened().now().shown()).containsExactly("1".repeat(32), "2".repeat(32));
    }

    @Test
    void eachPeerHasAConversationOfItsOwn() throws Exception {
        talking(offerToBob(ALICE, 0)).save();

        assertThat(home.memoryOf(ALICE, "carol").peer().sessions()).isEmpty();
        assertThat(reopened().peer().sessions()).hasSize(1);
    }

    @Test
    void sessionThatWasReplacedThirtyDaysAgoIsErasedAlsoFromTheDisk() throws Exception {
        Memory memory = talking(offerToBob(ALICE, 0));
        String erased = memory.peer().sessions().get(0).exported();
        begin(memory, offerToBob(ALICE, 1));
        memory.save();
        assertThat(file()).content().contains(erased);

        Memory later = home.memoryOf(after(Duration.ofDays(30)), "bob");
        later.save();

        assertThat(later.peer().sessions()).hasSize(1);
        assertThat(file()).content().doesNotContain(erased);
    }

    @Test
    void sessionThatWasReplacedLaterStillReceives() throws Exception {
        Memory memory = talking(offerToBob(ALICE, 0));
        begin(memory, offerToBob(ALICE, 1));
        memory.save();

        Party later = after(Duration.ofDays(30).minusSeconds(1));
        assertThat(home.memoryOf(later, "bob").peer().sessions()).hasSize(2);
    }

    @Test
    void sessionInUseIsKeptHoweverOldItIs() throws Exception {
        talking(offerToBob(ALICE, 0)).save();

        assertThat(home.memoryOf(after(Duration.ofDays(3000)), "bob").peer().current(LEVEL))
                .isPresent();
    }

    @Test
    void aDamagedFileIsNamedAndLeftAsItIs() throws Exception {
        talking(offerToBob(ALICE, 0)).save();
        byte[] damaged = Files.readAllBytes(file());
        damaged[damaged.length - 10] ^= 1;
        Files.write(file(), damaged);

        assertRefused();
        assertThat(file()).hasBinaryContent(damaged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"pin\": 1}", "{}", "null", "[]", ""})
    void aFileOfAnotherKindIsNamedAndLeftAsItIs(String content) throws Exception {
        home.files().write("conversation-with-bob", content.getBytes(UTF_8));
        byte[] before = Files.readAllBytes(file());

        assertRefused();
        assertThat(file()).hasBinaryContent(before);
    }

    /** As a program writes it that is broken, or has a level that this one has not. */
    @ParameterizedTest
    @CsvSource({
        "level, no-such-level",
        "exported, AAAA",
        "exported, ''",
        "exported, !",
        "pinned, AAAA",
        "comparison, PERHAPS"
    })
    void aFieldThatCannotBeIsRefusedAndTheFileLeftAsItIs(String field, String value) throws Exception {
        Memory memory = talking(offerToBob(ALICE, 0));
        memory.changePeer(bob -> bob.with(PinnedIdentity.NONE.seen(BOBS_KEY)));
        String json = new String(Json.write(memory.now()), UTF_8);
        String changed = json.replaceAll("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"");
        assertThat(changed).isNotEqualTo(json);
        home.files().write("conversation-with-bob", changed.getBytes(UTF_8));
        byte[] before = Files.readAllBytes(file());

        assertRefused();
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void stateDoesNotPrintWhatItHolds() throws Exception {
        Memory memory = talking(offerToBob(ALICE, 0));
        memory.change(state -> state.withOutbox(outbox -> outbox.plus(Item.ofText("a secret text", RANDOM))));

        assertThat(memory.now().toString()).doesNotContain("secret text");
        Kept kept = memory.peer().sessions().get(0);
        assertThat(memory.now().toString()).contains(kept.id().hex()).doesNotContain(kept.exported());
    }

    private void assertRefused() {
        assertThatThrownBy(this::reopened)
                .isInstanceOf(ChatException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("start over")
                .hasMessageNotContaining("\n");
    }

    private Memory talking(Begun begun) throws Exception {
        Memory memory = reopened();
        begin(memory, begun);
        return memory;
    }

    private static void begin(Memory memory, Begun begun) {
        Kept kept = Kept.of(begun.id(), TestPeople.LEVEL, begun.session());
        memory.changePeer(bob -> bob.begin(kept, BOB.person(), begun.time(), NOW));
    }

    /** @return what Alice would send now, which is still to be saved */
    private static Content sealed(Memory memory, String text) {
        memory.change(state -> state.withOutbox(outbox -> outbox.plus(Item.ofText(text, RANDOM))));
        memory.change(state -> state.seal(ALICE, LEVEL));
        Item item = memory.now().outbox().next().orElseThrow();
        memory.change(state -> state.withOutbox(outbox -> outbox.without(item)));
        return Objects.requireNonNull(item.content());
    }

    private Memory reopened() throws IOException, ChatException {
        return home.memoryOf(ALICE, "bob");
    }

    private static Party after(Duration time) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW).plus(time));
        return new Party(ALICE.identity(), RANDOM, clock, ALICE.steps());
    }

    private Path file() {
        return folder.resolve("conversation-with-bob");
    }
}

package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.BOBS_PREKEYS;
import static encryptedchat.client.conversation.TestPeople.CLOCK;
import static encryptedchat.client.conversation.TestPeople.LEVEL;
import static encryptedchat.client.conversation.TestPeople.NOW;
import static encryptedchat.client.conversation.TestPeople.OTHER_BOB;
import static encryptedchat.client.conversation.TestPeople.TINY;
import static encryptedchat.client.conversation.TestPeople.offerToBob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.conversation.Conversation.With;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.Explanation;
import encryptedchat.client.terminal.RecordingConsole;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.wire.v1.Mail.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice at her screen, and a relay that shows her what the test wants. */
@Timeout(60)
class ConversationTest {
    @TempDir
    private Path folder = Path.of("");

    private TestHome home;
    private TinyRelay relay;
    private RecordingConsole console = new RecordingConsole();
    private final ExecutorService programs = Executors.newSingleThreadExecutor();

    @BeforeEach
    void open() throws Exception {
        home = TestHome.open(folder);
        relay = new TinyRelay();
        show(BOB);
    }

    @AfterEach
    void close() throws IOException {
        programs.shutdownNow();
        relay.close();
        home.close();
    }

    @Test
    void theOfferGoesFirstAndThenWhatWasTyped() throws Exception {
        console.type("hello");
        console.end();
        alice().run();

        assertThat(textTakenBy(BOB)).isEqualTo("hello");
        assertThat(remembered().outbox().isEmpty()).isTrue();
    }

    @Test
    void withAnotherIdentityNothingIsSentAndItIsKept() throws Exception {
        assertThatThrownBy(this::writeToAnotherBob)
                .isInstanceOf(ChatException.class)
                .hasMessageStartingWith("1 message is not sent, and kept");
        assertThat(relay.sent).isEmpty();
        assertThat(console.alarm()).contains("/accept");
    }

    @Test
    void theAcceptedIdentityGetsANewOfferAndWhatWasKept() throws Exception {
        assertThatThrownBy(this::writeToAnotherBob).isInstanceOf(ChatException.class);

        startAgain("/accept");
        alice().run();

        assertThat(textTakenBy(OTHER_BOB)).isEqualTo("a secret");
    }

    @Test
    void theRejectedIdentityGetsNothingThatItCanRead() throws Exception {
        assertThatThrownBy(this::writeToAnotherBob).isInstanceOf(ChatException.class);

        startAgain("/reject");
        alice().run();

        assertThat(relay.sent).singleElement().extracting(Content::kind).isEqualTo(Content.MESSAGE);
        assertThat(remembered().peer().identity().key()).contains(BOB.person().identityKey());
    }

    @Test
    void whatWasShownAndPerhapsNotAcknowledgedIsAcknowledgedAtTheNextStart() throws Exception {
        String id = "a".repeat(32);
        Memory memory = home.memoryOf(ALICE, "bob");
        memory.change(state -> state.shown(id));
        memory.save();

        console.type("hello");
        console.end();
        alice().run();

        assertThat(relay.acknowledged).containsExactly(id);
        assertThat(remembered().shown()).isEmpty();
    }

    /** Whoever is killed behind that moment sends the same message again, and no other one under its number. */
    @Test
    void everyMessageIsOnTheDiskAsItIsSentBeforeItLeaves() throws Exception {
        List<Boolean> kept = new CopyOnWriteArrayList<>();
        relay.watcher = id -> kept.add(onTheDisk().contains(id));

        console.type("one");
        console.type("two");
        console.type("three");
        console.end();
        alice().run();

        assertThat(kept).hasSize(4).containsOnly(true);
    }

    @Test
    void whatTheRelayNeverAnsweredIsSentAgainAsItWasAfterAKill() throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        relay.watcher = ids::add;
        relay.room.drainPermits();
        console.type("hello");
        Future<?> running = start(alice());
        await(() -> !ids.isEmpty());
        String state = onTheDisk();
        console.interrupt();
        running.get();
        relay.room.release(1000);
        // What is written at an orderly end is not there after a kill.
        Files.writeString(folder.resolve("conversation-with-bob"), state);

        startAgain("more");
        alice().run();

        List<Content> sent = relay.sent.stream().distinct().toList();
        assertThat(ids).hasSize(3);
        assertThat(sent).hasSize(3);
        relay.sent.clear();
        relay.sent.addAll(sent);
        assertThat(textTakenBy(BOB)).isEqualTo("hello");
    }

    @Test
    void prekeysAreClaimedUnderOneIdUntilAnOfferIsMadeWithThem() throws Exception {
        Prekeys bobs = TINY.newPrekeys(BOB);
        relay.prekeys.put("bob", TINY.publish(OTHER_BOB, TINY.newPrekeys(OTHER_BOB)));
        console.type("hello");
        Future<?> running = start(alice(TINY));
        await(() -> relay.claims.size() >= 2);

        relay.prekeys.put("bob", TINY.publish(BOB, bobs));
        Content first = relay.sent.take();
        Content hello = relay.sent.take();
        List<String> claimsOfTheFirst = List.copyOf(relay.claims);
        console.type("/renew");
        Content second = relay.sent.take();
        console.end();
        running.get();

        assertThat(console.statuses)
                .filteredOn(line -> line.startsWith("The prekeys that the relay has for bob are refused: "))
                .hasSize(1);
        assertThat(claimsOfTheFirst).containsOnly(relay.claims.get(0));
        assertThat(relay.claims.stream().distinct()).hasSize(2);
        Accepted accepted = TINY.accept(BOB, ALICE.person(), bobs, first.body(), 0);
        assertThat(new Talker(TINY, accepted.session()).reads(hello)).isEqualTo("hello");
        assertThat(TINY.accept(BOB, ALICE.person(), accepted.left(), second.body(), accepted.time())
                        .id())
                .isNotEqualTo(accepted.id());
    }

    @Test
    @Timeout(20)
    void newKeysDoNotWaitUntilThePollIsOver() throws Exception {
        relay.polls.drainPermits();
        console.type("hello");
        Future<?> running = start(alice());
        textTakenBy(BOB);
        relay.heldPolls.acquire();

        console.type("/renew");

        assertThat(relay.sent.take().kind()).isEqualTo(Content.OFFER);
        console.end();
        running.get();
    }

    @Test
    void whileThereAreNoPrekeysWhatIsTypedWaits() throws Exception {
        relay.prekeys.clear();
        console.type("hello");
        Future<?> running = start(alice());
        await(() -> console.statuses.contains("Your messages are saved, and sent as soon as possible."));

        assertThat(relay.sent).isEmpty();
        show(BOB);
        console.end();
        running.get();
        assertThat(textTakenBy(BOB)).isEqualTo("hello");
    }

    @Test
    void keysThatGetTooOldWhileTheProgramRunsAreErasedFromTheDisk() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        Begun old = offerToBob(ALICE, 0);
        Begun current = offerToBob(ALICE, 1);
        Memory memory = home.memoryOf(ALICE, "bob");
        memory.changePeer(bob -> bob.with(PinnedIdentity.NONE.seen(BOB.person().identityKey()))
                .begin(Kept.of(old.id(), LEVEL, old.session()), BOB.person(), NOW, NOW)
                .begin(Kept.of(current.id(), LEVEL, current.session()), BOB.person(), NOW + 1, NOW));
        memory.save();
        Future<?> running = start(alice(LEVEL, now::get));
        console.type("one");
        relay.sent.take();
        assertThat(onTheDisk()).contains(old.id().hex(), current.id().hex());

        now.set(CLOCK.instant().plus(Duration.ofDays(30)));
        console.type("two");
        relay.sent.take();
        assertThat(onTheDisk())
                .doesNotContain(old.id().hex())
                .contains(current.id().hex());
        console.interrupt();
        running.get();
    }

    @Test
    void aMistypedCommandIsNotSent() throws Exception {
        console.type("/verify yess");
        console.type("hello");
        console.end();
        alice().run();

        assertThat(textTakenBy(BOB)).isEqualTo("hello");
        assertThat(console.statuses).anyMatch(line -> line.startsWith("There is no command '/verify yess'"));
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
        assertThat(console.statuses).anyMatch(line -> line.startsWith("There is no command '/explain of'"));
        assertThat(console.explanations)
                .extracting(Explanation::heading)
                .anyMatch(heading -> heading.endsWith("text sealed with AES-256-GCM"))
                .last()
                .asString()
                .endsWith("message sent");
    }

    private Future<?> start(Conversation conversation) {
        return programs.submit(() -> {
            conversation.run();
            return null;
        });
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
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

    private Conversation alice() throws IOException, ChatException {
        return alice(LEVEL);
    }

    private Conversation alice(Level level) throws IOException, ChatException {
        return alice(level, CLOCK);
    }

    private Conversation alice(Level level, InstantSource clock) throws IOException, ChatException {
        Narrator narrator = new Narrator(console, level.name(), "bob");
        return Conversation.open(
                new Party(ALICE.identity(), ALICE.random(), clock, narrator),
                new With("bob", level, Initiator::new),
                new MailboxRelay(RelayAddress.parse(relay.address()), ALICE.identity(), narrator),
                home.files(),
                Screen.of(console, narrator));
    }

    private void show(Party bob) {
        relay.show(bob);
        relay.prekeys.put("bob", LEVEL.publish(bob, BOBS_PREKEYS));
    }

    private String textTakenBy(Party bob) throws Exception {
        Content offer = relay.sent.take();
        Talker accepted = new Talker(
                LEVEL,
                LEVEL.accept(bob, ALICE.person(), BOBS_PREKEYS, offer.body(), 0).session());
        return accepted.reads(relay.sent.take());
    }

    private ConversationState remembered() throws IOException, ChatException {
        return home.memoryOf(ALICE, "bob").now();
    }

    private String onTheDisk() {
        try {
            return Files.readString(folder.resolve("conversation-with-bob"));
        } catch (IOException notThere) {
            return "";
        }
    }
}

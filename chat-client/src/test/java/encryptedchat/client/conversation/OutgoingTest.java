package encryptedchat.client.conversation;

import static encryptedchat.client.conversation.TestPeople.ALICE;
import static encryptedchat.client.conversation.TestPeople.BOB;
import static encryptedchat.client.conversation.TestPeople.LEVEL;
import static encryptedchat.client.conversation.TestPeople.NOW;
import static encryptedchat.client.conversation.TestPeople.OTHER_BOB;
import static encryptedchat.client.conversation.TestPeople.offerToBob;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.RecordingConsole;
import encryptedchat.crypto.level.Level.Begun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice types faster than the relay takes it. The test does what is the conversation's thread otherwise. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutgoingTest {
    /** Takes 64 of the 256 units of room. */
    private static final String LONG = "x".repeat(63 * 1024);

    @TempDir
    private Path folder = Path.of("");

    private final RecordingConsole console = new RecordingConsole();
    private WorkQueue work;
    private TestHome home;
    private TinyRelay relay;
    private Memory memory;
    private IdentityDecisions identity;
    private Outgoing outgoing;
    private Thread typist = new Thread();

    @BeforeEach
    void start() throws Exception {
        home = TestHome.open(folder);
        relay = new TinyRelay();
        relay.show(BOB);
        memory = home.memoryOf(ALICE, "bob");
        Begun begun = offerToBob(ALICE, 0);
        memory.changePeer(bob -> bob.with(PinnedIdentity.NONE.seen(BOB.person().identityKey()))
                .begin(Kept.of(begun.id(), LEVEL, begun.session()), BOB.person(), NOW, NOW));
        Narrator narrator = new Narrator(console, LEVEL.name(), "bob");
        PeerLink link = new PeerLink(
                ALICE,
                LEVEL,
                new MailboxRelay(RelayAddress.parse(relay.address()), ALICE.identity(), narrator),
                memory,
                Screen.of(console, narrator));
        work = link.work;
        identity = link.identity;
        outgoing = new Outgoing(link);
    }

    @AfterEach
    void stop() throws IOException {
        typist.interrupt();
        outgoing.stop();
        relay.close();
        home.close();
    }

    @Test
    void whoTypesMoreThanThereIsRoomForWaitsUntilEnoughIsSent() throws Exception {
        outgoing.start();
        relay.room.drainPermits();
        type(6);
        awaitThatTheTypistWaits();
        stepUntil(() -> texts() == 4);

        relay.room.release();
        stepUntil(() -> texts() == 3);
        awaitThatTheTypistWaits();
        assertThat(texts()).isEqualTo(3);

        relay.room.release();
        stepUntil(() -> texts() == 4);
        typist.join();
    }

    @Test
    void whenNothingWaitsThereIsAllTheRoomAgain() throws Exception {
        outgoing.start();
        outgoing.typed(LONG);
        stepUntil(() -> texts() == 1);
        stepUntil(() -> texts() == 0);

        relay.room.drainPermits();
        type(4);
        typist.join();
        stepUntil(() -> texts() == 4);
    }

    /** The relay was away, and comes back with another key under Bob's name. */
    @Test
    void whatCouldNotBeSentIsNotSentWhileThePersonHasToDecide() throws Exception {
        typeForBob();
        relay.isStopping = true;
        assertThat(outcomeOfOneAttempt()).isPresent();
        relay.isStopping = false;

        // It is handed over again, and only then is the other key seen.
        work.tell(() -> {});
        step();
        identity.see(OTHER_BOB.person().identityKey());
        assertThat(outcomeOfOneAttempt()).isEmpty();
        assertThat(relay.sent).isEmpty();
        assertThat(texts()).isEqualTo(1);

        identity.reject();
        assertThat(outcomeOfOneAttempt()).isEmpty();
        assertThat(relay.sent).hasSize(1);
    }

    /** It is sealed for somebody else than who has the name now. */
    @Test
    void whatWasHandedOverIsNotSentOnceAnotherIdentityIsAccepted() throws Exception {
        typeForBob();
        outgoing.sendNext();
        relay.show(OTHER_BOB);
        identity.see(OTHER_BOB.person().identityKey());
        identity.accept();

        assertThat(outcomeOfOneAttempt()).isEmpty();
        assertThat(relay.sent).isEmpty();
        assertThat(texts()).isEqualTo(1);
    }

    private void typeForBob() throws Exception {
        outgoing.typed("for Bob only");
        work.runNext();
        memory.change(state -> state.seal(ALICE, LEVEL.name()));
    }

    private void type(int lines) {
        typist = new Thread(() -> {
            try {
                for (int line = 0; line < lines; line++) {
                    outgoing.typed(LONG);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        typist.start();
    }

    private void step() throws Exception {
        work.runNext();
        memory.change(state -> state.seal(ALICE, LEVEL.name()));
        memory.saveIfChanged();
        outgoing.sendNext();
    }

    private void stepUntil(BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            step();
        }
    }

    /** Has it try once to send, in a thread of its own, as far as the thread of the conversation lets it. */
    private Optional<RelayException> outcomeOfOneAttempt() throws Exception {
        CompletableFuture<Optional<RelayException>> outcome = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        outgoing.work();
                        outcome.complete(Optional.empty());
                    } catch (RelayException away) {
                        outcome.complete(Optional.of(away));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } finally {
                        work.tell(() -> {});
                    }
                })
                .start();
        outgoing.sendNext();
        stepUntil(outcome::isDone);
        return outcome.get();
    }

    private int texts() {
        return memory.now().outbox().texts();
    }

    private void awaitThatTheTypistWaits() {
        while (typist.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}

package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.BobsKeys;
import encryptedchat.classroom.Program;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.relay.Relay;
import encryptedchat.relay.http.Listener;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.SqlStore;
import encryptedchat.relay.v1.V1Settings;
import encryptedchat.wire.Json;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of one of the three is wrong by an hour, one way or the other: they talk all the same, and the clients say
 * what they notice. Who has the wrong clock is made by hand here; the others are the programs.
 */
class ClockIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    @BeforeEach
    void giveBobKeys() throws Exception {
        BobsKeys.putInto(folder.resolve("bob"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void anAliceWithAWrongClockTalksWithBob(int hours) throws Exception {
        Clock clock = wrongBy(hours);
        Identity alice = new Identity("alice", IdentityKeyPair.generate(RANDOM));
        try (Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"));
                Program bob = AUTHENTICATED.startClient("bob", relay.relayUrl(), folder.resolve("bob"))) {
            bob.awaitErr(0, line -> line.startsWith("Waiting for alice"));
            Visitor visitor = loggedIn(relay, alice);
            Person person = person(visitor, "bob");
            Offered offered = AuthenticatedKeyExchange.offer(
                    AuthenticatedKeyExchange.newMasterSecret(RANDOM, Steps.SILENT),
                    alice,
                    person,
                    AuthenticatedKeyExchange.verify(visitor.exchangeKey("bob"), person, Steps.SILENT),
                    clock.instant().getEpochSecond(),
                    RANDOM,
                    Steps.SILENT);
            AuthenticatedSession session =
                    AuthenticatedSession.begin(offered.agreement(), "alice", "bob", RANDOM, clock, Steps.SILENT);
            visitor.send("bob", Visitor.newMessageId(), Content.of(offered.offer()));
            visitor.send("bob", Visitor.newMessageId(), sealed(session, "What time is it?"));

            bob.awaitOut(0, "alice: What time is it?"::equals);
            bob.type("Not that late.");
            assertThat(session.open(nextMessage(visitor).decode()).text()).isEqualTo("Not that late.");
            bob.awaitErr(0, line -> saysSo(line, hours, "alice"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aBobWithAWrongClockTalksWithAlice(int hours) throws Exception {
        Clock clock = wrongBy(hours);
        Identity bob = AuthenticatedHome.identity(folder.resolve("bob"));
        RsaKeyPair exchangeKey = AuthenticatedHome.exchangeKey(folder.resolve("bob"));
        try (Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"))) {
            Visitor visitor = loggedIn(relay, bob);
            visitor.publish("bob", AuthenticatedKeyExchange.sign(exchangeKey.publicKey(), bob, Steps.SILENT));
            try (Program alice = AUTHENTICATED.startClient("alice", relay.relayUrl(), folder.resolve("alice"))) {
                var offer = Objects.requireNonNull(next(visitor).offer());
                AuthenticatedSession session = AuthenticatedSession.begin(
                        AuthenticatedKeyExchange.accept(
                                offer, person(visitor, "alice"), bob, exchangeKey, 0, clock.instant(), Steps.SILENT),
                        "bob",
                        "alice",
                        RANDOM,
                        clock,
                        Steps.SILENT);
                alice.type("What time is it?");
                assertThat(session.open(nextMessage(visitor).decode()).text()).isEqualTo("What time is it?");

                visitor.send("alice", Visitor.newMessageId(), sealed(session, "Not that late."));
                alice.awaitOut(0, "bob: Not that late."::equals);
                alice.awaitErr(0, line -> saysSo(line, hours, "bob"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void bothTalkThroughARelayWithAWrongClock(int hours) throws Exception {
        Listener anyPort = new Listener.Plain(InetAddress.getLoopbackAddress(), 0);
        SqlStore store = SqlStore.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT);
        try (Relay relay = Relay.start(anyPort, store, false, V1Settings.DEFAULT, wrongBy(hours));
                Program bob = AUTHENTICATED.startClient("bob", relay.url(), folder.resolve("bob"));
                Program alice = AUTHENTICATED.startClient("alice", relay.url(), folder.resolve("alice"))) {
            alice.type("What time is it?");
            bob.awaitOut(0, "alice: What time is it?"::equals);
            bob.type("Ask the relay.");
            alice.awaitOut(0, "bob: Ask the relay."::equals);
            assertThat(bob.err()).noneMatch(line -> line.contains("clock") || line.contains("refused"));
        }
    }

    private static boolean saysSo(String line, int hours, String name) {
        return hours > 0
                ? line.startsWith(name + "'s clock is ahead of mine by ")
                : line.startsWith("The next message comes late");
    }

    private static Clock wrongBy(int hours) {
        return Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
    }

    private static Visitor loggedIn(Program relay, Identity me) throws Exception {
        Visitor visitor = new Visitor(relay.relayUrl(), me);
        assertThat(visitor.register(me.name()).status()).isEqualTo(201);
        assertThat(visitor.logIn(me.name()).status()).isEqualTo(201);
        return visitor;
    }

    private static Person person(Visitor visitor, String name) throws Exception {
        return new Person(name, IdentityKey.of(visitor.person(name).decodeIdentityKey()));
    }

    private static Content sealed(AuthenticatedSession session, String text) {
        return Content.of(SealedMessage.of(session.seal(text)));
    }

    private static SealedMessage nextMessage(Visitor visitor) throws Exception {
        return Objects.requireNonNull(next(visitor).message());
    }

    /** Takes the next one out of the own mailbox. */
    private static Content next(Visitor visitor) throws Exception {
        List<Waiting> waiting = new ArrayList<>();
        while (waiting.isEmpty()) {
            waiting.addAll(visitor.await());
        }
        Waiting first = waiting.get(0);
        visitor.acknowledge(visitor.name(), List.of(first.id()));
        return Json.read(first.content(), Content.class);
    }
}

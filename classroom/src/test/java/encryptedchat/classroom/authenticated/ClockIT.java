package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.rsa.RsaKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.relay.Relay;
import encryptedchat.relay.http.Listener;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.v1.V1Settings;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of one of the three is wrong by an hour, one way or the other: they talk all the same, and the clients say
 * what they notice. Who has the wrong clock is made by hand here; the others are the programs.
 */
class ClockIT {
    private static final Level LEVEL = new AuthenticatedLevel();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void anAliceWithAWrongClockTalksWithBob(int hours) throws Exception {
        Clock clock = wrongBy(hours);
        Identity alice = new Identity("alice", IdentityKeyPair.generate(new SecureRandom()));
        try (Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"));
                Program bob = AUTHENTICATED.startClient("bob", relay.relayUrl(), folder.resolve("bob"))) {
            relay.awaitErr(0, line -> line.contains("of bob for level"));
            Visitor visitor = loggedIn(relay, alice);
            Party party = visitor.party(clock);
            Begun begun = LEVEL.begin(party, person(visitor, "bob"), visitor.claimPrekeys("bob"), party.now());
            Sealed question = begun.session().seal("What time is it?".getBytes(UTF_8));
            visitor.send("bob", Visitor.newId(), LevelMail.offer(begun.offer()));
            visitor.send("bob", Visitor.newId(), LevelMail.message(question.envelope()));

            bob.awaitOut(0, "alice: What time is it?"::equals);
            bob.type("Not that late.");
            assertThat(question.next().open(LevelMail.envelope(next(visitor))).plaintext())
                    .asString(UTF_8)
                    .isEqualTo("Not that late.");
            bob.awaitErr(0, line -> saysSo(line, hours, "alice"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aBobWithAWrongClockTalksWithAlice(int hours) throws Exception {
        Clock clock = wrongBy(hours);
        Identity bob = new Identity("bob", IdentityKeyPair.generate(new SecureRandom()));
        byte[] exported = CanonicalBytes.of("encrypted-chat prekeys")
                .add(LEVEL.name())
                .add(RsaKeys.pem())
                .add(clock.instant().getEpochSecond())
                .toBytes();
        Prekeys prekeys = LEVEL.storage().resumePrekeys(SecretBytes.copyOf(exported));
        try (Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"))) {
            Visitor visitor = loggedIn(relay, bob);
            Party party = visitor.party(clock);
            visitor.publish("bob", LEVEL.publish(party, prekeys));
            try (Program alice = AUTHENTICATED.startClient("alice", relay.relayUrl(), folder.resolve("alice"))) {
                RawJson offer = next(visitor).body();
                Session session = LEVEL.accept(party, person(visitor, "alice"), prekeys, offer, 0)
                        .session();
                alice.type("What time is it?");
                Opened question = session.open(LevelMail.envelope(next(visitor)));
                assertThat(question.plaintext()).asString(UTF_8).isEqualTo("What time is it?");

                Sealed answer = question.next().seal("Not that late.".getBytes(UTF_8));
                visitor.send("alice", Visitor.newId(), LevelMail.message(answer.envelope()));
                alice.awaitOut(0, "bob: Not that late."::equals);
                alice.awaitErr(0, line -> saysSo(line, hours, "bob"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void bothTalkThroughARelayWithAWrongClock(int hours) throws Exception {
        Listener anyPort = new Listener(InetAddress.getLoopbackAddress(), 0);
        Store store = Store.openSqlite(folder.resolve("relay.db"), Limits.DEFAULT);
        try (Relay relay = Relay.start(anyPort, store, V1Settings.DEFAULT, wrongBy(hours));
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
                ? line.startsWith(name + "'s clock is ahead of yours by ")
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

    /** Takes the next one out of the own mailbox. */
    private static Content next(Visitor visitor) throws Exception {
        List<Waiting> waiting = new ArrayList<>();
        while (waiting.isEmpty()) {
            waiting.addAll(visitor.await());
        }
        Waiting first = waiting.get(0);
        visitor.acknowledge(visitor.name(), List.of(first.id()));
        return first.content().read(Content.class);
    }
}

package encryptedchat.client.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.level.Levels;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Alice, who makes offers, Bob, who takes them, and somebody else under each of the two names. */
final class TestPeople {
    static final SecureRandom RANDOM = new SecureRandom();
    static final long NOW = 1_700_000_000;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));

    static final Party ALICE = somebody("alice");
    static final Party OTHER_ALICE = somebody("alice");
    static final Party BOB = somebody("bob");
    static final Party OTHER_BOB = somebody("bob");

    /** Level 2. */
    static final Level LEVEL = Levels.find("authenticated").orElseThrow();

    /** A level that only the tests have. */
    static final Level TINY = Levels.find("tiny").orElseThrow();

    /** At level 2, where making them takes seconds. */
    static final Prekeys BOBS_PREKEYS = prekeys();

    private TestPeople() {}

    private static Party somebody(String name) {
        return new Party(new Identity(name, IdentityKeyPair.generate(RANDOM)), RANDOM, CLOCK, Steps.SILENT);
    }

    static Party hearing(Party person, Steps steps) {
        return new Party(person.identity(), person.random(), person.clock(), steps);
    }

    /** @param time in seconds after {@link #NOW} */
    static Begun offerToBob(Party alice, long time) throws RejectedException {
        return LEVEL.begin(alice, BOB.person(), LEVEL.publish(BOB, BOBS_PREKEYS), NOW + time);
    }

    /** What Bob makes of it, if it is good. */
    static Accepted acceptedBy(Party bob, Begun begun) throws RejectedException {
        return LEVEL.accept(bob, ALICE.person(), BOBS_PREKEYS, begun.offer(), 0);
    }

    static Content offer(Level level, Begun begun) {
        return new Content(level.name(), Content.OFFER, begun.offer());
    }

    /** As the level keeps them, which is where they can be made from a key that is there. */
    private static Prekeys prekeys() {
        try (InputStream file = Objects.requireNonNull(TestPeople.class.getResourceAsStream("bob-rsa-4096.pem"))) {
            byte[] kept = CanonicalBytes.of("encrypted-chat prekeys")
                    .add(LEVEL.name())
                    .add(new String(file.readAllBytes(), UTF_8))
                    .add(NOW)
                    .toBytes();
            return LEVEL.storage().resumePrekeys(SecretBytes.copyOf(kept));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException refused) {
            throw new IllegalStateException(refused);
        }
    }
}

package encryptedchat.crypto.level;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who appears in the tests and test vectors of the levels from 2 up. Their keys are fixed, for everybody to read, and
 * keep nothing secret.
 */
public final class People {
    public static final Identity ALICE = new Identity("alice", keyPair(0xa1));
    public static final Identity BOB = new Identity("bob", keyPair(0xb0));
    public static final Identity MALLORY = new Identity("mallory", keyPair(0x66));

    /** What all clocks show, in Unix seconds. */
    public static final long NOW = 1_700_000_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private People() {}

    /** Somebody else's key pair under this name. */
    public static Identity impostorOf(Identity person) {
        return new Identity(person.name(), MALLORY.keyPair());
    }

    public static Party party(Identity person) {
        return party(person, NOW, RANDOM);
    }

    /** @param now what this one's clock shows, in Unix seconds */
    public static Party party(Identity person, long now) {
        return party(person, now, RANDOM);
    }

    public static Party party(Identity person, long now, SecureRandom random) {
        return new Party(person, random, InstantSource.fixed(Instant.ofEpochSecond(now)), Steps.SILENT);
    }

    private static IdentityKeyPair keyPair(int firstByte) {
        return IdentityKeyPair.ofSeed(SecretBytes.copyOf(Vectors.bytes(32, firstByte)));
    }
}

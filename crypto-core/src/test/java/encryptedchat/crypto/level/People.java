package encryptedchat.crypto.level;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;

/**
 * Who appears in the tests and test vectors of level 2. Their keys are fixed, for everybody to read, and keep nothing
 * secret.
 */
final class People {
    static final Identity ALICE = new Identity("alice", keyPair(0xa1));
    static final Identity BOB = new Identity("bob", keyPair(0xb0));
    static final Identity MALLORY = new Identity("mallory", keyPair(0x66));

    private People() {}

    /** Somebody else's key pair under this name. */
    static Identity impostorOf(Identity person) {
        return new Identity(person.name(), MALLORY.keyPair());
    }

    private static IdentityKeyPair keyPair(int firstByte) {
        return IdentityKeyPair.ofSeed(SecretBytes.copyOf(Vectors.bytes(32, firstByte)));
    }
}

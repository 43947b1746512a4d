package encryptedchat.crypto.identity;

import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Ed25519Wire;
import java.security.SecureRandom;

/**
 * A person's identity: an Ed25519 key pair, made once and kept.
 *
 * <p>It signs and does nothing else. Whatever it signs begins with a label that says what the signature is for.
 */
public final class IdentityKeyPair {
    private final SecretBytes seed;
    private final IdentityKey publicKey;

    private IdentityKeyPair(SecretBytes seed) {
        this.seed = seed;
        this.publicKey = IdentityKey.ofSeed(seed);
    }

    public static IdentityKeyPair generate(SecureRandom random) {
        return new IdentityKeyPair(SecretBytes.random(Ed25519.SEED_BYTES, random));
    }

    /** @param seed {@value Ed25519#SEED_BYTES} bytes, from {@link #exposeSeed} */
    public static IdentityKeyPair ofSeed(SecretBytes seed) {
        return new IdentityKeyPair(seed);
    }

    /** @return all of the private key: whoever calls this has to keep it */
    public SecretBytes exposeSeed() {
        return seed;
    }

    public IdentityKey publicKey() {
        return publicKey;
    }

    /**
     * @param labelled bytes whose first field says what the signature is for
     * @return {@value Ed25519Wire#SIGNATURE_BYTES} bytes
     */
    public byte[] sign(byte[] labelled) {
        return Ed25519.sign(seed, labelled);
    }

    @Override
    public String toString() {
        return "IdentityKeyPair[not shown]";
    }
}

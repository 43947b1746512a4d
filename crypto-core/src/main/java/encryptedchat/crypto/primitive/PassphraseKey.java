package encryptedchat.crypto.primitive;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id: makes a key of a passphrase (RFC 9106).
 *
 * <p>Passphrases are few enough to be tried one after the other. Hence each try is made expensive: it fills memory,
 * which costs who tries many at once as much as it costs us. The salt, which is no secret, keeps one table of tries
 * from serving against everybody.
 */
public final class PassphraseKey {
    public static final int KEY_BYTES = 32;
    public static final int SALT_BYTES = 16;

    private static final byte[] NONE = {};

    private PassphraseKey() {}

    /**
     * What one derivation takes. Whoever has the key of tomorrow must know the cost of today, so it is kept beside what
     * the key protects; the upper limits keep what is read there from taking a computer's memory or its day.
     *
     * @param memoryKib memory in KiB, 8 per lane to {@value #MAX_MEMORY_KIB}
     * @param iterations passes over the memory, 1 to {@value #MAX_ITERATIONS}
     * @param parallelism lanes, 1 to {@value #MAX_PARALLELISM}
     */
    public record Cost(int memoryKib, int iterations, int parallelism) {
        public static final int MAX_MEMORY_KIB = 256 * 1024;
        public static final int MAX_ITERATIONS = 16;
        public static final int MAX_PARALLELISM = 16;

        /** The second recommended option of RFC 9106 section 4, for where 2 GiB are too much. */
        public static final Cost RECOMMENDED = new Cost(64 * 1024, 3, 4);

        /** @throws IllegalArgumentException if a number is outside of its range */
        public Cost {
            boolean inRange = parallelism >= 1
                    && parallelism <= MAX_PARALLELISM
                    && memoryKib >= 8 * parallelism
                    && memoryKib <= MAX_MEMORY_KIB
                    && iterations >= 1
                    && iterations <= MAX_ITERATIONS;
            if (!inRange) {
                throw new IllegalArgumentException("the cost of Argon2id is out of range");
            }
        }
    }

    /**
     * @param passphrase of any length
     * @param salt {@value #SALT_BYTES} random bytes, to be kept
     * @return {@value #KEY_BYTES} bytes, the same each time for the same input
     * @throws IllegalArgumentException if the salt has another length
     */
    public static SecretBytes argon2id(SecretBytes passphrase, byte[] salt, Cost cost) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("the salt has " + SALT_BYTES + " bytes, not " + salt.length);
        }
        return argon2id(passphrase, salt, NONE, NONE, cost);
    }

    /** With all inputs of RFC 9106 section 3.1, for its test vectors: a secret value K and associated data X. */
    static SecretBytes argon2id(
            SecretBytes passphrase, byte[] salt, byte[] secretValue, byte[] associatedData, Cost cost) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withSecret(secretValue)
                .withAdditional(associatedData)
                .build());
        byte[] key = new byte[KEY_BYTES];
        argon2.generateBytes(passphrase.exposeBytes(), key);
        return SecretBytes.copyOf(key);
    }
}

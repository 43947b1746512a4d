package encryptedchat.crypto.primitive;

import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that must stay secret: a master secret, a session key.
 *
 * <p>It does not print itself, cannot be serialised, and compares in constant time, so that none of its bytes reaches a
 * log, an exception text or a stopwatch by accident. It does not try to wipe memory: a garbage-collected heap may have
 * copied the bytes before, and a promise that cannot be kept is worse than none.
 */
public final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** @param length in bytes */
    public static SecretBytes random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /** @return the length in bytes, which is no secret */
    public int length() {
        return bytes.length;
    }

    /** @return a copy of the secret itself: whoever calls this has to keep it */
    public byte[] exposeBytes() {
        return bytes.clone();
    }

    /** Compares in a time that depends on the length alone. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretBytes that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** Says nothing about the content, so that the place in a hash table does not either. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + " bytes, not shown]";
    }
}

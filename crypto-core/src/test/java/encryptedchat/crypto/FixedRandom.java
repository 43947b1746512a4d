package encryptedchat.crypto;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Hands out the given bytes in their order, and fails when it is asked for one more. Nothing about it is random. */
public final class FixedRandom extends SecureRandom {
    private final byte[] bytes;
    private int next = 0;

    public FixedRandom(byte... bytes) {
        this.bytes = bytes.clone();
    }

    public static FixedRandom ofHex(String hex) {
        return new FixedRandom(HexFormat.of().parseHex(hex));
    }

    @Override
    public synchronized void nextBytes(byte[] target) {
        if (target.length > bytes.length - next) {
            throw new IllegalStateException(
                    "asked for " + target.length + " random bytes; " + (bytes.length - next) + " are left");
        }
        System.arraycopy(bytes, next, target, 0, target.length);
        next += target.length;
    }

    @Override
    public byte[] generateSeed(int length) {
        throw new UnsupportedOperationException("a test asks for no seed");
    }
}

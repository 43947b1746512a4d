package encryptedchat.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4): 32 bytes that stand for a sequence of bytes of any length. */
public final class Sha256 {
    private Sha256() {}

    public static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException cannotHappen) {
            throw new IllegalStateException("this JDK has no SHA-256", cannotHappen);
        }
    }
}

package encryptedchat.crypto.primitive;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * HKDF with HMAC-SHA-256: turns one secret into keys (RFC 5869).
 *
 * <p>It first extracts a uniform key from the input (section 2.2), then expands that into as many bytes as are needed
 * (section 2.3). The {@code info} label says what the bytes are for: different labels give keys that tell nothing about
 * each other, which is how one secret can serve several purposes.
 */
public final class Hkdf {
    /** The most that one expansion can give: 255 blocks of 32 bytes (section 2.3). */
    public static final int MAX_OUTPUT_BYTES = 255 * 32;

    private Hkdf() {}

    /**
     * @param inputKeyMaterial IKM, of any length, but with the entropy that the output is to have
     * @param salt public; empty stands for 32 zero bytes (section 2.2)
     * @param info what the output is for
     * @param length of the output in bytes, 1 to {@value #MAX_OUTPUT_BYTES}
     * @throws IllegalArgumentException if the length is outside that range
     */
    public static SecretBytes sha256(SecretBytes inputKeyMaterial, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > MAX_OUTPUT_BYTES) {
            throw new IllegalArgumentException("HKDF gives 1 to " + MAX_OUTPUT_BYTES + " bytes, not " + length);
        }
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(inputKeyMaterial.exposeBytes(), salt, info));
        byte[] output = new byte[length];
        hkdf.generateBytes(output, 0, length);
        return SecretBytes.copyOf(output);
    }
}

package encryptedchat.crypto.primitive;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.RsaPublicKeyPem;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * RSA encryption with OAEP padding: SHA-256, MGF1 with SHA-256, no label (RFC 8017 section 7.1).
 *
 * <p>Bare RSA is deterministic and malleable. OAEP mixes the plaintext with a random seed first, so that the same
 * plaintext never gives the same ciphertext, and so that a changed ciphertext is noticed. The parameters are always
 * spelled out: the name {@code OAEPWithSHA-256AndMGF1Padding} alone means MGF1 with SHA-1 to the JDK and with SHA-256
 * to others.
 */
public final class RsaOaep {
    /** As long as the modulus. */
    public static final int CIPHERTEXT_BYTES = RsaPublicKeyPem.MODULUS_BITS / Byte.SIZE;

    /** k - 2 hLen - 2 (RFC 8017 section 7.1.1). */
    public static final int MAX_PLAINTEXT_BYTES = CIPHERTEXT_BYTES - 2 * 32 - 2;

    private static final OAEPParameterSpec SHA256_MGF1_SHA256 =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private RsaOaep() {}

    /**
     * @param plaintext at most {@value #MAX_PLAINTEXT_BYTES} bytes
     * @return {@value #CIPHERTEXT_BYTES} bytes
     * @throws IllegalArgumentException if the plaintext is longer than that
     */
    public static byte[] encrypt(byte[] plaintext, RSAPublicKey publicKey, SecureRandom random) {
        if (plaintext.length > MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException("OAEP takes at most " + MAX_PLAINTEXT_BYTES + " bytes");
        }
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, publicKey, SHA256_MGF1_SHA256, random);
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK cannot encrypt with RSA-OAEP", cannotHappen);
        }
    }

    /**
     * @param ciphertext {@value #CIPHERTEXT_BYTES} bytes
     * @throws RejectedException with {@link Reason#MALFORMED} if it is longer or shorter, and with
     *     {@link Reason#NOT_AUTHENTIC}, whatever the cause, if it does not decrypt: telling causes apart would be the
     *     oracle of Manger's attack (RFC 8017 section 7.1.2, note)
     */
    public static SecretBytes decrypt(byte[] ciphertext, RsaKeyPair keyPair) throws RejectedException {
        if (ciphertext.length != CIPHERTEXT_BYTES) {
            throw new RejectedException(Reason.MALFORMED, "an RSA-4096 ciphertext has " + CIPHERTEXT_BYTES + " bytes");
        }
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, keyPair.privateKey(), SHA256_MGF1_SHA256);
            return SecretBytes.copyOf(cipher.doFinal(ciphertext));
        } catch (GeneralSecurityException | ProviderException undecryptable) {
            throw new RejectedException(
                    Reason.NOT_AUTHENTIC, "it was changed on the way, or was encrypted for another key");
        }
    }
}

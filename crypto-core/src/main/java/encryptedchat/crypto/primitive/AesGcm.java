package encryptedchat.crypto.primitive;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.Envelope;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode: encrypts a message, and authenticates it together with associated data that stays
 * readable (NIST SP 800-38D).
 *
 * <p>GCM is counter mode, where the key and a nonce give a stream of bytes that the plaintext is XORed with, plus a tag
 * over ciphertext and associated data. Hence the one rule that must never be broken: no nonce twice under one key. Two
 * messages under one nonce give away the XOR of their plaintexts, and the key of the tag with it. This class draws each
 * nonce itself, {@value Envelope#NONCE_BYTES} random bytes, so that no caller chooses one. Random nonces allow
 * 2<sup>32</sup> messages per key (SP 800-38D section 8.3).
 */
public final class AesGcm {
    public static final int KEY_BYTES = 32;

    /**
     * The JDK reaches hardware speed once it has compiled its loop over the data, and it counts calls to decide when. A
     * megabyte in one call is one call: it runs at around 100 MB/s for the first 400 MB or so, where chunks reach
     * gigabytes per second within the first 50 MB. Decryption cannot be helped so, because the JDK gives no plaintext
     * before it has seen the tag and so works in one call whatever it is given; but it runs the same loop, and is fast
     * once sealing has had it compiled.
     */
    private static final int CHUNK_BYTES = 4 * 1024;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * @param key {@value #KEY_BYTES} bytes
     * @param random where the nonces come from
     * @throws IllegalArgumentException if the key has another length
     */
    public AesGcm(SecretBytes key, SecureRandom random) {
        if (key.length() != KEY_BYTES) {
            throw new IllegalArgumentException("an AES-256 key has " + KEY_BYTES + " bytes, not " + key.length());
        }
        this.key = new SecretKeySpec(key.exposeBytes(), "AES");
        this.random = random;
    }

    /**
     * Encrypts under a fresh nonce (SP 800-38D section 7.1).
     *
     * @param associatedData authenticated, not encrypted; may be empty
     * @return the sealed message; its ciphertext is as long as the plaintext
     */
    public Envelope seal(byte[] plaintext, byte[] associatedData) {
        byte[] nonce = new byte[Envelope.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] ciphertextAndTag = new byte[plaintext.length + Envelope.TAG_BYTES];
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData);
            int read = 0;
            int written = 0;
            for (; plaintext.length - read > CHUNK_BYTES; read += CHUNK_BYTES) {
                written += cipher.update(plaintext, read, CHUNK_BYTES, ciphertextAndTag, written);
            }
            cipher.doFinal(plaintext, read, plaintext.length - read, ciphertextAndTag, written);
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK cannot encrypt with AES-256-GCM", cannotHappen);
        }
        byte[] ciphertext = new byte[plaintext.length];
        byte[] tag = new byte[Envelope.TAG_BYTES];
        System.arraycopy(ciphertextAndTag, 0, ciphertext, 0, ciphertext.length);
        System.arraycopy(ciphertextAndTag, ciphertext.length, tag, 0, tag.length);
        return new Envelope(associatedData, nonce, ciphertext, tag);
    }

    /**
     * Checks the tag, and only then gives the plaintext out (SP 800-38D section 7.2).
     *
     * @return the plaintext, as long as the ciphertext
     * @throws RejectedException with {@link Reason#MALFORMED} for a nonce that is not {@value Envelope#NONCE_BYTES}
     *     bytes or a tag that is not {@value Envelope#TAG_BYTES}; with {@link Reason#NOT_AUTHENTIC} if any bit of
     *     nonce, ciphertext, tag or associated data, or the key, is not the one it was sealed with
     */
    public byte[] open(Envelope envelope) throws RejectedException {
        if (envelope.nonce().length != Envelope.NONCE_BYTES || envelope.tag().length != Envelope.TAG_BYTES) {
            throw new RejectedException(
                    Reason.MALFORMED,
                    "a message needs a nonce of " + Envelope.NONCE_BYTES + " bytes and a tag of " + Envelope.TAG_BYTES);
        }
        int length = envelope.ciphertext().length;
        byte[] ciphertextAndTag = new byte[length + Envelope.TAG_BYTES];
        System.arraycopy(envelope.ciphertext(), 0, ciphertextAndTag, 0, length);
        System.arraycopy(envelope.tag(), 0, ciphertextAndTag, length, Envelope.TAG_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, envelope.nonce(), envelope.associatedData())
                    .doFinal(ciphertextAndTag);
        } catch (AEADBadTagException tagMismatch) {
            throw new RejectedException(
                    Reason.NOT_AUTHENTIC, "it was changed on the way, or was sealed with another key");
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK cannot decrypt with AES-256-GCM", cannotHappen);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(Envelope.TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}

package encryptedchat.crypto.level.classic;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;

/**
 * Level 1, before the first message: Alice makes a master secret and sends it under Bob's RSA key.
 *
 * <p>What this level does not have, and the next one adds: nothing says that the public key is Bob's, and nothing says
 * that the secret comes from Alice. Whoever sits between them can answer both in the other's name.
 */
public final class ClassicKeyExchange {
    public static final int MASTER_SECRET_BYTES = 32;

    private ClassicKeyExchange() {}

    /** Alice's first step. */
    public static SecretBytes newMasterSecret(SecureRandom random, Steps steps) {
        SecretBytes masterSecret = SecretBytes.random(MASTER_SECRET_BYTES, random);
        steps.done("master-secret-made", out("master secret", masterSecret));
        return masterSecret;
    }

    /**
     * Alice's second step.
     *
     * @return {@value RsaOaep#CIPHERTEXT_BYTES} bytes that only the owner of the private key can decrypt
     */
    public static byte[] encrypt(
            SecretBytes masterSecret, RSAPublicKey bobsPublicKey, SecureRandom random, Steps steps) {
        byte[] encrypted = RsaOaep.encrypt(masterSecret.exposeBytes(), bobsPublicKey, random);
        steps.done(
                "master-secret-encrypted",
                in("master secret", masterSecret),
                in("public key", bobsPublicKey),
                out("encrypted master secret", encrypted));
        return encrypted;
    }

    /**
     * Bob's step.
     *
     * @throws RejectedException if this does not decrypt with Bob's key, or to a secret that is not
     *     {@value #MASTER_SECRET_BYTES} bytes long
     */
    public static SecretBytes decrypt(byte[] encryptedMasterSecret, RsaKeyPair bobsKeyPair, Steps steps)
            throws RejectedException {
        SecretBytes masterSecret = RsaOaep.decrypt(encryptedMasterSecret, bobsKeyPair);
        if (masterSecret.length() != MASTER_SECRET_BYTES) {
            throw new RejectedException(
                    Reason.MALFORMED,
                    "a master secret has " + MASTER_SECRET_BYTES + " bytes, not " + masterSecret.length());
        }
        steps.done(
                "master-secret-decrypted",
                in("encrypted master secret", encryptedMasterSecret),
                out("master secret", masterSecret));
        return masterSecret;
    }
}

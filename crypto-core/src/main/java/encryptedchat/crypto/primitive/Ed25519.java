package encryptedchat.crypto.primitive;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.wire.Ed25519Wire;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signatures over Curve25519: whoever has the public key can check that the owner of the private key has seen these
 * very bytes (RFC 8032 section 5.1, the variant without a context and without prehashing).
 *
 * <p>A signature is deterministic: no randomness is drawn for it, so none can go wrong.
 */
public final class Ed25519 {
    /** The private key, from which everything else is computed (section 5.1.5). */
    public static final int SEED_BYTES = 32;

    private Ed25519() {}

    /**
     * @param seed {@value #SEED_BYTES} bytes
     * @return {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
     */
    public static byte[] publicKey(SecretBytes seed) {
        return privateKey(seed).generatePublicKey().getEncoded();
    }

    /**
     * @param seed {@value #SEED_BYTES} bytes
     * @return {@value Ed25519Wire#SIGNATURE_BYTES} bytes
     */
    public static byte[] sign(SecretBytes seed, byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, privateKey(seed));
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** @throws RejectedException if this is not the signature of this message by the owner of this public key */
    public static void verify(byte[] publicKey, byte[] message, byte[] signature) throws RejectedException {
        checkPublicKey(publicKey);
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
        verifier.update(message, 0, message.length);
        if (signature.length != Ed25519Wire.SIGNATURE_BYTES || !verifier.verifySignature(signature)) {
            throw new RejectedException(Reason.NOT_AUTHENTIC, "its signature is not good");
        }
    }

    /**
     * A point of small order is refused too: signatures that suit it can be made by everybody.
     *
     * @throws RejectedException if these are not the {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes of a point of the
     *     prime-order group (section 5.1.3)
     */
    public static void checkPublicKey(byte[] publicKey) throws RejectedException {
        if (publicKey.length != Ed25519Wire.PUBLIC_KEY_BYTES
                || !org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(publicKey, 0)) {
            throw new RejectedException(Reason.NOT_AUTHENTIC, "this is not an Ed25519 public key");
        }
    }

    private static Ed25519PrivateKeyParameters privateKey(SecretBytes seed) {
        if (seed.length() != SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has " + SEED_BYTES + " bytes, not " + seed.length());
        }
        return new Ed25519PrivateKeyParameters(seed.exposeBytes(), 0);
    }
}

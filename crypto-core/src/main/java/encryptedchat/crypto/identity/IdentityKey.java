package encryptedchat.crypto.identity;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Ed25519Wire;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The public half of an identity: everybody may have it, and it is what a name stands for. */
public final class IdentityKey {
    private final byte[] bytes;

    private IdentityKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param bytes {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
     * @throws RejectedException if they are not an Ed25519 public key
     */
    public static IdentityKey of(byte[] bytes) throws RejectedException {
        Ed25519.checkPublicKey(bytes);
        return new IdentityKey(bytes.clone());
    }

    static IdentityKey ofSeed(SecretBytes seed) {
        return new IdentityKey(Ed25519.publicKey(seed));
    }

    /** @return {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** @throws RejectedException if this is not the signature of these bytes by the owner of this key */
    public void verify(byte[] signed, byte[] signature) throws RejectedException {
        Ed25519.verify(bytes, signed, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdentityKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}

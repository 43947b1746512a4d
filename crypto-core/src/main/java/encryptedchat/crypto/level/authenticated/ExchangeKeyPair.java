package encryptedchat.crypto.level.authenticated;

import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.Sha256;
import java.util.HexFormat;

/**
 * Bob's prekeys at level 2: one RSA key pair, made once and kept.
 *
 * @param signedAt when Bob last gave his word for it, in Unix seconds
 */
record ExchangeKeyPair(RsaKeyPair keyPair, long signedAt) implements Prekeys {
    /** @return the same for the same key: the beginning of its SHA-256 */
    String id() {
        byte[] hash = Sha256.hash(keyPair.publicKey().getEncoded());
        return HexFormat.of().formatHex(hash, 0, RandomId.BYTES);
    }
}

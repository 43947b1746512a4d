package encryptedchat.crypto.level.authenticated;

import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Sha256;
import java.security.interfaces.RSAPublicKey;

/**
 * All that initiator and responder must agree on. Its hash goes into the initiator's signature and into the keys, so
 * that a difference in anything gives other keys.
 *
 * @param exchangeKey the responder's
 * @param encryptedMasterSecret {@value encryptedchat.crypto.primitive.RsaOaep#CIPHERTEXT_BYTES} bytes
 * @param time of the offer, in Unix seconds
 */
// The array is not copied: it is hashed once.
@SuppressWarnings("ArrayRecordComponent")
record Transcript(
        Person initiator,
        Person responder,
        RSAPublicKey exchangeKey,
        SessionId sessionId,
        byte[] encryptedMasterSecret,
        long time) {

    byte[] toBytes() {
        return CanonicalBytes.of("encrypted-chat transcript")
                .add(AuthenticatedLevel.NAME)
                .add(initiator.name())
                .add(responder.name())
                .add(initiator.identityKey().toBytes())
                .add(responder.identityKey().toBytes())
                .add(exchangeKey.getEncoded())
                .add(sessionId.toBytes())
                .add(encryptedMasterSecret)
                .add(time)
                .toBytes();
    }

    /** @return SHA-256 of {@link #toBytes}, 32 bytes */
    byte[] hash() {
        return Sha256.hash(toBytes());
    }

    /**
     * @param hash of a transcript
     * @return what the initiator signs
     */
    static byte[] signedBytes(byte[] hash) {
        return CanonicalBytes.of("encrypted-chat offer")
                .add(AuthenticatedLevel.NAME)
                .add(hash)
                .toBytes();
    }
}

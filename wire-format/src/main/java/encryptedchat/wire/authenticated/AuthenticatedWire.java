package encryptedchat.wire.authenticated;

import encryptedchat.wire.CanonicalBytes;

/** What level 2 signs, hashes and derives keys under. Each begins with its own label and the name of the level. */
public final class AuthenticatedWire {
    /** The level's name, in every signed, hashed or authenticated sequence of bytes. */
    public static final String LEVEL = "authenticated";

    public static final int SESSION_ID_BYTES = 16;

    /** An RSA-4096 ciphertext: as long as the modulus. */
    public static final int ENCRYPTED_MASTER_SECRET_BYTES = 512;

    private AuthenticatedWire() {}

    /**
     * @param exchangeKey the RSA public key as the DER bytes of its SubjectPublicKeyInfo
     * @return what the owner of a name signs to publish an exchange key
     */
    public static byte[] exchangeKeyBytes(String name, byte[] identityKey, byte[] exchangeKey) {
        return CanonicalBytes.of("encrypted-chat exchange key")
                .add(LEVEL)
                .add(name)
                .add(identityKey)
                .add(exchangeKey)
                .toBytes();
    }

    /** @return what is hashed into the transcript: all that initiator and responder must agree on */
    public static byte[] transcriptBytes(
            String initiator,
            String responder,
            byte[] initiatorIdentityKey,
            byte[] responderIdentityKey,
            byte[] exchangeKey,
            byte[] sessionId,
            byte[] encryptedMasterSecret,
            long time) {
        return CanonicalBytes.of("encrypted-chat transcript")
                .add(LEVEL)
                .add(initiator)
                .add(responder)
                .add(initiatorIdentityKey)
                .add(responderIdentityKey)
                .add(exchangeKey)
                .add(sessionId)
                .add(encryptedMasterSecret)
                .add(time)
                .toBytes();
    }

    /**
     * @param transcript its hash, 32 bytes
     * @return what the initiator signs
     */
    public static byte[] offerBytes(byte[] transcript) {
        return CanonicalBytes.of("encrypted-chat offer")
                .add(LEVEL)
                .add(transcript)
                .toBytes();
    }

    /** @return the label of the key under which this sender seals for this recipient */
    public static byte[] messageKeyInfo(String sender, String recipient) {
        return CanonicalBytes.of("encrypted-chat message key")
                .add(LEVEL)
                .add(sender)
                .add(recipient)
                .toBytes();
    }
}

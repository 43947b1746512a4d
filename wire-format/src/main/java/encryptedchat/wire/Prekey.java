package encryptedchat.wire;

/**
 * A public key that its owner puts at the relay before anybody wants to talk, and the owner's signature over it. What
 * kind of key it is, only its level knows.
 *
 * @param kind a {@link Word}: which of the level's keys it is
 * @param id a {@link RandomId}
 * @param madeAt Unix seconds by the owner's clock
 * @param expiresAt Unix seconds; from then on nobody uses it
 * @param bytes Base64 of 1 to {@value #MAX_BYTES} bytes
 * @param signature Base64 of {@value Ed25519Wire#SIGNATURE_BYTES} bytes over {@link #signedBytes}
 */
public record Prekey(String kind, String id, long madeAt, long expiresAt, String bytes, String signature) {

    /** Enough for an RSA key of 4096 bits, or for an ML-KEM-1024 one. */
    public static final int MAX_BYTES = 2048;

    /** @return the same with this signature */
    public Prekey signed(byte[] newSignature) {
        return new Prekey(kind, id, madeAt, expiresAt, bytes, Base64Text.encode(newSignature));
    }

    /** @throws WireFormatException if a field does not have its form; whether the signature is good is not checked */
    public void check() throws WireFormatException {
        Word.check("kind", kind);
        RandomId.check("id", id);
        UnixTime.check("made_at", madeAt);
        UnixTime.check("expires_at", expiresAt);
        decodeBytes();
        decodeSignature();
    }

    /** @throws WireFormatException if it is not the Base64 of 1 to {@value #MAX_BYTES} bytes */
    public byte[] decodeBytes() throws WireFormatException {
        byte[] decoded = Base64Text.decode("bytes", bytes);
        if (decoded.length == 0 || decoded.length > MAX_BYTES) {
            throw new WireFormatException(
                    "Field 'bytes' holds " + decoded.length + " bytes; a prekey has 1 to " + MAX_BYTES + ".");
        }
        return decoded;
    }

    /** @throws WireFormatException if it is not the Base64 of {@value Ed25519Wire#SIGNATURE_BYTES} bytes */
    public byte[] decodeSignature() throws WireFormatException {
        return Base64Text.decode("signature", signature, Ed25519Wire.SIGNATURE_BYTES);
    }

    /**
     * @param owner the name that the key is published under
     * @param identityKey the owner's, {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
     * @return what the owner signs
     * @throws WireFormatException if the key is not in Base64
     */
    public byte[] signedBytes(String level, String owner, byte[] identityKey) throws WireFormatException {
        return CanonicalBytes.of("encrypted-chat prekey")
                .add(level)
                .add(owner)
                .add(identityKey)
                .add(kind)
                .add(id)
                .add(madeAt)
                .add(expiresAt)
                .add(decodeBytes())
                .toBytes();
    }
}

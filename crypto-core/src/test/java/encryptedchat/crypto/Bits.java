package encryptedchat.crypto;

import encryptedchat.wire.Envelope;

/** Changes exactly one bit, of some bytes or of an envelope. */
public final class Bits {
    private Bits() {}

    /**
     * One bit of some bytes.
     *
     * @param bit 0 is the highest bit of the first byte
     */
    public static byte[] flip(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / Byte.SIZE] ^= (byte) (0x80 >>> (bit % Byte.SIZE));
        return changed;
    }

    /** All bits of an envelope that {@link #flip(Envelope, int)} can change. */
    public static int count(Envelope envelope) {
        return Byte.SIZE
                * (envelope.associatedData().length
                        + envelope.nonce().length
                        + envelope.ciphertext().length
                        + envelope.tag().length);
    }

    /**
     * One bit of an envelope.
     *
     * @param bit counted through associated data, nonce, ciphertext and tag
     */
    public static Envelope flip(Envelope envelope, int bit) {
        int inNonce = bit - envelope.associatedData().length * Byte.SIZE;
        int inCiphertext = inNonce - envelope.nonce().length * Byte.SIZE;
        int inTag = inCiphertext - envelope.ciphertext().length * Byte.SIZE;
        return new Envelope(
                inNonce < 0 ? flip(envelope.associatedData(), bit) : envelope.associatedData(),
                inNonce >= 0 && inCiphertext < 0 ? flip(envelope.nonce(), inNonce) : envelope.nonce(),
                inCiphertext >= 0 && inTag < 0 ? flip(envelope.ciphertext(), inCiphertext) : envelope.ciphertext(),
                inTag >= 0 ? flip(envelope.tag(), inTag) : envelope.tag());
    }
}

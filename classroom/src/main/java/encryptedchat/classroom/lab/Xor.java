package encryptedchat.classroom.lab;

/** XOR, bit by bit: how counter mode joins its stream of bytes with a text, and how one takes it off again. */
public final class Xor {
    private Xor() {}

    /** @return both joined, as long as the shorter one */
    public static byte[] of(byte[] one, byte[] other) {
        byte[] joined = new byte[Math.min(one.length, other.length)];
        for (int index = 0; index < joined.length; index++) {
            joined[index] = (byte) (one[index] ^ other[index]);
        }
        return joined;
    }
}

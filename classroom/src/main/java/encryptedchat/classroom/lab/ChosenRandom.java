package encryptedchat.classroom.lab;

import java.security.SecureRandom;

/**
 * Stands where the programs have their source of randomness, and gives chosen bytes: a nonce, the seed of OAEP.
 *
 * <p>This is how one breaks AES-GCM: {@link encryptedchat.crypto.primitive.AesGcm} draws each nonce itself, so that
 * nobody can use one twice. Only the classroom goes round that, to print the standard's own examples, to set the same
 * task each time, and to show what a nonce that is used twice gives away.
 */
public final class ChosenRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] chosen;

    public ChosenRandom(byte[] chosen) {
        this.chosen = chosen.clone();
    }

    /** @throws IllegalStateException if another number of bytes is drawn than was chosen */
    @Override
    public void nextBytes(byte[] target) {
        if (target.length != chosen.length) {
            throw new IllegalStateException("there are " + chosen.length + " chosen bytes, not " + target.length);
        }
        System.arraycopy(chosen, 0, target, 0, target.length);
    }
}

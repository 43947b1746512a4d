package encryptedchat.crypto.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.wire.Envelope;

/** What two people share once they have agreed on keys: a way to seal texts for each other, and to open them. */
public interface Session {
    /**
     * @param text well-formed text, not empty
     * @return the text sealed for the other side, different each time
     * @throws IllegalArgumentException if the text holds half of a surrogate pair
     */
    Envelope seal(String text);

    /**
     * @throws RejectedException if the envelope was not sealed in this session or was changed since; then nothing of it
     *     may be shown, and the session is as it was before
     */
    Opened open(Envelope envelope) throws RejectedException;
}

package encryptedchat.crypto.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.wire.Envelope;
import java.time.Instant;
import java.util.Optional;

/**
 * What two people share once they have agreed on keys: a way to seal for each other, and to open. It never changes.
 * Each step returns the session that follows on it, and whoever goes on with the old one goes back to before the step.
 */
public interface Session {
    /** @return the plaintext sealed for the other side, different each time */
    Sealed seal(byte[] plaintext);

    /**
     * @throws RejectedException if the envelope was not sealed for this side in this session, was changed since, or was
     *     opened before
     */
    Opened open(Envelope envelope) throws RejectedException;

    /** @param next the session to go on with */
    record Sealed(Envelope envelope, Session next) {}

    /**
     * @param plaintext exactly as it was sealed
     * @param number of this message among those from the other side in this session, from 1 on; 0 at a level that does
     *     not number its messages
     * @param missing how many messages with lower numbers have not come, of which this is the first sign
     * @param sealedAt by the sender's clock, in whole seconds; nothing at a level that does not check it
     * @param next the session to go on with
     */
    // The array is not copied: it was made for this record, and is read once.
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(byte[] plaintext, long number, long missing, Optional<Instant> sealedAt, Session next) {
        /** Leaves the plaintext out, so that it does not reach a log. */
        @Override
        public String toString() {
            return "Opened[plaintext not shown, number=" + number + "]";
        }
    }
}

package encryptedchat.crypto.level;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that was opened.
 *
 * @param text exactly as it was sealed
 * @param missing how many messages were sealed before it, and after the last one opened, that have not come; a level
 *     that does not number its messages says 0
 * @param sealedAt by the sender's clock, in whole seconds; nothing at a level that does not check it
 */
public record Opened(String text, long missing, Optional<Instant> sealedAt) {
    static Opened unchecked(String text) {
        return new Opened(text, 0, Optional.empty());
    }

    /** Leaves the text out, so that it does not reach a log. */
    @Override
    public String toString() {
        return "Opened[text not shown, missing=" + missing + ", sealedAt=" + sealedAt + "]";
    }
}

package encryptedchat.crypto.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import java.time.Duration;

/** When an offer is too old, too new, or a repetition: the same rule at every level. */
public final class OfferTime {
    /** An offer may wait as long as a relay keeps it, and no longer. */
    public static final Duration OLDEST = Duration.ofDays(30);

    /** How far ahead the initiator's clock may be. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private OfferTime() {}

    /**
     * All times are Unix seconds.
     *
     * @param time of the offer
     * @param newestTaken the time of the last offer taken, or 0
     * @param now by the own clock
     */
    public static void check(long time, long newestTaken, long now) throws RejectedException {
        if (time <= newestTaken) {
            throw new RejectedException(Reason.REPLAYED, "it is not newer than the one before");
        }
        if (time < now - OLDEST.toSeconds()) {
            throw new RejectedException(
                    Reason.STALE, "it is older than " + OLDEST.toDays() + " days, or one of the clocks is wrong");
        }
        if (time > now + CLOCK_TOLERANCE.toSeconds()) {
            throw new RejectedException(Reason.STALE, "it comes from the future: one of the clocks is wrong");
        }
    }
}

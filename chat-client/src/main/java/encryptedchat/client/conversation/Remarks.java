package encryptedchat.client.conversation;

import static encryptedchat.crypto.level.Detail.in;

import encryptedchat.crypto.level.Session.Opened;
import java.time.Duration;

/** What the person is told about how a message came: that others are missing, and that it is late. */
final class Remarks {
    /** What was sealed longer ago than this has been held up, or one of the clocks is wrong. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final PeerLink link;
    private Duration lastDelay = Duration.ZERO;

    Remarks(PeerLink link) {
        this.link = link;
    }

    void about(Opened opened) {
        aboutGap(opened.missing());
        opened.sealedAt()
                .ifPresent(sealedAt ->
                        aboutDelay(Duration.between(sealedAt, link.me().clock().instant())));
    }

    private void aboutGap(long missing) {
        if (missing > 0) {
            link.tell(
                    missing == 1
                            ? "A message from " + link.peer() + " is missing here."
                            : missing + " messages from " + link.peer() + " are missing here.");
            link.screen.narrator().done("gap-noticed", in("missing", Long.toString(missing)));
        }
    }

    /** Once for messages that are late alike. */
    private void aboutDelay(Duration delay) {
        if (delay.abs().compareTo(LATE) > 0 && delay.minus(lastDelay).abs().compareTo(LATE) > 0) {
            link.tell(
                    delay.isNegative()
                            ? link.peer() + "'s clock is ahead of yours by " + inWords(delay.negated()) + "."
                            : "The next message comes late: it was sealed " + inWords(delay)
                                    + " ago. It waited, was held up, or " + link.peer() + "'s clock is behind.");
        }
        lastDelay = delay;
    }

    private static String inWords(Duration time) {
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        return time.toHours() > 1 ? time.toHours() + " hours" : time.toMinutes() + " min";
    }
}

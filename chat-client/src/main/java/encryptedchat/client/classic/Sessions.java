package encryptedchat.client.classic;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Session;
import encryptedchat.wire.Envelope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session in which texts are sealed, and the one before it, in which messages that were still on their way when the
 * keys changed can be opened.
 */
public final class Sessions {
    private @Nullable Session current;
    private @Nullable Session previous;

    /** @return the session to seal in, or nothing while no keys are agreed on */
    public Optional<Session> current() {
        return Optional.ofNullable(current);
    }

    /** From now on texts are sealed in this session; beginning the same one again changes nothing. */
    public void begin(Session session) {
        if (!session.equals(current)) {
            previous = current == null ? previous : current;
            current = session;
        }
    }

    /** Messages of this session can be opened, but nothing is sealed in it: the other side may have forgotten it. */
    public void remember(Session session) {
        previous = session;
    }

    /** @throws RejectedException if neither session opens it */
    public byte[] open(Envelope envelope) throws RejectedException {
        if (current != null) {
            try {
                return current.open(envelope).plaintext();
            } catch (RejectedException notOfThisSession) {
                if (previous == null || notOfThisSession.reason() != Reason.NOT_AUTHENTIC) {
                    throw notOfThisSession;
                }
            }
        }
        if (previous == null) {
            throw new RejectedException(Reason.NOT_AUTHENTIC, "no keys are agreed on yet");
        }
        return previous.open(envelope).plaintext();
    }
}

package encryptedchat.crypto.level;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.wire.Envelope;

/** One side of a session as a caller keeps it: the session that follows on a step replaces the one before. */
public final class Side {
    private Session session;

    public Side(Session session) {
        this.session = session;
    }

    public Session session() {
        return session;
    }

    public Envelope seal(String text) {
        Sealed sealed = session.seal(text.getBytes(UTF_8));
        session = sealed.next();
        return sealed.envelope();
    }

    public Opened open(Envelope envelope) throws RejectedException {
        Opened opened = session.open(envelope);
        session = opened.next();
        return opened;
    }

    /** What the next message says, if it is opened. */
    public String read(Envelope envelope) throws RejectedException {
        return new String(open(envelope).plaintext(), UTF_8);
    }
}

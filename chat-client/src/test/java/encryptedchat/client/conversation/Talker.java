package encryptedchat.client.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Session.Opened;
import encryptedchat.crypto.level.Session.Sealed;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.SealedMessage;

/** The one at the other end of a session, without a program. */
final class Talker {
    private final Level level;
    private Session session;

    Talker(Level level, Session session) {
        this.level = level;
        this.session = session;
    }

    Content says(String text) {
        return says(text.getBytes(UTF_8));
    }

    Content says(byte[] plaintext) {
        Sealed sealed = session.seal(plaintext);
        session = sealed.next();
        return new Content(level.name(), Content.MESSAGE, RawJson.of(SealedMessage.of(sealed.envelope())));
    }

    String reads(Content message) throws RejectedException, WireFormatException {
        return new String(opens(message).plaintext(), UTF_8);
    }

    Opened opens(Content message) throws RejectedException, WireFormatException {
        Opened opened = session.open(message.body().read(SealedMessage.class).decode());
        session = opened.next();
        return opened;
    }
}

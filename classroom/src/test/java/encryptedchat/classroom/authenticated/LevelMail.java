package encryptedchat.classroom.authenticated;

import encryptedchat.wire.Envelope;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.SealedMessage;

/** What is in a mailbox at level authenticated. */
final class LevelMail {
    static final String LEVEL = "authenticated";

    private LevelMail() {}

    static Content offer(RawJson offer) {
        return new Content(LEVEL, Content.OFFER, offer);
    }

    static Content message(Envelope envelope) {
        return new Content(LEVEL, Content.MESSAGE, RawJson.of(SealedMessage.of(envelope)));
    }

    static Envelope envelope(Content message) throws WireFormatException {
        return message.body().read(SealedMessage.class).decode();
    }
}

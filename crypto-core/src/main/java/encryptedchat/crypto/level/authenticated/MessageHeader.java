package encryptedchat.crypto.level.authenticated;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;

/**
 * What every message says about itself: readable by all who carry it, and authenticated, so that none of them can
 * change it. It is the associated data of AES-GCM.
 *
 * @param sequence 1 for the first message in this direction of the session, and one more for each further one
 * @param time Unix seconds by the sender's clock
 */
record MessageHeader(SessionId sessionId, String sender, String recipient, long sequence, long time) {
    private static final String LABEL = "encrypted-chat message";

    byte[] toBytes() {
        return CanonicalBytes.of(LABEL)
                .add(AuthenticatedLevel.NAME)
                .add(sessionId.toBytes())
                .add(sender)
                .add(recipient)
                .add(sequence)
                .add(time)
                .toBytes();
    }

    /** @throws RejectedException if the associated data is anything but such a header */
    static MessageHeader of(Envelope envelope) throws RejectedException {
        try {
            return read(new CanonicalBytes.Reader("The associated data", envelope.associatedData()));
        } catch (WireFormatException malformed) {
            throw new RejectedException(Reason.MALFORMED, "its header is not one of this level");
        }
    }

    private static MessageHeader read(CanonicalBytes.Reader fields) throws WireFormatException {
        fields.expect(LABEL);
        fields.expect(AuthenticatedLevel.NAME);
        MessageHeader header = new MessageHeader(
                SessionId.of(fields.bytes(RandomId.BYTES)),
                PersonName.check("sender", fields.text()),
                PersonName.check("recipient", fields.text()),
                fields.number(),
                UnixTime.check("time", fields.number()));
        fields.end();
        return header;
    }
}

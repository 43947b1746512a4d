package encryptedchat.wire.authenticated;

import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;

/**
 * What every message says about itself: readable by all who carry it, and authenticated, so that none of them can
 * change it. It is the associated data of AES-GCM.
 *
 * @param sequence 1 for the first message in this direction of the session, and one more for each further one
 * @param time Unix seconds by the sender's clock
 */
public record MessageHeader(SessionId sessionId, String sender, String recipient, long sequence, long time) {
    private static final String LABEL = "encrypted-chat message";

    public byte[] toBytes() {
        return CanonicalBytes.of(LABEL)
                .add(AuthenticatedWire.LEVEL)
                .add(sessionId.toBytes())
                .add(sender)
                .add(recipient)
                .add(sequence)
                .add(time)
                .toBytes();
    }

    /** @throws WireFormatException if the bytes are anything but such a header */
    public static MessageHeader of(byte[] associatedData) throws WireFormatException {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The associated data", associatedData);
        fields.expect(LABEL);
        fields.expect(AuthenticatedWire.LEVEL);
        MessageHeader header = new MessageHeader(
                SessionId.of(fields.bytes(AuthenticatedWire.SESSION_ID_BYTES)),
                PersonName.check("sender", fields.text()),
                PersonName.check("recipient", fields.text()),
                fields.number(),
                UnixTime.check("time", fields.number()));
        fields.end();
        return header;
    }
}

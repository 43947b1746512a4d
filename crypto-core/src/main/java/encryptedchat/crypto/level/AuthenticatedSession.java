package encryptedchat.crypto.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.SessionId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Level 2: one AES-256-GCM key for each direction, derived from the master secret and the transcript of the key
 * exchange.
 *
 * <p>Associated data is a {@link MessageHeader}: session, sender, recipient, sequence number, time. All of it is
 * authenticated and checked, so a message that is replayed, sent back to its sender, moved to another session or put
 * after later ones is refused, and one that is held back leaves a gap that shows.
 */
public final class AuthenticatedSession implements Session {
    private static final String EXPORT_LABEL = "encrypted-chat session";

    private final SessionId id;
    private final String me;
    private final String peer;
    private final SecretBytes sendKey;
    private final SecretBytes receiveKey;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Steps steps;
    private long sent;
    private long received;

    private AuthenticatedSession(
            SessionId id,
            String me,
            String peer,
            SecretBytes sendKey,
            SecretBytes receiveKey,
            SecureRandom random,
            InstantSource clock,
            Steps steps) {
        this.id = id;
        this.me = me;
        this.peer = peer;
        this.sendKey = sendKey;
        this.receiveKey = receiveKey;
        this.random = random;
        this.clock = clock;
        this.steps = steps;
    }

    /**
     * Derives the keys, so that they depend on everything that was agreed on.
     *
     * @throws IllegalArgumentException if both names are the same: both directions would have one key
     */
    public static AuthenticatedSession begin(
            Agreement agreement, String me, String peer, SecureRandom random, InstantSource clock, Steps steps) {
        if (me.equals(peer)) {
            throw new IllegalArgumentException("a session is between two people");
        }
        SecretBytes sendKey = key(agreement, me, peer, steps);
        SecretBytes receiveKey = key(agreement, peer, me, steps);
        return new AuthenticatedSession(agreement.sessionId(), me, peer, sendKey, receiveKey, random, clock, steps);
    }

    private static SecretBytes key(Agreement agreement, String sender, String recipient, Steps steps) {
        byte[] info = AuthenticatedWire.messageKeyInfo(sender, recipient);
        SecretBytes key = Hkdf.sha256(agreement.masterSecret(), agreement.transcript(), info, AesGcm.KEY_BYTES);
        steps.keyDerived(agreement.masterSecret(), agreement.transcript(), info, key);
        return key;
    }

    public SessionId id() {
        return id;
    }

    @Override
    public Envelope seal(String text) {
        long time = clock.instant().getEpochSecond();
        byte[] header = new MessageHeader(id, me, peer, sent + 1, time).toBytes();
        byte[] plaintext = Utf8.encode(text);
        Envelope sealed = new AesGcm(sendKey, random).seal(plaintext, header);
        sent++;
        steps.sealed(sendKey, plaintext, sealed);
        return sealed;
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        MessageHeader header = header(envelope);
        if (!header.sessionId().equals(id)) {
            throw new RejectedException(Reason.NOT_OURS, "it belongs to another session");
        }
        if (!header.sender().equals(peer) || !header.recipient().equals(me)) {
            throw new RejectedException(Reason.NOT_OURS, "it is not from " + peer + " for " + me);
        }
        byte[] plaintext = new AesGcm(receiveKey, random).open(envelope);
        if (header.sequence() <= received) {
            throw new RejectedException(
                    Reason.REPLAYED, "it is number " + header.sequence() + ", and number " + received + " is here");
        }
        try {
            String text = Utf8.decode("the message", plaintext);
            long missing = header.sequence() - received - 1;
            received = header.sequence();
            steps.opened(receiveKey, envelope, plaintext);
            return new Opened(text, missing, Optional.of(Instant.ofEpochSecond(header.time())));
        } catch (WireFormatException notUtf8) {
            throw new RejectedException(Reason.NOT_TEXT, "it does not hold UTF-8 text");
        }
    }

    private static MessageHeader header(Envelope envelope) throws RejectedException {
        try {
            return MessageHeader.of(envelope.associatedData());
        } catch (WireFormatException malformed) {
            throw new RejectedException(Reason.MALFORMED, "its header is not one of this level");
        }
    }

    /** @return all that is needed to {@link #resume} it: whoever calls this has to keep it */
    public SecretBytes export() {
        return SecretBytes.copyOf(CanonicalBytes.of(EXPORT_LABEL)
                .add(AuthenticatedWire.LEVEL)
                .add(id.toBytes())
                .add(me)
                .add(peer)
                .add(sendKey.exposeBytes())
                .add(receiveKey.exposeBytes())
                .add(sent)
                .add(received)
                .toBytes());
    }

    /** @throws WireFormatException if these are not the bytes of an exported session */
    public static AuthenticatedSession resume(
            SecretBytes exported, SecureRandom random, InstantSource clock, Steps steps) throws WireFormatException {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The session", exported.exposeBytes());
        fields.expect(EXPORT_LABEL);
        fields.expect(AuthenticatedWire.LEVEL);
        AuthenticatedSession session = new AuthenticatedSession(
                SessionId.of(fields.bytes(AuthenticatedWire.SESSION_ID_BYTES)),
                fields.text(),
                fields.text(),
                SecretBytes.copyOf(fields.bytes(AesGcm.KEY_BYTES)),
                SecretBytes.copyOf(fields.bytes(AesGcm.KEY_BYTES)),
                random,
                clock,
                steps);
        session.sent = fields.number();
        session.received = fields.number();
        fields.end();
        return session;
    }
}

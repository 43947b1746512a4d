package encryptedchat.crypto.level.authenticated;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import java.time.Instant;
import java.util.Optional;

/**
 * Level 2: one AES-256-GCM key for each direction, derived from the master secret and the transcript of the key
 * exchange.
 *
 * <p>Associated data is a {@link MessageHeader}: session, sender, recipient, sequence number, time. All of it is
 * authenticated and checked, so a message that is replayed, sent back to its sender, moved to another session or put
 * after later ones is refused, and one that is held back leaves a gap that shows.
 *
 * @param sent the number of the last message sealed, or 0
 * @param received the number of the last message opened, or 0
 */
record AuthenticatedSession(Party me, String peer, SessionId id, Keys keys, long sent, long received)
        implements Session {

    /** One key for each direction, {@value AesGcm#KEY_BYTES} bytes each. */
    record Keys(SecretBytes send, SecretBytes receive) {}

    /**
     * Derives the keys, so that they depend on everything that was agreed on.
     *
     * @throws IllegalArgumentException if both names are the same: both directions would have one key
     */
    static AuthenticatedSession begin(
            Party me, String peer, SessionId id, SecretBytes masterSecret, byte[] transcript) {
        if (me.name().equals(peer)) {
            throw new IllegalArgumentException("a session is between two people");
        }
        SecretBytes send = key(me, masterSecret, transcript, keyInfo(me.name(), peer));
        SecretBytes receive = key(me, masterSecret, transcript, keyInfo(peer, me.name()));
        return new AuthenticatedSession(me, peer, id, new Keys(send, receive), 0, 0);
    }

    private static SecretBytes key(Party me, SecretBytes masterSecret, byte[] transcript, byte[] info) {
        SecretBytes key = Hkdf.sha256(masterSecret, transcript, info, AesGcm.KEY_BYTES);
        me.done(
                "key-derived",
                in("master secret", masterSecret),
                in("salt", transcript),
                in("label", Form.FIELDS, info),
                out("key", key));
        return key;
    }

    /** @return the label of the key under which this sender seals for this recipient */
    static byte[] keyInfo(String sender, String recipient) {
        return CanonicalBytes.of("encrypted-chat message key")
                .add(AuthenticatedLevel.NAME)
                .add(sender)
                .add(recipient)
                .toBytes();
    }

    @Override
    public Sealed seal(byte[] plaintext) {
        byte[] header = new MessageHeader(id, me.name(), peer, sent + 1, me.now()).toBytes();
        Envelope sealed = new AesGcm(keys.send, me.random()).seal(plaintext, header);
        me.done(
                "text-sealed",
                in("key", keys.send),
                in("text", Form.TEXT, plaintext),
                in("associated data", Form.FIELDS, header),
                out("nonce", sealed.nonce()),
                out("ciphertext", sealed.ciphertext()),
                out("tag", sealed.tag()));
        return new Sealed(sealed, new AuthenticatedSession(me, peer, id, keys, sent + 1, received));
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        MessageHeader header = MessageHeader.of(envelope);
        if (!header.sessionId().equals(id)) {
            throw new RejectedException(Reason.NOT_OURS, "it belongs to another session");
        }
        if (!header.sender().equals(peer) || !header.recipient().equals(me.name())) {
            throw new RejectedException(Reason.NOT_OURS, "it is not from " + peer + " for " + me.name());
        }
        byte[] plaintext = new AesGcm(keys.receive, me.random()).open(envelope);
        if (header.sequence() <= received) {
            throw new RejectedException(
                    Reason.REPLAYED, "it is number " + header.sequence() + ", and number " + received + " is here");
        }
        me.done(
                "text-opened",
                in("key", keys.receive),
                in("nonce", envelope.nonce()),
                in("associated data", Form.FIELDS, envelope.associatedData()),
                in("ciphertext", envelope.ciphertext()),
                in("tag", envelope.tag()),
                out("text", Form.TEXT, plaintext));
        return new Opened(
                plaintext,
                header.sequence(),
                header.sequence() - received - 1,
                Optional.of(Instant.ofEpochSecond(header.time())),
                new AuthenticatedSession(me, peer, id, keys, sent, header.sequence()));
    }
}

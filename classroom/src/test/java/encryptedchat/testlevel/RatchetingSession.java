package encryptedchat.testlevel;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;
import static java.nio.charset.StandardCharsets.US_ASCII;

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
import encryptedchat.wire.RandomId;
import encryptedchat.wire.WireFormatException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chain of keys for each direction: each message has a key of its own, and no later state opens it again. */
record RatchetingSession(Party me, String peer, SessionId id, Chain send, Chain receive) implements Session {
    /** How many messages may be missing, whose keys are kept. */
    static final int MAX_SKIPPED = 100;

    private static final byte[] NO_SALT = {};

    /** As much as a step of an ML-KEM ratchet takes, and more. */
    static final int BALLAST_BYTES = 3 * 1024;

    /**
     * @param number of the last message that the chain has given a key for, or 0
     * @param kept the keys by message, of those that have not come
     */
    record Chain(SecretBytes key, long number, SortedMap<Long, SecretBytes> kept) {
        /** @return the key of the message that comes next */
        SecretBytes messageKey() {
            return derive(key, NO_SALT, "message");
        }

        Chain step() {
            return new Chain(derive(key, NO_SALT, "chain"), number + 1, kept);
        }

        Chain stepOver() {
            SortedMap<Long, SecretBytes> more = new TreeMap<>(kept);
            more.put(number + 1, messageKey());
            return new Chain(step().key, number + 1, more);
        }

        /** @return the chain that has forgotten the key of this message, and the oldest ones if it has too many */
        Chain without(long used) {
            SortedMap<Long, SecretBytes> fewer = new TreeMap<>(kept);
            fewer.remove(used);
            while (fewer.size() > MAX_SKIPPED) {
                fewer.remove(fewer.firstKey());
            }
            return new Chain(key, number, fewer);
        }
    }

    /** @param ballast nothing but bytes that are carried along */
    // The array is not copied: it is written once.
    @SuppressWarnings("ArrayRecordComponent")
    record Header(SessionId id, long number, byte[] ballast) {
        private static final String LABEL = "encrypted-chat test message";

        byte[] toBytes() {
            return CanonicalBytes.of(LABEL)
                    .add(id.toBytes())
                    .add(number)
                    .add(ballast)
                    .toBytes();
        }

        static Header of(Envelope envelope) throws RejectedException {
            try {
                CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The header", envelope.associatedData());
                fields.expect(LABEL);
                SessionId id = SessionId.of(fields.bytes(RandomId.BYTES));
                Header header = new Header(id, fields.number(), fields.bytes(BALLAST_BYTES));
                fields.end();
                return header;
            } catch (WireFormatException malformed) {
                throw RejectedException.malformed(malformed);
            }
        }
    }

    static RatchetingSession begin(Party me, String peer, SessionId id, SecretBytes shared, byte[] agreedOn) {
        SecretBytes send = derive(shared, agreedOn, "from " + me.name() + " to " + peer);
        SecretBytes receive = derive(shared, agreedOn, "from " + peer + " to " + me.name());
        return new RatchetingSession(
                me, peer, id, new Chain(send, 0, new TreeMap<>()), new Chain(receive, 0, new TreeMap<>()));
    }

    private static SecretBytes derive(SecretBytes secret, byte[] salt, String label) {
        return Hkdf.sha256(secret, salt, (RatchetingLevel.NAME + " " + label).getBytes(US_ASCII), AesGcm.KEY_BYTES);
    }

    @Override
    public Sealed seal(byte[] plaintext) {
        SecretBytes key = send.messageKey();
        Chain next = send.step();
        byte[] ballast = new byte[BALLAST_BYTES];
        me.random().nextBytes(ballast);
        Envelope sealed = new AesGcm(key, me.random()).seal(plaintext, new Header(id, next.number, ballast).toBytes());
        me.done("text-sealed", in("key", key), in("text", Form.TEXT, plaintext));
        return new Sealed(sealed, new RatchetingSession(me, peer, id, next, receive));
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        Header header = Header.of(envelope);
        if (!header.id.equals(id) || header.number > receive.number + MAX_SKIPPED) {
            throw new RejectedException(Reason.NOT_OURS, "it is of another session, or too far ahead");
        }
        Chain next = receive;
        while (next.number < header.number) {
            next = next.stepOver();
        }
        SecretBytes key = next.kept.get(header.number);
        if (key == null) {
            throw new RejectedException(Reason.REPLAYED, "number " + header.number + " was opened before");
        }
        byte[] plaintext = new AesGcm(key, me.random()).open(envelope);
        me.done("text-opened", in("key", key), out("text", Form.TEXT, plaintext));
        long missing = Math.max(0, header.number - receive.number - 1);
        Session left = new RatchetingSession(me, peer, id, send, next.without(header.number));
        return new Opened(plaintext, header.number, missing, Optional.empty(), left);
    }
}

package encryptedchat.client.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.WireFormatException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Its messages are numbered, and open in any order, each once. */
record TinySession(Party me, String peer, SessionId id, SecretBytes key, long sent, SortedSet<Long> opened)
        implements Session {

    record Header(SessionId session, String sender, long number) {
        byte[] toBytes() {
            return CanonicalBytes.of("tiny message")
                    .add(session.toBytes())
                    .add(sender)
                    .add(number)
                    .toBytes();
        }

        static Header of(Envelope envelope) throws RejectedException {
            try {
                CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The header", envelope.associatedData());
                fields.expect("tiny message");
                return new Header(SessionId.of(fields.bytes(RandomId.BYTES)), fields.text(), fields.number());
            } catch (WireFormatException malformed) {
                throw RejectedException.malformed(malformed);
            }
        }
    }

    /** @param key Base64 */
    record Kept(String peer, String session, String key, long sent, List<Long> opened) {
        static Kept of(TinySession kept) {
            String key = Base64Text.encode(kept.key.exposeBytes());
            return new Kept(kept.peer, kept.id.hex(), key, kept.sent, List.copyOf(kept.opened));
        }

        TinySession resume(Party me) throws WireFormatException {
            SecretBytes bytes = SecretBytes.copyOf(Base64Text.decode("key", key, AesGcm.KEY_BYTES));
            return new TinySession(me, peer, new SessionId(session), bytes, sent, new TreeSet<>(opened));
        }
    }

    @Override
    public Sealed seal(byte[] plaintext) {
        byte[] header = new Header(id, me.name(), sent + 1).toBytes();
        Envelope sealed = new AesGcm(key, me.random()).seal(plaintext, header);
        return new Sealed(sealed, new TinySession(me, peer, id, key, sent + 1, opened));
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        Header header = Header.of(envelope);
        if (!header.sender.equals(peer) || opened.contains(header.number)) {
            throw new RejectedException(Reason.REPLAYED, "number " + header.number + " was opened before");
        }
        byte[] plaintext = new AesGcm(key, me.random()).open(envelope);
        SortedSet<Long> now = new TreeSet<>(opened);
        now.add(header.number);
        long before = opened.isEmpty() ? 0 : opened.last();
        return new Opened(
                plaintext,
                header.number,
                Math.max(0, header.number - before - 1),
                Optional.empty(),
                new TinySession(me, peer, id, key, sent, now));
    }
}

package encryptedchat.testlevel;

import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.testlevel.RatchetingSession.Chain;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How sessions and prekeys are kept: as fields, and before several of a kind, how many there are. */
final class RatchetingStorage implements Level.Storage {
    private static final String SESSION = "encrypted-chat test session";
    private static final String PREKEYS = "encrypted-chat test prekeys";

    @Override
    public SecretBytes export(Session session) {
        RatchetingSession kept = (RatchetingSession) session;
        CanonicalBytes fields = CanonicalBytes.of(SESSION).add(kept.me().name()).add(kept.peer());
        fields.add(kept.id().toBytes());
        for (Chain chain : List.of(kept.send(), kept.receive())) {
            fields.add(chain.key().exposeBytes())
                    .add(chain.number())
                    .add(chain.kept().size());
            chain.kept().forEach((number, key) -> fields.add(number).add(key.exposeBytes()));
        }
        return SecretBytes.copyOf(fields.toBytes());
    }

    @Override
    public Session resume(Party me, SecretBytes exported) throws WireFormatException {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The session", exported.exposeBytes());
        fields.expect(SESSION);
        fields.expect(me.name());
        String peer = fields.text();
        SessionId id = SessionId.of(fields.bytes(RandomId.BYTES));
        Session resumed = new RatchetingSession(me, peer, id, chain(fields), chain(fields));
        fields.end();
        return resumed;
    }

    private static Chain chain(CanonicalBytes.Reader fields) throws WireFormatException {
        SecretBytes key = SecretBytes.copyOf(fields.bytes(AesGcm.KEY_BYTES));
        long number = fields.number();
        SortedMap<Long, SecretBytes> kept = new TreeMap<>();
        for (long left = fields.number(); left > 0; left--) {
            kept.put(fields.number(), SecretBytes.copyOf(fields.bytes(AesGcm.KEY_BYTES)));
        }
        return new Chain(key, number, kept);
    }

    @Override
    public SecretBytes export(Prekeys prekeys) {
        List<RatchetingPrekeys.Key> keys = ((RatchetingPrekeys) prekeys).keys();
        CanonicalBytes fields = CanonicalBytes.of(PREKEYS).add(keys.size());
        keys.forEach(
                key -> fields.add(key.kind()).add(key.madeAt()).add(key.secret().exposeBytes()));
        return SecretBytes.copyOf(fields.toBytes());
    }

    @Override
    public Prekeys resumePrekeys(SecretBytes exported) throws WireFormatException {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The prekeys", exported.exposeBytes());
        fields.expect(PREKEYS);
        List<RatchetingPrekeys.Key> keys = new ArrayList<>();
        for (long left = fields.number(); left > 0; left--) {
            keys.add(new RatchetingPrekeys.Key(
                    fields.text(), fields.number(), SecretBytes.copyOf(fields.bytes(RatchetingPrekeys.KEY_BYTES))));
        }
        fields.end();
        return new RatchetingPrekeys(List.copyOf(keys));
    }
}

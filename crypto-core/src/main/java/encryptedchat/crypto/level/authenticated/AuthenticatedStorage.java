package encryptedchat.crypto.level.authenticated;

import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.level.authenticated.AuthenticatedSession.Keys;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;

/** How sessions and prekeys of level 2 are kept. */
final class AuthenticatedStorage implements Level.Storage {
    private static final String SESSION = "encrypted-chat session";
    private static final String PREKEYS = "encrypted-chat prekeys";

    @Override
    public SecretBytes export(Session session) {
        AuthenticatedSession kept = (AuthenticatedSession) session;
        return SecretBytes.copyOf(CanonicalBytes.of(SESSION)
                .add(AuthenticatedLevel.NAME)
                .add(kept.id().toBytes())
                .add(kept.me().name())
                .add(kept.peer())
                .add(kept.keys().send().exposeBytes())
                .add(kept.keys().receive().exposeBytes())
                .add(kept.sent())
                .add(kept.received())
                .toBytes());
    }

    @Override
    public Session resume(Party me, SecretBytes exported) throws WireFormatException {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The session", exported.exposeBytes());
        fields.expect(SESSION);
        fields.expect(AuthenticatedLevel.NAME);
        SessionId id = SessionId.of(fields.bytes(RandomId.BYTES));
        fields.expect(me.name());
        String peer = PersonName.check("peer", fields.text());
        SecretBytes send = SecretBytes.copyOf(fields.bytes(AesGcm.KEY_BYTES));
        SecretBytes receive = SecretBytes.copyOf(fields.bytes(AesGcm.KEY_BYTES));
        long sent = fields.number();
        long received = fields.number();
        fields.end();
        return new AuthenticatedSession(me, peer, id, new Keys(send, receive), sent, received);
    }

    @Override
    public SecretBytes export(Prekeys prekeys) {
        ExchangeKeyPair kept = (ExchangeKeyPair) prekeys;
        return SecretBytes.copyOf(CanonicalBytes.of(PREKEYS)
                .add(AuthenticatedLevel.NAME)
                .add(kept.keyPair().exposePrivateKeyPem())
                .add(kept.signedAt())
                .toBytes());
    }

    @Override
    public Prekeys resumePrekeys(SecretBytes exported) throws WireFormatException {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The prekeys", exported.exposeBytes());
        fields.expect(PREKEYS);
        fields.expect(AuthenticatedLevel.NAME);
        RsaKeyPair keyPair = RsaKeyPair.fromPrivateKeyPem(fields.text());
        long signedAt = UnixTime.check("signed at", fields.number());
        fields.end();
        return new ExchangeKeyPair(keyPair, signedAt);
    }
}

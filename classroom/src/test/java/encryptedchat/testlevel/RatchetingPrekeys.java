package encryptedchat.testlevel;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.SignedPrekeys;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Bob's private X25519 keys (RFC 7748), oldest first. Their lives are short, so that a test sees the end of some. */
record RatchetingPrekeys(List<Key> keys) implements Prekeys {
    static final String SIGNED = "signed";
    static final String ONE_TIME = "one-time";
    static final int ONE_TIME_AT_ONCE = 5;
    static final int KEY_BYTES = X25519.POINT_SIZE;
    static final byte[] NO_KEY = {};
    static final Duration LIFE = Duration.ofMinutes(10);
    static final Duration RENEWED_AFTER = Duration.ofSeconds(5);

    /** @param madeAt Unix seconds */
    record Key(String kind, long madeAt, SecretBytes secret) {
        private Prekey toPublish() {
            byte[] bytes = publicKey(secret);
            String id = HexFormat.of().formatHex(Sha256.hash(bytes), 0, RandomId.BYTES);
            return SignedPrekeys.unsigned(kind, id, madeAt, LIFE, bytes);
        }
    }

    RatchetingPrekeys renew(Party bob, int oneTimeLeft) {
        List<Key> renewed = new ArrayList<>(keys);
        renewed.removeIf(key -> key.madeAt + LIFE.toSeconds() <= bob.now());
        if (ofKind(SIGNED).stream().noneMatch(key -> bob.now() < key.madeAt + RENEWED_AFTER.toSeconds())) {
            renewed.add(newKey(SIGNED, bob));
        }
        for (int left = oneTimeLeft; oneTimeLeft < 2 && left < ONE_TIME_AT_ONCE; left++) {
            renewed.add(newKey(ONE_TIME, bob));
        }
        return renewed.equals(keys) ? this : new RatchetingPrekeys(List.copyOf(renewed));
    }

    private static Key newKey(String kind, Party bob) {
        return new Key(kind, bob.now(), SecretBytes.random(KEY_BYTES, bob.random()));
    }

    private List<Key> ofKind(String kind) {
        return keys.stream().filter(key -> key.kind.equals(kind)).toList();
    }

    PublishedPrekeys publish(UnaryOperator<Prekey> signing) {
        List<Prekey> signed = ofKind(SIGNED).stream().map(Key::toPublish).toList();
        List<Prekey> oneTime = ofKind(ONE_TIME).stream().map(Key::toPublish).toList();
        return new PublishedPrekeys(
                List.of(signing.apply(signed.get(signed.size() - 1))),
                oneTime.stream().map(signing).toList());
    }

    /** @return the private half; of no key, none */
    SecretBytes secretOf(byte[] publicKey) throws RejectedException {
        if (publicKey.length == 0) {
            return SecretBytes.copyOf(NO_KEY);
        }
        return keys.stream()
                .map(Key::secret)
                .filter(secret -> Arrays.equals(publicKey(secret), publicKey))
                .findFirst()
                .orElseThrow(() -> new RejectedException(Reason.STALE, "its prekey has expired, or was used before"));
    }

    RatchetingPrekeys without(SecretBytes used) {
        return new RatchetingPrekeys(
                keys.stream().filter(key -> !key.secret.equals(used)).toList());
    }

    static byte[] publicKey(SecretBytes secret) {
        byte[] publicKey = new byte[KEY_BYTES];
        X25519.generatePublicKey(secret.exposeBytes(), 0, publicKey, 0);
        return publicKey;
    }

    /** @return what both share by the signed prekey, and by the one-time prekey if there is one */
    static SecretBytes agree(SecretBytes mine, byte[] theirs, SecretBytes mineOnce, byte[] theirsOnce)
            throws RejectedException {
        byte[] once = mineOnce.length() == 0 || theirsOnce.length == 0 ? NO_KEY : agree(mineOnce, theirsOnce);
        byte[] both = ByteBuffer.allocate(KEY_BYTES + once.length)
                .put(agree(mine, theirs))
                .put(once)
                .array();
        return SecretBytes.copyOf(both);
    }

    private static byte[] agree(SecretBytes mine, byte[] theirs) throws RejectedException {
        byte[] shared = new byte[KEY_BYTES];
        if (mine.length() != KEY_BYTES
                || theirs.length != KEY_BYTES
                || !X25519.calculateAgreement(mine.exposeBytes(), 0, theirs, 0, shared, 0)) {
            throw new RejectedException(Reason.MALFORMED, "this is not an X25519 public key");
        }
        return shared;
    }
}

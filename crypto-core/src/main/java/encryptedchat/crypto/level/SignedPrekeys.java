package encryptedchat.crypto.level;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Person;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.WireFormatException;
import java.time.Duration;
import java.util.List;

/** The owner's word for a prekey, given and checked: the same at every level. */
public final class SignedPrekeys {
    private final String level;

    /** @param level the name of the level that the prekeys are for */
    public SignedPrekeys(String level) {
        this.level = level;
    }

    /**
     * A prekey still without its signature.
     *
     * @param madeAt Unix seconds
     * @param life from then until it expires
     * @param bytes 1 to {@value Prekey#MAX_BYTES}
     */
    public static Prekey unsigned(String kind, String id, long madeAt, Duration life, byte[] bytes) {
        return new Prekey(kind, id, madeAt, madeAt + life.toSeconds(), Base64Text.encode(bytes), "");
    }

    /** @return the same prekey with the signature of its owner */
    public Prekey sign(Party owner, Prekey prekey) {
        byte[] signed = signedBytes(prekey, owner.person());
        byte[] signature = owner.identity().keyPair().sign(signed);
        owner.done("prekey-signed", in("all that is signed", signed), out("signature", signature));
        return prekey.signed(signature);
    }

    /**
     * @return the bytes of a prekey that this owner has signed for this level and that has not expired
     * @throws RejectedException if it is anything else
     */
    public byte[] verify(Party me, Person owner, Prekey prekey) throws RejectedException {
        try {
            prekey.check();
            byte[] signed =
                    prekey.signedBytes(level, owner.name(), owner.identityKey().toBytes());
            byte[] signature = prekey.decodeSignature();
            owner.identityKey().verify(signed, signature);
            checkTime(prekey, me.now());
            me.done(
                    "prekey-verified",
                    in(owner.name() + "'s identity key", owner.identityKey().toBytes()),
                    in("all that is signed", signed),
                    in("signature", signature));
            return prekey.decodeBytes();
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    /** @return the prekey of this kind, which there must be one of */
    public static Prekey ofKind(String kind, List<Prekey> prekeys) throws RejectedException {
        List<Prekey> found =
                prekeys.stream().filter(prekey -> prekey.kind().equals(kind)).toList();
        if (found.size() != 1) {
            throw new RejectedException(Reason.MALFORMED, "there must be one prekey of the kind '" + kind + "'");
        }
        return found.get(0);
    }

    private byte[] signedBytes(Prekey prekey, Person owner) {
        try {
            return prekey.signedBytes(level, owner.name(), owner.identityKey().toBytes());
        } catch (WireFormatException madeByUs) {
            throw new IllegalArgumentException(madeByUs);
        }
    }

    private static void checkTime(Prekey prekey, long now) throws RejectedException {
        if (prekey.expiresAt() <= now) {
            throw new RejectedException(
                    Reason.STALE, "it has expired: its owner has not renewed it, or one of the clocks is wrong");
        }
        if (prekey.madeAt() > now + OfferTime.CLOCK_TOLERANCE.toSeconds()) {
            throw new RejectedException(Reason.STALE, "it comes from the future: one of the clocks is wrong");
        }
    }
}

package encryptedchat.relay.v1;

import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.WireFormatException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/**
 * Somebody's public Ed25519 key (RFC 8032), to check signatures with. That, by the JDK's own provider, is all the
 * cryptography that the relay does.
 */
final class IdentityKey {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The y of a point of order 8; the other three of that order have the same or its negative. */
    private static final BigInteger ORDER_8 =
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

    /** The y of all eight points whose order divides 8, the cofactor (RFC 8032 section 5.1). */
    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), ORDER_8, P.subtract(ORDER_8));

    private final PublicKey key;

    private IdentityKey(PublicKey key) {
        this.key = key;
    }

    /**
     * @param bytes as RFC 8032 section 5.1.2 encodes a point: y with its least significant byte first, and the lowest
     *     bit of x as the highest bit of the last byte
     * @throws WireFormatException if it is not the canonical encoding of a point, or the point has a small order, so
     *     that anybody could make signatures for it
     */
    static IdentityKey of(byte[] bytes) throws WireFormatException {
        byte[] bigEndian = new byte[Ed25519Wire.PUBLIC_KEY_BYTES];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = bytes[bytes.length - 1 - i];
        }
        boolean xIsOdd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0 || SMALL_ORDER.contains(y)) {
            throw notAKey();
        }
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, y)));
            // Only here does the JDK look whether there is a point with this y.
            Signature.getInstance("Ed25519").initVerify(key);
            return new IdentityKey(key);
        } catch (GeneralSecurityException noSuchPoint) {
            throw notAKey();
        }
    }

    private static WireFormatException notAKey() {
        return new WireFormatException("Field 'identity_key' is not an Ed25519 public key that can be used.");
    }

    boolean hasSigned(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

package encryptedchat.client;

import static encryptedchat.wire.RsaPublicKeyPem.MODULUS_BITS;
import static encryptedchat.wire.RsaPublicKeyPem.PUBLIC_EXPONENT;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Random;

/** Public keys that have the right form and cost nothing: nobody knows their private halves, and no test needs them. */
public final class TestKeys {
    private TestKeys() {}

    /** @return the same key each time for the same number */
    public static RSAPublicKey publicKey(long number) throws GeneralSecurityException {
        BigInteger modulus = new BigInteger(MODULUS_BITS, new Random(number))
                .setBit(MODULUS_BITS - 1)
                .setBit(0);
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, PUBLIC_EXPONENT));
    }
}

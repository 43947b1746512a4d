package encryptedchat.crypto.primitive;

import encryptedchat.wire.Pem;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * An RSA key pair of 4096 bits with the public exponent 65537 (RFC 8017 section 3): what is encrypted with the public
 * key, only the private key decrypts.
 *
 * <p>4096 bits are worth about 150 bits of symmetric strength (SP 800-56B Rev. 2, appendix D). Making a pair means
 * finding two primes of 2048 bits at random, which takes a second or several.
 */
public final class RsaKeyPair {
    private static final String PRIVATE_KEY_LABEL = "PRIVATE KEY";

    private final RSAPublicKey publicKey;
    private final RSAPrivateCrtKey privateKey;

    private RsaKeyPair(RSAPublicKey publicKey, RSAPrivateCrtKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** Makes a new pair, which takes a second or several. */
    public static RsaKeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(
                    new RSAKeyGenParameterSpec(RsaPublicKeyPem.MODULUS_BITS, RsaPublicKeyPem.PUBLIC_EXPONENT), random);
            KeyPair pair = generator.generateKeyPair();
            return new RsaKeyPair((RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK cannot make RSA-4096 keys", cannotHappen);
        }
    }

    /**
     * @param pem the PEM text of a PrivateKeyInfo (PKCS #8, RFC 5208), not encrypted
     * @throws WireFormatException if this is not an RSA private key of 4096 bits with exponent 65537
     */
    public static RsaKeyPair fromPrivateKeyPem(String pem) throws WireFormatException {
        byte[] privateKeyInfo = Pem.decode(PRIVATE_KEY_LABEL, pem);
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            PrivateKey key = rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKeyInfo));
            if (key instanceof RSAPrivateCrtKey crt
                    && crt.getModulus().bitLength() == RsaPublicKeyPem.MODULUS_BITS
                    && crt.getPublicExponent().equals(RsaPublicKeyPem.PUBLIC_EXPONENT)) {
                RSAPublicKeySpec publicPart = new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent());
                return new RsaKeyPair((RSAPublicKey) rsa.generatePublic(publicPart), crt);
            }
        } catch (GeneralSecurityException notAKey) {
            // Said below, in the same words as for a key of another size.
        }
        throw new WireFormatException("This PEM block does not hold an RSA private key of "
                + RsaPublicKeyPem.MODULUS_BITS + " bits with the public exponent " + RsaPublicKeyPem.PUBLIC_EXPONENT
                + ".");
    }

    /** @return the private key itself as PEM text (PKCS #8, not encrypted): whoever calls this has to keep it */
    public String exposePrivateKeyPem() {
        return Pem.encode(PRIVATE_KEY_LABEL, privateKey.getEncoded());
    }

    public RSAPublicKey publicKey() {
        return publicKey;
    }

    RSAPrivateCrtKey privateKey() {
        return privateKey;
    }

    @Override
    public String toString() {
        return "RsaKeyPair[" + RsaPublicKeyPem.MODULUS_BITS + " bits, not shown]";
    }
}

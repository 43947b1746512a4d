package encryptedchat.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * An RSA public key as it crosses the wire: the PEM text of a SubjectPublicKeyInfo (RFC 5280 section 4.1), once more in
 * Base64.
 *
 * <p>Only keys of 4096 bits with the public exponent 65537 are taken. A shorter key could be factored, and a crafted
 * exponent such as 1 would "encrypt" the master secret to itself. The relay makes this check to give an early answer;
 * the client makes it again, because it does not trust the relay.
 */
public final class RsaPublicKeyPem {
    public static final int MODULUS_BITS = 4096;
    public static final BigInteger PUBLIC_EXPONENT = RSAKeyGenParameterSpec.F4;

    private static final String LABEL = "PUBLIC KEY";

    private RsaPublicKeyPem() {}

    /** @return Base64 of the PEM text */
    public static String encodeBase64(RSAPublicKey key) {
        return Base64Text.encode(Pem.encode(LABEL, key.getEncoded()).getBytes(US_ASCII));
    }

    /**
     * @param field the name of the field, for the error message
     * @param base64 Base64 of the PEM text
     * @throws WireFormatException if this is not the Base64 of a PEM public key, or not an RSA key of 4096 bits with
     *     exponent 65537
     */
    public static RSAPublicKey decodeBase64(String field, String base64) throws WireFormatException {
        return decode(Pem.decode(LABEL, Utf8.decode("Field '" + field + "'", Base64Text.decode(field, base64))));
    }

    /**
     * @param subjectPublicKeyInfo in DER
     * @throws WireFormatException if this is not an RSA key of 4096 bits with exponent 65537
     */
    public static RSAPublicKey decode(byte[] subjectPublicKeyInfo) throws WireFormatException {
        RSAPublicKey key = parse(subjectPublicKeyInfo);
        int bits = key.getModulus().bitLength();
        if (bits != MODULUS_BITS || !key.getPublicExponent().equals(PUBLIC_EXPONENT)) {
            throw new WireFormatException("The RSA key has " + bits + " bits and is refused; a key must have "
                    + MODULUS_BITS + " bits and the public exponent " + PUBLIC_EXPONENT + ".");
        }
        return key;
    }

    private static RSAPublicKey parse(byte[] subjectPublicKeyInfo) throws WireFormatException {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPublicKey key = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            // The JDK keeps a key's bytes as they came; made anew from its two numbers, a key has its one DER encoding.
            PublicKey canonical = rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            if (Arrays.equals(canonical.getEncoded(), subjectPublicKeyInfo)) {
                return key;
            }
        } catch (GeneralSecurityException notAKey) {
            // Said below, in the same words as for a key in another encoding.
        }
        throw new WireFormatException("This is not an RSA public key (SubjectPublicKeyInfo in DER).");
    }
}

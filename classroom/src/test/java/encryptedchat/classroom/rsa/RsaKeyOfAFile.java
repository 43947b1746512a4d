package encryptedchat.classroom.rsa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * A security provider for programs that tests start: whoever asks Java for a new RSA key pair of 4096 bits gets the one
 * of a file, at once, where the search for two primes takes seconds, and many on a busy machine.
 */
public final class RsaKeyOfAFile extends Provider {
    /** The system property that names the file: a private key as PEM (PKCS #8, not encrypted). */
    static final String FILE = "rsa-key.file";

    private static final int BITS = 4096;
    private static final long serialVersionUID = 1;

    /** Called by Java, which finds the name of this class among its security properties. */
    public RsaKeyOfAFile() {
        super("RsaKeyOfAFile", "1", "RSA key pairs from a file");
        put("KeyPairGenerator.RSA", Generator.class.getName());
    }

    /** Called by Java too. */
    public static final class Generator extends KeyPairGeneratorSpi {
        @Override
        public void initialize(int bits, SecureRandom random) {
            if (bits != BITS) {
                throw new InvalidParameterException("only RSA keys of " + BITS + " bits are in files");
            }
        }

        @Override
        public void initialize(AlgorithmParameterSpec wanted, SecureRandom random) {
            initialize(((RSAKeyGenParameterSpec) wanted).getKeysize(), random);
        }

        @Override
        public KeyPair generateKeyPair() {
            try {
                String pem = Files.readString(Path.of(System.getProperty(FILE)));
                byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*", ""));
                KeyFactory rsa = KeyFactory.getInstance("RSA");
                RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(encoded));
                RSAPublicKeySpec publicHalf = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
                return new KeyPair(rsa.generatePublic(publicHalf), key);
            } catch (GeneralSecurityException | IOException noKey) {
                throw new IllegalStateException(noKey);
            }
        }
    }
}

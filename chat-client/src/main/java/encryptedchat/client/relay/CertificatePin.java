package encryptedchat.client.relay;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;

/**
 * Names a TLS key, in the form that OkHttp prints: {@code sha256/} and the Base64 of the SHA-256 of the certificate's
 * SubjectPublicKeyInfo (as RFC 7469 section 2.4 hashes it). Not a secret.
 */
public record CertificatePin(String text) {
    private static final String PREFIX = "sha256/";
    private static final int HASH_BYTES = 32;

    /** @throws IllegalArgumentException if the text has another form, with a message for the person who typed it */
    public static CertificatePin parse(String text) {
        try {
            if (text.startsWith(PREFIX)) {
                Base64Text.decode("pin", text.substring(PREFIX.length()), HASH_BYTES);
                return new CertificatePin(text);
            }
        } catch (WireFormatException notAHash) {
            // Said below, in the same words as for a text without the prefix.
        }
        throw new IllegalArgumentException("--pin takes what the relay prints at its start: '" + PREFIX
                + "' and the Base64 of " + HASH_BYTES + " bytes, 44 characters.");
    }

    static CertificatePin of(X509Certificate certificate) {
        byte[] publicKeyInfo = certificate.getPublicKey().getEncoded();
        try {
            return new CertificatePin(PREFIX
                    + Base64Text.encode(MessageDigest.getInstance("SHA-256").digest(publicKeyInfo)));
        } catch (GeneralSecurityException cannotHappen) {
            throw new IllegalStateException("this JDK has no SHA-256", cannotHappen);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

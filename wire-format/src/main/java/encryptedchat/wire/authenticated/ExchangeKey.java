package encryptedchat.wire.authenticated;

import com.fasterxml.jackson.annotation.JsonProperty;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import java.security.interfaces.RSAPublicKey;

/**
 * An RSA key that others may encrypt master secrets with, and its owner's word for it.
 *
 * @param publicKeyPemBase64 Base64 of the PEM text, as at level 1
 * @param signature over {@link AuthenticatedWire#exchangeKeyBytes}, made with the owner's identity key
 */
public record ExchangeKey(
        @JsonProperty(value = "public_key_pem_b64", required = true)
        String publicKeyPemBase64,

        @JsonProperty(value = "signature", required = true) String signature) {

    public static ExchangeKey of(RSAPublicKey publicKey, byte[] signature) {
        return new ExchangeKey(RsaPublicKeyPem.encodeBase64(publicKey), Base64Text.encode(signature));
    }

    /** @throws WireFormatException if it is not an RSA key of 4096 bits with the public exponent 65537 */
    public RSAPublicKey decodePublicKey() throws WireFormatException {
        return RsaPublicKeyPem.decodeBase64("public_key_pem_b64", publicKeyPemBase64);
    }

    /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#SIGNATURE_BYTES} bytes */
    public byte[] decodeSignature() throws WireFormatException {
        return Base64Text.decode("signature", signature, Ed25519Wire.SIGNATURE_BYTES);
    }
}

package encryptedchat.wire.authenticated;

import com.fasterxml.jackson.annotation.JsonProperty;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;

/**
 * The initiator's word: this master secret, under your exchange key, begins a session between us.
 *
 * @param level {@value AuthenticatedWire#LEVEL}
 * @param sessionId {@value AuthenticatedWire#SESSION_ID_BYTES} random bytes
 * @param initiator the name of who makes the offer
 * @param responder the name of who is to take it
 * @param initiatorIdentityKey {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
 * @param responderIdentityKey the one that the initiator knows, {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
 * @param encryptedMasterSecret {@value AuthenticatedWire#ENCRYPTED_MASTER_SECRET_BYTES} bytes
 * @param time Unix seconds by the initiator's clock; later in each of one initiator's offers than in the one before
 * @param signature {@value Ed25519Wire#SIGNATURE_BYTES} bytes over the transcript of all of it and the exchange key
 */
public record Offer(
        @JsonProperty(value = "level", required = true) String level,

        @JsonProperty(value = "session_id", required = true) String sessionId,

        @JsonProperty(value = "initiator", required = true) String initiator,
        @JsonProperty(value = "responder", required = true) String responder,

        @JsonProperty(value = "initiator_identity_key", required = true)
        String initiatorIdentityKey,

        @JsonProperty(value = "responder_identity_key", required = true)
        String responderIdentityKey,

        @JsonProperty(value = "encrypted_master_secret_b64", required = true)
        String encryptedMasterSecret,

        @JsonProperty(value = "time", required = true) long time,
        @JsonProperty(value = "signature", required = true) String signature) {

    /** @throws WireFormatException if a field does not have its form; whether the offer is good is another question */
    public void check() throws WireFormatException {
        if (!level.equals(AuthenticatedWire.LEVEL)) {
            throw new WireFormatException("Field 'level' is not '" + AuthenticatedWire.LEVEL + "'.");
        }
        PersonName.check("initiator", initiator);
        PersonName.check("responder", responder);
        decodeSessionId();
        decodeInitiatorIdentityKey();
        decodeResponderIdentityKey();
        decodeEncryptedMasterSecret();
        decodeSignature();
        UnixTime.check("time", time);
    }

    /** @throws WireFormatException if this is not the Base64 of {@value AuthenticatedWire#SESSION_ID_BYTES} bytes */
    public byte[] decodeSessionId() throws WireFormatException {
        return Base64Text.decode("session_id", sessionId, AuthenticatedWire.SESSION_ID_BYTES);
    }

    /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes */
    public byte[] decodeInitiatorIdentityKey() throws WireFormatException {
        return Base64Text.decode("initiator_identity_key", initiatorIdentityKey, Ed25519Wire.PUBLIC_KEY_BYTES);
    }

    /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes */
    public byte[] decodeResponderIdentityKey() throws WireFormatException {
        return Base64Text.decode("responder_identity_key", responderIdentityKey, Ed25519Wire.PUBLIC_KEY_BYTES);
    }

    /**
     * @throws WireFormatException if this is not the Base64 of {@value AuthenticatedWire#ENCRYPTED_MASTER_SECRET_BYTES}
     *     bytes
     */
    public byte[] decodeEncryptedMasterSecret() throws WireFormatException {
        return Base64Text.decode(
                "encrypted_master_secret_b64", encryptedMasterSecret, AuthenticatedWire.ENCRYPTED_MASTER_SECRET_BYTES);
    }

    /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#SIGNATURE_BYTES} bytes */
    public byte[] decodeSignature() throws WireFormatException {
        return Base64Text.decode("signature", signature, Ed25519Wire.SIGNATURE_BYTES);
    }
}

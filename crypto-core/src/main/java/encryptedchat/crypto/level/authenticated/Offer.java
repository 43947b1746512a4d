package encryptedchat.crypto.level.authenticated;

import com.fasterxml.jackson.annotation.JsonProperty;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.UnixTime;
import encryptedchat.wire.WireFormatException;
import java.security.interfaces.RSAPublicKey;

/**
 * The initiator's word: this master secret, under your exchange key, begins a session between us. Bytes are Base64.
 *
 * @param level {@value AuthenticatedLevel#NAME}
 * @param sessionId {@value RandomId#BYTES} random bytes
 * @param initiator the name of who makes the offer
 * @param responder the name of who is to take it
 * @param initiatorIdentityKey {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
 * @param responderIdentityKey the one that the initiator knows, {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes
 * @param encryptedMasterSecret {@value RsaOaep#CIPHERTEXT_BYTES} bytes
 * @param time Unix seconds by the initiator's clock; later in each of one initiator's offers than in the one before
 * @param signature {@value Ed25519Wire#SIGNATURE_BYTES} bytes over the {@link Transcript}
 */
record Offer(
        String level,
        String sessionId,
        String initiator,
        String responder,
        String initiatorIdentityKey,
        String responderIdentityKey,

        @JsonProperty(value = "encrypted_master_secret_b64", required = true)
        String encryptedMasterSecret,

        long time,
        String signature) {

    static Offer of(Transcript agreedOn, byte[] signature) {
        return new Offer(
                AuthenticatedLevel.NAME,
                Base64Text.encode(agreedOn.sessionId().toBytes()),
                agreedOn.initiator().name(),
                agreedOn.responder().name(),
                Base64Text.encode(agreedOn.initiator().identityKey().toBytes()),
                Base64Text.encode(agreedOn.responder().identityKey().toBytes()),
                Base64Text.encode(agreedOn.encryptedMasterSecret()),
                agreedOn.time(),
                Base64Text.encode(signature));
    }

    /** @throws RejectedException if it does not have this form; whether the offer is good is another question */
    static Offer read(RawJson body) throws RejectedException {
        try {
            Offer offer = body.read(Offer.class);
            PersonName.check("initiator", offer.initiator);
            PersonName.check("responder", offer.responder);
            UnixTime.check("time", offer.time);
            offer.decodeSignature();
            return offer;
        } catch (WireFormatException malformed) {
            throw RejectedException.malformed(malformed);
        }
    }

    Person decodeInitiator() throws WireFormatException, RejectedException {
        return person(initiator, "initiator_identity_key", initiatorIdentityKey);
    }

    Person decodeResponder() throws WireFormatException, RejectedException {
        return person(responder, "responder_identity_key", responderIdentityKey);
    }

    private static Person person(String name, String field, String key) throws WireFormatException, RejectedException {
        return new Person(name, IdentityKey.of(Base64Text.decode(field, key, Ed25519Wire.PUBLIC_KEY_BYTES)));
    }

    byte[] decodeSignature() throws WireFormatException {
        return Base64Text.decode("signature", signature, Ed25519Wire.SIGNATURE_BYTES);
    }

    /** @param exchangeKey the responder's own, which the offer does not name */
    Transcript agreedOn(RSAPublicKey exchangeKey) throws WireFormatException, RejectedException {
        return new Transcript(
                decodeInitiator(),
                decodeResponder(),
                exchangeKey,
                SessionId.of(Base64Text.decode("session_id", sessionId, RandomId.BYTES)),
                Base64Text.decode("encrypted_master_secret_b64", encryptedMasterSecret, RsaOaep.CIPHERTEXT_BYTES),
                time);
    }
}

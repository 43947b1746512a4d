package encryptedchat.wire.v1;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.WireFormatException;

/** Who is who: the bodies of {@code /v1/people/{name}}. */
public final class People {
    private People() {}

    /**
     * Client to relay: this name is to belong to this identity key.
     *
     * @param signature over {@link V1#registrationBytes}, made with that key
     */
    public record Registration(String identityKey, String signature) {

        public static Registration of(byte[] identityKey, byte[] signature) {
            return new Registration(Base64Text.encode(identityKey), Base64Text.encode(signature));
        }

        /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes */
        public byte[] decodeIdentityKey() throws WireFormatException {
            return Base64Text.decode("identity_key", identityKey, Ed25519Wire.PUBLIC_KEY_BYTES);
        }

        /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#SIGNATURE_BYTES} bytes */
        public byte[] decodeSignature() throws WireFormatException {
            return Base64Text.decode("signature", signature, Ed25519Wire.SIGNATURE_BYTES);
        }
    }

    /** Relay to client: the identity key that a name belongs to here. */
    public record Person(String name, String identityKey) {

        public static Person of(String name, byte[] identityKey) {
            return new Person(name, Base64Text.encode(identityKey));
        }

        /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#PUBLIC_KEY_BYTES} bytes */
        public byte[] decodeIdentityKey() throws WireFormatException {
            return Base64Text.decode("identity_key", identityKey, Ed25519Wire.PUBLIC_KEY_BYTES);
        }
    }
}

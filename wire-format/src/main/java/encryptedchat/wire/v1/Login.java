package encryptedchat.wire.v1;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.WireFormatException;

/** Logging in: the bodies of {@code /v1/challenges} and {@code /v1/tokens}. */
public final class Login {
    private Login() {}

    /** Client to relay: a challenge, please. */
    public record ChallengeRequest(String name) {}

    /**
     * Relay to client: {@value V1#CHALLENGE_BYTES} random bytes, good for one login.
     *
     * @param expiresAt Unix seconds by the relay's clock
     */
    public record Challenge(String challenge, long expiresAt) {

        /** @throws WireFormatException if this is not the Base64 of {@value V1#CHALLENGE_BYTES} bytes */
        public byte[] decode() throws WireFormatException {
            return Base64Text.decode("challenge", challenge, V1.CHALLENGE_BYTES);
        }
    }

    /**
     * Client to relay: the challenge, signed.
     *
     * @param signature over {@link V1#loginBytes}, made with the identity key of this name
     */
    public record TokenRequest(String name, String challenge, String signature) {

        /** @throws WireFormatException if this is not the Base64 of {@value V1#CHALLENGE_BYTES} bytes */
        public byte[] decodeChallenge() throws WireFormatException {
            return Base64Text.decode("challenge", challenge, V1.CHALLENGE_BYTES);
        }

        /** @throws WireFormatException if this is not the Base64 of {@value Ed25519Wire#SIGNATURE_BYTES} bytes */
        public byte[] decodeSignature() throws WireFormatException {
            return Base64Text.decode("signature", signature, Ed25519Wire.SIGNATURE_BYTES);
        }
    }

    /**
     * Relay to client: whoever shows this token acts in the name that logged in.
     *
     * @param token goes into the header {@code Authorization: Bearer …} as it is
     * @param expiresAt Unix seconds by the relay's clock
     */
    public record Token(String token, long expiresAt) {

        @Override
        public String toString() {
            return "Token[not shown, expiresAt=" + expiresAt + "]";
        }
    }
}

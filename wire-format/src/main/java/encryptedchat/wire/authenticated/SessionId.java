package encryptedchat.wire.authenticated;

import java.util.HexFormat;

/**
 * Names a session. Not a secret.
 *
 * @param hex two lower-case digits for each of its {@value AuthenticatedWire#SESSION_ID_BYTES} bytes
 */
public record SessionId(String hex) {
    /** @throws IllegalArgumentException if it is not {@value AuthenticatedWire#SESSION_ID_BYTES} bytes long */
    public static SessionId of(byte[] bytes) {
        if (bytes.length != AuthenticatedWire.SESSION_ID_BYTES) {
            throw new IllegalArgumentException("a session id has " + AuthenticatedWire.SESSION_ID_BYTES + " bytes");
        }
        return new SessionId(HexFormat.of().formatHex(bytes));
    }

    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }
}

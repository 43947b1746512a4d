package encryptedchat.crypto.level;

import encryptedchat.wire.RandomId;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names a session. Not a secret.
 *
 * @param hex two lower-case digits for each of its {@value RandomId#BYTES} bytes
 */
public record SessionId(String hex) {
    public static SessionId random(SecureRandom random) {
        return new SessionId(RandomId.draw(random));
    }

    /** @throws IllegalArgumentException if it is not {@value RandomId#BYTES} bytes long */
    public static SessionId of(byte[] bytes) {
        if (bytes.length != RandomId.BYTES) {
            throw new IllegalArgumentException("a session id has " + RandomId.BYTES + " bytes");
        }
        return new SessionId(HexFormat.of().formatHex(bytes));
    }

    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }
}

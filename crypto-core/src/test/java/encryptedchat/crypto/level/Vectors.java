package encryptedchat.crypto.level;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.wire.Json;
import java.util.HexFormat;

/** How values stand in the files of test vectors: bytes in hexadecimal, bodies as the text that crosses the wire. */
public final class Vectors {
    private Vectors() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    public static String body(Object body) {
        return new String(Json.write(body), UTF_8);
    }

    /** As many bytes, each one more than the one before: so that none can be taken for another, or for its mirror. */
    public static byte[] bytes(int length, int first) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) (first + index);
        }
        return bytes;
    }
}

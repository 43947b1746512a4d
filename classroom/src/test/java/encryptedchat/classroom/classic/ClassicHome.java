package encryptedchat.classroom.classic;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What whoever can read a client's home folder finds there. */
final class ClassicHome {
    private ClassicHome() {}

    static Path sessionFile(Path home) {
        return home.resolve("classic-session.json");
    }

    static SecretBytes masterSecret(Path home) throws Exception {
        JsonNode file = Json.read(Files.readAllBytes(sessionFile(home)), JsonNode.class);
        return SecretBytes.copyOf(
                Base64.getDecoder().decode(file.get("master_secret_b64").asText()));
    }
}

package encryptedchat.classroom.authenticated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/** What whoever can read a client's home folder without a passphrase finds there. */
final class AuthenticatedHome {
    private AuthenticatedHome() {}

    static Identity identity(Path home) throws Exception {
        JsonNode file = identityFile(home);
        byte[] seed =
                Base64Text.decode("identity_seed", file.get("identity_seed").asText());
        return new Identity(file.get("name").asText(), IdentityKeyPair.ofSeed(SecretBytes.copyOf(seed)));
    }

    static RsaKeyPair exchangeKey(Path home) throws Exception {
        return RsaKeyPair.fromPrivateKeyPem(
                identityFile(home).get("exchange_private_key_pem").asText());
    }

    /** The first line is a checksum of the others. */
    private static JsonNode identityFile(Path home) throws Exception {
        String whole = Files.readString(home.resolve("identity"));
        return Json.read(whole.substring(whole.indexOf('\n') + 1).getBytes(UTF_8), JsonNode.class);
    }
}

package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/** What whoever can read a client's home folder without a passphrase finds there. */
public final class AuthenticatedHome {
    private AuthenticatedHome() {}

    public static Identity identity(Path home) throws Exception {
        JsonNode file = file(home, "identity");
        byte[] seed =
                Base64Text.decode("identity_seed", file.get("identity_seed").asText());
        return new Identity(file.get("name").asText(), IdentityKeyPair.ofSeed(SecretBytes.copyOf(seed)));
    }

    public static Prekeys prekeys(Path home) throws Exception {
        return new AuthenticatedLevel().storage().resumePrekeys(SecretBytes.copyOf(exported(home)));
    }

    /** @return Bob's RSA key */
    public static String exchangeKeyPem(Path home) throws Exception {
        return exchangeKeyPem(exported(home));
    }

    /** @param exported the prekeys, as the level has them kept */
    public static String exchangeKeyPem(byte[] exported) throws Exception {
        CanonicalBytes.Reader fields = new CanonicalBytes.Reader("The prekeys", exported);
        fields.expect("encrypted-chat prekeys");
        fields.expect("authenticated");
        return fields.text();
    }

    private static byte[] exported(Path home) throws Exception {
        String prekeys = file(home, "prekeys-authenticated").get("prekeys").asText();
        return Base64Text.decode("prekeys", prekeys);
    }

    /** The first line is a checksum of the others. */
    private static JsonNode file(Path home, String name) throws Exception {
        String whole = Files.readString(home.resolve(name));
        return Json.read(whole.substring(whole.indexOf('\n') + 1).getBytes(UTF_8), JsonNode.class);
    }
}

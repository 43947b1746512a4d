package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * All secrets of one conversation between Alice and Bob, from their home folders and what crossed the wire.
 *
 * @param folder in it both have their homes
 * @param wire all bytes that crossed it, each as one character
 */
record ConversationSecrets(Level level, Path folder, String wire) {
    private static final byte[] NO_SALT = {};

    /** In front of it stand only public numbers in an encoded RSA private key. */
    private static final int PRIVATE_NUMBERS_FROM = 600;

    byte[] masterSecret() throws Exception {
        return (level == Level.CLASSIC ? classicMasterSecret() : firstSession().masterSecret()).exposeBytes();
    }

    List<byte[]> all() throws Exception {
        if (level == Level.CLASSIC) {
            byte[] info = "chat_session_key_alice_bob".getBytes(US_ASCII);
            SecretBytes key = Hkdf.sha256(classicMasterSecret(), NO_SALT, info, AesGcm.KEY_BYTES);
            return List.of(masterSecret(), key.exposeBytes());
        }
        List<SecretBytes> keys = firstSession().keys();
        byte[] privateKey = Pem.decode("PRIVATE KEY", AuthenticatedHome.exchangeKeyPem(folder.resolve("bob")));
        return List.of(
                masterSecret(),
                keys.get(0).exposeBytes(),
                keys.get(1).exposeBytes(),
                identity("alice").keyPair().exposeSeed().exposeBytes(),
                identity("bob").keyPair().exposeSeed().exposeBytes(),
                Arrays.copyOfRange(privateKey, PRIVATE_NUMBERS_FROM, privateKey.length));
    }

    Identity identity(String name) throws Exception {
        return AuthenticatedHome.identity(folder.resolve(name));
    }

    private SessionSecrets firstSession() throws Exception {
        return SessionSecrets.of(SessionSecrets.offersIn(wire).get(0), folder.resolve("alice"), folder.resolve("bob"));
    }

    private SecretBytes classicMasterSecret() throws Exception {
        byte[] file = Files.readAllBytes(folder.resolve("alice").resolve("classic-session.json"));
        String encoded =
                Json.read(file, JsonNode.class).get("master_secret_b64").asText();
        return SecretBytes.copyOf(Base64Text.decode("master_secret_b64", encoded));
    }
}

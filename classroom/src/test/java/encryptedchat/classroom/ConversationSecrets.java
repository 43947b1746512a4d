package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.Pem;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.Offer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
        return level == Level.CLASSIC
                ? Base64Text.decode(
                        "master_secret_b64",
                        file("alice", "classic-session.json")
                                .get("master_secret_b64")
                                .asText())
                : agreement().masterSecret().exposeBytes();
    }

    List<byte[]> all() throws Exception {
        if (level == Level.CLASSIC) {
            return List.of(masterSecret(), key(NO_SALT, "chat_session_key_alice_bob".getBytes(US_ASCII)));
        }
        byte[] transcript = agreement().transcript();
        byte[] privateKey = Pem.decode(
                "PRIVATE KEY",
                file("bob", "identity").get("exchange_private_key_pem").asText());
        return List.of(
                masterSecret(),
                key(transcript, AuthenticatedWire.messageKeyInfo("alice", "bob")),
                key(transcript, AuthenticatedWire.messageKeyInfo("bob", "alice")),
                identity("alice").keyPair().exposeSeed().exposeBytes(),
                identity("bob").keyPair().exposeSeed().exposeBytes(),
                Arrays.copyOfRange(privateKey, PRIVATE_NUMBERS_FROM, privateKey.length));
    }

    Identity identity(String name) throws Exception {
        byte[] seed = Base64Text.decode(
                "identity_seed", file(name, "identity").get("identity_seed").asText());
        return new Identity(name, IdentityKeyPair.ofSeed(SecretBytes.copyOf(seed)));
    }

    private byte[] key(byte[] salt, byte[] info) throws Exception {
        return Hkdf.sha256(SecretBytes.copyOf(masterSecret()), salt, info, AesGcm.KEY_BYTES)
                .exposeBytes();
    }

    /** The first offer, taken with Bob's own keys. */
    private Agreement agreement() throws Exception {
        String offer = wire.replaceFirst("(?s).*?\\{\"offer\":(\\{[^{}]*\\})\\}.*", "$1");
        RsaKeyPair bobs = RsaKeyPair.fromPrivateKeyPem(
                file("bob", "identity").get("exchange_private_key_pem").asText());
        return AuthenticatedKeyExchange.accept(
                Json.read(offer.getBytes(UTF_8), Offer.class),
                identity("alice").person(),
                identity("bob"),
                bobs,
                0,
                Instant.now(),
                Steps.SILENT);
    }

    /** At level authenticated a checksum stands in front. */
    private JsonNode file(String name, String file) throws Exception {
        String whole = Files.readString(folder.resolve(name).resolve(file));
        return Json.read(whole.substring(whole.indexOf('{')).getBytes(UTF_8), JsonNode.class);
    }
}

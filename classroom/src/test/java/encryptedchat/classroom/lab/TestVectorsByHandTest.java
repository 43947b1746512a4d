package encryptedchat.classroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import encryptedchat.classroom.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each step of the conversations in docs/test-vectors can be taken by hand in the lab, with the same bytes. */
class TestVectorsByHandTest {
    private static final Path DOCS = Path.of("..", "docs");

    private final JsonNode classic = read("level-1-classic.json");
    private final JsonNode authenticated = read("level-2-authenticated.json");

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper()
                    .readTree(DOCS.resolve("test-vectors").resolve(name).toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String text(JsonNode of, String pointer) {
        return of.at(pointer).asText();
    }

    @Test
    void bobDecryptsTheMasterSecret() {
        Called decrypt = Called.with(
                "lab",
                "oaep",
                "decrypt",
                "--private-key",
                DOCS.resolve("classroom/bob-private-key.pem").toString(),
                text(classic, "/master_secret/encrypted_master_secret"));
        assertThat(decrypt.value("plaintext")).isEqualTo(text(classic, "/master_secret/master_secret"));
    }

    @Test
    void filesOfTheLessonsAreThoseOfTheTestVectors() throws IOException {
        Path lessons = DOCS.resolve("classroom");
        assertThat(Files.readString(lessons.resolve("bob-private-key.pem")))
                .isEqualTo(text(classic, "/public_key/private_key_pem"));
        assertThat(Files.readString(lessons.resolve("encrypted-master-secret.json")))
                .isEqualToIgnoringNewLines(text(classic, "/master_secret/body"));
    }

    @Test
    void classicKeyIsDerivedWithoutSalt() {
        Called hkdf = Called.with(
                "lab",
                "hkdf",
                "--secret",
                text(classic, "/master_secret/master_secret"),
                "--info",
                "text:chat_session_key_alice_bob");
        assertThat(hkdf.value("key")).isEqualTo(text(classic, "/session_key/key"));
    }

    @Test
    void classicMessageOpensFromTheBase64ThatCrossesTheWire() throws IOException {
        JsonNode body = new ObjectMapper().readTree(text(classic, "/messages/0/body"));
        Called open = Called.with(
                "lab",
                "open",
                "--key",
                text(classic, "/session_key/key"),
                "--nonce",
                "base64:" + text(body, "/nonce"),
                "--associated-data",
                "base64:" + text(body, "/associated_data"),
                "--tag",
                "base64:" + text(body, "/tag"),
                "base64:" + text(body, "/ciphertext"));
        assertThat(open.value("text")).isEqualTo("Hello, Bob!");
    }

    @Test
    void keyOfOneDirectionIsDerivedFromFieldsBehindTheirLengths() {
        String info = Called.with(
                        "lab", "fields", "encrypted-chat message key", "text:authenticated", "text:bob", "text:alice")
                .value("fields");
        assertThat(info).isEqualTo(text(authenticated, "/session_keys/1/info"));
        Called hkdf = Called.with(
                "lab",
                "hkdf",
                "--secret",
                text(authenticated, "/offer/master_secret"),
                "--salt",
                text(authenticated, "/offer/transcript"),
                "--info",
                info);
        assertThat(hkdf.value("key")).isEqualTo(text(authenticated, "/session_keys/1/key"));
    }

    @Test
    void transcriptIsTheHashOfItsBytes() {
        assertThat(Called.with("lab", "hash", text(authenticated, "/offer/transcript_bytes"))
                        .value("sha256"))
                .isEqualTo(text(authenticated, "/offer/transcript"));
    }

    @Test
    void offerIsSignedByAlice() {
        Called sign = Called.with(
                "lab",
                "sign",
                "--seed",
                text(authenticated, "/people/0/identity_seed"),
                text(authenticated, "/offer/signed"));
        assertThat(sign.value("public key")).isEqualTo(text(authenticated, "/people/0/identity_key"));
        assertThat(sign.value("signature")).isEqualTo(text(authenticated, "/offer/signature"));
    }

    @Test
    void safetyNumberIsTheOneThatBothSee() {
        Called number = Called.with(
                "lab",
                "safety-number",
                "bob",
                text(authenticated, "/people/1/identity_key"),
                "alice",
                text(authenticated, "/people/0/identity_key"));
        assertThat(number.value("safety number")).isEqualTo(text(authenticated, "/safety_number/shown"));
    }
}

package encryptedchat.crypto.level.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.crypto.FixedRandom;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.level.Side;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Json;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Level 1 against what Python's {@code cryptography} wrote; the resource python-trio/make_vectors.py says how. */
class PythonTrioTest {
    private static final String TEXT = "Grüße, Bob! Здравствуй 你好 👩‍💻 e\u0301";
    private static final SecretBytes MASTER_SECRET = SecretBytes.copyOf(
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

    @Test
    void masterSecretFromPythonDecrypts() throws Exception {
        byte[] encrypted =
                read("master-secret.json", EncryptedMasterSecret.class).decode();
        assertThat(ClassicKeyExchange.decrypt(encrypted, TestKeys.BOB, Steps.SILENT))
                .isEqualTo(MASTER_SECRET);
    }

    @Test
    void messageFromPythonOpens() throws Exception {
        SendMessage message = read("message.json", SendMessage.class);
        assertThat(session().read(message.message().decode())).isEqualTo(TEXT);
    }

    @Test
    void messageIsSealedToTheSameBytesAsInPython() throws Exception {
        assertThat(SendMessage.of("alice", "bob", session().seal(TEXT)))
                .isEqualTo(read("message.json", SendMessage.class));
    }

    private static Side session() {
        return new Side(ClassicSession.begin(
                MASTER_SECRET,
                FixedRandom.ofHex("202122232425262728292a2b"),
                InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)),
                Steps.SILENT));
    }

    private static <T> T read(String name, Class<T> body) throws Exception {
        return Json.read(TestKeys.text("python-trio/" + name).getBytes(UTF_8), body);
    }
}

package encryptedchat.client.mailbox;

import static encryptedchat.client.mailbox.TestPeople.BOBS_EXCHANGE_KEY;
import static encryptedchat.client.mailbox.TestPeople.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.RecordingConsole;
import encryptedchat.client.explain.StepListener;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    @TempDir
    private Path folder = Path.of("");

    private TestHome home;

    @BeforeEach
    void open() throws IOException {
        home = TestHome.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void theIdentityIsMadeOnceAndKept() throws IOException {
        KeyRing made = keys("bob");

        assertThat(keys("bob").identity().person()).isEqualTo(made.identity().person());
    }

    @Test
    void theExchangeKeyThatIsKeptIsTaken() throws IOException {
        RecordingConsole console = new RecordingConsole();
        String seed = Base64Text.encode(new byte[32]);
        String pem = BOBS_EXCHANGE_KEY.exposePrivateKeyPem();
        home.files()
                .write(
                        "identity",
                        Json.write(Map.of("name", "bob", "identity_seed", seed, "exchange_private_key_pem", pem)));

        assertThat(keys("bob").exchangeKey(console, StepListener.SILENT, RANDOM).publicKey())
                .isEqualTo(BOBS_EXCHANGE_KEY.publicKey());
    }

    @Test
    void theHomeOfSomebodyElseIsRefusedAndSaysWhose() throws IOException {
        keys("bob");
        byte[] before = Files.readAllBytes(folder.resolve("identity"));

        assertThatThrownBy(() -> keys("carol")).isInstanceOf(IOException.class).hasMessageContaining("--name bob");
        assertThat(folder.resolve("identity")).hasBinaryContent(before);
    }

    @Test
    void aFileWithoutAnIdentityIsRefusedWithoutRepeatingIt() throws IOException {
        home.files().write("identity", "{\"identity_seed\": \"c2VjcmV0\", \"name\": \"bob\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> keys("bob"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("identity").toString())
                .hasMessageNotContaining("c2VjcmV0");
    }

    private KeyRing keys(String name) throws IOException {
        return KeyRing.open(home.home(), home.files(), name, RANDOM);
    }
}

package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFileTest {
    private static final String SEED = Base64Text.encode(new byte[32]);

    @TempDir
    private Path folder = Path.of("");

    private Home home;
    private StateFiles files;

    @BeforeEach
    void open() throws Exception {
        home = Home.open(folder);
        files = StateFiles.open(home, PassphraseSource.ofKeyboard(prompt -> new char[0], false), new SecureRandom());
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void theIdentityIsMadeOnceAndKept() throws Exception {
        Identity made = identity("bob");

        assertThat(identity("bob").person()).isEqualTo(made.person());
    }

    @Test
    void theIdentityThatIsKeptIsTaken() throws Exception {
        files.write("identity", Json.write(Map.of("name", "bob", "identity_seed", SEED)));

        assertThat(identity("bob").keyPair().exposeSeed().exposeBytes()).isEqualTo(new byte[32]);
    }

    @Test
    void whetherItWasMadeNowIsTold() throws Exception {
        List<String> told = new ArrayList<>();
        Steps steps = (step, details) -> told.add(step);

        IdentityFile.open(files, "bob", new SecureRandom(), steps);
        IdentityFile.open(files, "bob", new SecureRandom(), steps);

        assertThat(told).containsExactly("identity-made", "identity-read");
    }

    @Test
    void theHomeOfSomebodyElseIsRefusedAndSaysWhose() throws Exception {
        identity("bob");
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> identity("carol"))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("--name bob");
        assertThat(file()).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"identity_seed\": \"c2VjcmV0\", \"name\": \"bob\"}",
                "{\"identity_seed\": \"!c2VjcmV0\", \"name\": \"bob\"}",
                "{\"identity_seed\": \"c2VjcmV0\", \"name\": \"bob\", \"more\": 1}",
                "{\"name\": \"bob\"}",
                "[]"
            })
    void aFileWithoutAnIdentityIsRefusedWithoutRepeatingIt(String content) throws Exception {
        files.write("identity", content.getBytes(UTF_8));
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> identity("bob"))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining(file().toString())
                .hasMessageNotContaining("c2VjcmV0");
        assertThat(file()).hasBinaryContent(before);
    }

    private Identity identity(String name) throws IOException, ChatException {
        return IdentityFile.open(files, name, new SecureRandom(), Steps.SILENT);
    }

    private Path file() {
        return folder.resolve("identity");
    }
}

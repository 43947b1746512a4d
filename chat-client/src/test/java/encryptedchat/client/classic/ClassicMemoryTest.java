package encryptedchat.client.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.TestKeys;
import encryptedchat.client.classic.ClassicMemory.Agreement;
import encryptedchat.client.home.Home;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassicMemoryTest {
    private static final String FILE = "classic-session.json";
    private static final byte[] SECRET = HexFormat.of().parseHex("5ec2e7".repeat(10) + "0102");

    private Path folder = Path.of("");
    private Home home;

    @BeforeEach
    void open(@TempDir Path temp) throws Exception {
        folder = temp;
        home = Home.open(temp);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void nothingIsRecalledBeforeAnythingWasKept() throws Exception {
        assertThat(memory().recall()).isEmpty();
    }

    @Test
    void whatWasKeptLastIsRecalled() throws Exception {
        memory().keep(agreement(1));
        memory().keep(agreement(2));

        assertThat(memory().recall()).contains(agreement(2));
    }

    @Test
    void fileCutOffAnywhereIsSaidToBeDamagedAndLeftAsItIs() throws Exception {
        memory().keep(agreement(1));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cutOff = Arrays.copyOf(whole, length);
            Files.write(file(), cutOff);

            assertThatThrownBy(() -> memory().recall())
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("damaged");
            assertThat(file()).hasBinaryContent(cutOff);
        }
    }

    @Test
    void secretOfAnotherLengthIsDamage() throws Exception {
        memory().keep(agreement(1));
        replaceInFile(Base64Text.encode(SECRET), Base64Text.encode(Arrays.copyOf(SECRET, 31)));

        assertThatThrownBy(() -> memory().recall())
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void unknownFieldIsDamage() throws Exception {
        memory().keep(agreement(1));
        replaceInFile("{", "{\"another\": 1,");

        assertThatThrownBy(() -> memory().recall())
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void messageAboutDamageDoesNotShowTheSecret() throws Exception {
        memory().keep(agreement(1));
        replaceInFile(Base64Text.encode(SECRET), "!" + Base64Text.encode(SECRET));

        assertThatThrownBy(() -> memory().recall())
                .isInstanceOf(ChatException.class)
                .message()
                .doesNotContain(Base64Text.encode(SECRET).substring(0, 8));
    }

    @Test
    void agreementDoesNotPrintTheSecret() throws Exception {
        String printed = agreement(1).toString();

        assertThat(printed)
                .contains("masterSecret")
                .doesNotContain(Base64Text.encode(SECRET).substring(0, 8))
                .doesNotContainIgnoringCase("5ec2e7")
                .doesNotContain(Arrays.toString(SECRET).substring(0, 12));
    }

    @Test
    void whatCannotBeKeptIsAnErrorThatNamesTheFile() throws Exception {
        Files.createDirectories(file().resolve("in the way"));

        assertThatThrownBy(() -> memory().keep(agreement(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("The file " + file() + " ");
    }

    private ClassicMemory memory() {
        return new ClassicMemory(home);
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    private void replaceInFile(String before, String after) throws IOException {
        String content = Files.readString(file(), UTF_8);
        assertThat(content).contains(before);
        Files.writeString(file(), content.replaceFirst(Pattern.quote(before), after), UTF_8);
    }

    private static Agreement agreement(int number) throws GeneralSecurityException {
        return new Agreement(TestKeys.publicKey(number), SecretBytes.copyOf(SECRET));
    }
}

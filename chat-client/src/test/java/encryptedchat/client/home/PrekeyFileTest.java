package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.level.Levels;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.RecordingConsole;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrekeyFileTest {
    private static final Level TINY = Levels.find("tiny").orElseThrow();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Party BOB = new Party(
            new Identity("bob", IdentityKeyPair.generate(RANDOM)), RANDOM, InstantSource.system(), Steps.SILENT);

    @TempDir
    private Path folder = Path.of("");

    private Home home;
    private StateFiles files;

    @BeforeEach
    void open() throws Exception {
        home = Home.open(folder);
        files = StateFiles.open(home, PassphraseSource.ofKeyboard(prompt -> new char[0], false), RANDOM);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void thePrekeysAreMadeOnceAndKept() throws Exception {
        Prekeys made = prekeys().mine();

        assertThat(prekeys().mine()).isEqualTo(made);
    }

    @Test
    void whatReplacesThemIsOnTheDiskOnlyWhenItIsSaved() throws Exception {
        PrekeyFile prekeys = prekeys();
        Prekeys before = prekeys.mine();
        Prekeys other = TINY.newPrekeys(BOB);

        prekeys.replace(other);
        assertThat(prekeys.mine()).isEqualTo(other);
        assertThat(prekeys().mine()).isEqualTo(before);
        prekeys.saveIfChanged();
        assertThat(prekeys().mine()).isEqualTo(other);
    }

    @Test
    void renewedOnesAreOnTheDiskBeforeTheyArePublished() throws Exception {
        PrekeyFile prekeys = prekeys();
        Prekeys before = prekeys.mine();

        assertThat(prekeys.renew(1)).isFalse();
        assertThat(prekeys.renew(0)).isTrue();
        assertThat(prekeys.mine()).isNotEqualTo(before);
        assertThat(prekeys().mine()).isEqualTo(prekeys.mine());
    }

    /** Otherwise the relay would refuse them, and an owner who was away for long could never come back. */
    @Test
    void thoseThatExpiredWhileTheirOwnerWasAwayAreRenewedBeforeTheyArePublished() throws Exception {
        prekeys();
        Instant later = Instant.now().plus(Duration.ofDays(100));
        Party bob = new Party(BOB.identity(), RANDOM, InstantSource.fixed(later), Steps.SILENT);

        Prekeys mine = PrekeyFile.open(files, TINY, bob, new RecordingConsole()).mine();

        assertThat(TINY.publish(bob, mine).oneTime())
                .isNotEmpty()
                .allMatch(prekey -> prekey.expiresAt() > later.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"prekeys\": 17}",
                "{\"prekeys\": \"!c2VjcmV0\"}",
                "{\"prekeys\": \"c2VjcmV0\"}",
                "{\"prekeys\": \"\", \"more\": 1}"
            })
    void aFileWithoutPrekeysIsRefusedWithoutRepeatingItAndLeftAsItIs(String content) throws Exception {
        files.write("prekeys-tiny", content.getBytes(UTF_8));
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(this::prekeys)
                .isInstanceOf(ChatException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("Move it away")
                .hasMessageNotContaining("c2VjcmV0");
        assertThat(file()).hasBinaryContent(before);
    }

    private PrekeyFile prekeys() throws IOException, ChatException {
        return PrekeyFile.open(files, TINY, BOB, new RecordingConsole());
    }

    private Path file() {
        return folder.resolve("prekeys-tiny");
    }
}

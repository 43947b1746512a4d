package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.HiddenInput;
import encryptedchat.crypto.primitive.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseSourceTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret|secret",
                "secret\\n|secret",
                "secret\\r\\n|secret",
                "secret\\nmore\\n|secret",
                "' a b '|' a b '",
                "Grüße 🔐\\n|Grüße 🔐",
                "se\\rcret\\n|se\\rcret"
            })
    void passphraseIsTheFirstLineOfItsFile(String content, String expected) throws Exception {
        PassphraseSource source =
                file(content.replace("\\n", "\n").replace("\\r", "\r").getBytes(UTF_8));

        assertThat(source.forNewHome()).isEqualTo(secret(expected.replace("\\r", "\r")));
        assertThat(source.forProtectedHome()).isEqualTo(source.forNewHome());
        assertThat(source.isWanted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\nsecond line"})
    void emptyPassphraseIsRefused(String content) throws Exception {
        PassphraseSource source = file(content.getBytes(UTF_8));

        assertThatThrownBy(source::forNewHome).isInstanceOf(ChatException.class).hasMessageContaining("is empty");
    }

    @Test
    void passphraseThatIsNotTextOrTooLongIsRefusedAndNotRepeated() throws Exception {
        PassphraseSource notText = file(new byte[] {'p', 's', 's', 't', (byte) 0xff});
        assertThatThrownBy(notText::forNewHome).hasMessageContaining("UTF-8").hasMessageNotContaining("psst");

        PassphraseSource tooLong = file("psst".repeat(300).getBytes(UTF_8));
        assertThatThrownBy(tooLong::forNewHome)
                .hasMessageContaining("longer than 1024 bytes")
                .hasMessageNotContaining("psst");
        assertThat(file("p".repeat(1024).getBytes(UTF_8)).forNewHome().length()).isEqualTo(1024);
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> PassphraseSource.ofFile(missing).forNewHome())
                .isInstanceOf(IOException.class)
                .hasMessage("The passphrase file " + missing + " cannot be read: it is not there.");
        assertThatThrownBy(() -> PassphraseSource.ofFile(folder).forNewHome())
                .hasMessageStartingWith("The passphrase file " + folder + " cannot be read: ");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--------, false", "rw-r-----, true", "rw----r--, true", "rw--w----, true"})
    void fileThatOthersCanReadIsWarnedOf(String permissions, boolean warned) throws Exception {
        assumeTrue(Home.hasPosixPermissions(folder), "Windows has other permissions");
        Path file = Files.writeString(folder.resolve("passphrase"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(PassphraseSource.ofFile(file).warning().isPresent()).isEqualTo(warned);
    }

    @Test
    void passphraseOfANewHomeIsAskedForTwice() throws Exception {
        Typed typed = new Typed("Grüße", "Grüße");

        assertThat(PassphraseSource.ofKeyboard(typed, true).forNewHome()).isEqualTo(secret("Grüße"));
        assertThat(typed.lines).isEmpty();
    }

    @Test
    void passphraseTypedInTwoWaysIsRefused() {
        assertThatThrownBy(() -> PassphraseSource.ofKeyboard(new Typed("one", "two"), true)
                        .forNewHome())
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("differ")
                .hasMessageNotContaining("one")
                .hasMessageNotContaining("two passphrases differ: ");
    }

    @Test
    void passphraseOfAProtectedHomeIsAskedForOnce() throws Exception {
        assertThat(PassphraseSource.ofKeyboard(new Typed("once"), true).forProtectedHome())
                .isEqualTo(secret("once"));
        assertThat(PassphraseSource.ofKeyboard(new Typed("once"), false).forProtectedHome())
                .isEqualTo(secret("once"));
    }

    @Test
    void emptyOrBrokenTypingIsRefused() {
        assertThatThrownBy(
                        () -> PassphraseSource.ofKeyboard(new Typed(""), true).forProtectedHome())
                .hasMessageContaining("empty");
        assertThatThrownBy(() ->
                        PassphraseSource.ofKeyboard(new Typed("\ud83d"), true).forProtectedHome())
                .hasMessageContaining("not Unicode");
    }

    @Test
    void onlyWhoGivesOrAsksForAPassphraseWantsOne() throws Exception {
        assertThat(PassphraseSource.ofKeyboard(new Typed(), true).isWanted()).isTrue();
        assertThat(PassphraseSource.ofKeyboard(new Typed(), false).isWanted()).isFalse();
    }

    private PassphraseSource file(byte[] content) throws IOException {
        return PassphraseSource.ofFile(Files.write(folder.resolve("passphrase"), content));
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.copyOf(text.getBytes(UTF_8));
    }

    /** Somebody who types these lines. */
    private static final class Typed implements HiddenInput {
        private final Deque<String> lines;

        Typed(String... lines) {
            this.lines = new ArrayDeque<>(List.of(lines));
        }

        @Override
        public char[] read(String prompt) {
            return lines.remove().toCharArray();
        }
    }
}

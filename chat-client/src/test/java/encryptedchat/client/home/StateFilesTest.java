package encryptedchat.client.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.HiddenInput;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFilesTest {
    private static final byte[] JSON = "{\"key\": \"c2VjcmV0IGtleQ==\"}".getBytes(UTF_8);
    private static final byte[] OTHER = "{\"count\": 17}".getBytes(UTF_8);
    private static final String PASSPHRASE = "correct horse";

    private final SecureRandom random = new SecureRandom();

    private Path folder = Path.of("");
    private Home home;

    @BeforeEach
    void open(@TempDir Path temp) throws Exception {
        folder = temp.resolve("home");
        home = Home.open(folder);
    }

    @AfterEach
    void close() throws Exception {
        home.close();
    }

    @Test
    void whatWasWrittenLastIsReadAtTheNextStart() throws Exception {
        plain().write("identity", OTHER);
        plain().write("identity", JSON);

        assertThat(plain().read("identity")).contains(JSON);
        assertThat(plain().read("peer")).isEmpty();
    }

    @Test
    void fileIsTheHashOfTheJsonAndTheJson() throws Exception {
        plain().write("peer", JSON);

        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(JSON));
        assertThat(folder.resolve("peer"))
                .hasContent("encrypted-chat state 3 sha256 " + hash + "\n" + new String(JSON, UTF_8));
    }

    @Test
    void fileCutOffAnywhereIsRefusedAndLeftAsItIs() throws Exception {
        plain().write("peer", JSON);
        byte[] whole = Files.readAllBytes(folder.resolve("peer"));

        for (int length = 0; length < whole.length; length++) {
            assertRefused("peer", Arrays.copyOf(whole, length), "is damaged");
        }
        assertRefused("peer", Arrays.copyOf(whole, whole.length + 1), "is damaged");
    }

    @Test
    void fileWithOneBitChangedIsRefusedAndLeftAsItIs() throws Exception {
        plain().write("peer", JSON);
        byte[] whole = Files.readAllBytes(folder.resolve("peer"));

        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] changed = whole.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertRefused("peer", changed, "left as it is");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "null", "{}", "encrypted-chat state 3", "something else entirely\n{}"})
    void otherFileIsRefusedAndLeftAsItIs(String content) throws Exception {
        assertRefused("peer", content.getBytes(UTF_8), "is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 sha256 00\n{}", "4 blake3 00\n", "17 \n{}"})
    void fileOfANewerVersionIsLeftToIt(String rest) throws Exception {
        byte[] content = ("encrypted-chat state " + rest).getBytes(UTF_8);
        Files.write(folder.resolve("peer"), content);

        assertLeftToAnotherVersion(() -> plain().read("peer"), "peer");
        assertThat(folder.resolve("peer")).hasBinaryContent(content);
    }

    @Test
    void homeOfTheVersionBeforeIsLeftToIt() throws Exception {
        Files.write(folder.resolve("identity"), ofTheVersionBefore(JSON));
        Files.write(folder.resolve("conversation-with-bob"), ofTheVersionBefore(OTHER));

        assertLeftToAnotherVersion(this::plain, "identity");
        assertLeftToAnotherVersion(() -> protectedBy(PASSPHRASE), "identity");
        Files.delete(folder.resolve("identity"));
        assertLeftToAnotherVersion(() -> plain().read("conversation-with-bob"), "conversation-with-bob");
        assertThat(folder.resolve("conversation-with-bob")).hasBinaryContent(ofTheVersionBefore(OTHER));
    }

    @Test
    void protectedHomeOfTheVersionBeforeIsLeftToItAndNobodyIsAskedForItsPassphrase() throws Exception {
        protectedBy(PASSPHRASE).write("identity", JSON);
        byte[] sealed = StateText.read(folder, Files.readAllBytes(folder.resolve("identity")));
        Files.write(folder.resolve("identity"), ofTheVersionBefore(sealed));

        assertLeftToAnotherVersion(this::plain, "identity");
        assertLeftToAnotherVersion(() -> protectedBy(PASSPHRASE), "identity");
        assertThat(folder.resolve("identity")).hasBinaryContent(ofTheVersionBefore(sealed));
        assertOnlyFilesAre("identity", "lock");
    }

    private void assertLeftToAnotherVersion(ThrowingCallable start, String name) {
        assertThatThrownBy(start)
                .isInstanceOf(ChatException.class)
                .hasMessage("The file " + folder.resolve(name) + " was written by another version of this program, and"
                        + " is left as it is. Use that version, or start over with another --home.");
    }

    /** The same content as the program wrote it whose files began with a 2. */
    private static byte[] ofTheVersionBefore(byte[] content) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return ("encrypted-chat state 2 sha256 " + hash + "\n" + new String(content, UTF_8)).getBytes(UTF_8);
    }

    @Test
    void damagedIdentityIsRefusedAtTheStart() throws Exception {
        plain().write("identity", JSON);
        byte[] whole = Files.readAllBytes(folder.resolve("identity"));
        Files.write(folder.resolve("identity"), Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(this::plain).isInstanceOf(ChatException.class).hasMessageContaining("is damaged");
        assertThatThrownBy(() -> protectedBy(PASSPHRASE)).hasMessageContaining("is damaged");
        assertOnlyFilesAre("identity", "lock");
    }

    @Test
    void protectedHomeIsReadWithItsPassphrase() throws Exception {
        StateFiles first = protectedBy(PASSPHRASE);
        first.write("identity", JSON);
        first.write("peer", OTHER);

        StateFiles next = protectedBy(PASSPHRASE);

        assertThat(next.read("identity")).contains(JSON);
        assertThat(next.read("peer")).contains(OTHER);
    }

    @Test
    void nothingOfAProtectedFileIsReadable() throws Exception {
        StateFiles files = protectedBy(PASSPHRASE);
        files.write("identity", JSON);
        String once = Files.readString(folder.resolve("identity"));
        files.write("identity", JSON);

        assertThat(once)
                .doesNotContain("c2VjcmV0")
                .doesNotContain("key\"")
                .doesNotContain(PASSPHRASE)
                .contains("\"kdf\":\"argon2id\",\"memory_kib\":65536,\"iterations\":3,\"parallelism\":4,\"salt\":\"");
        assertThat(Files.readString(folder.resolve("identity"))).isNotEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Correct horse", "correct horse ", "correct hors", "x"})
    void wrongPassphraseIsRefusedAndNothingIsChanged(String wrong) throws Exception {
        protectedBy(PASSPHRASE).write("identity", JSON);
        byte[] before = Files.readAllBytes(folder.resolve("identity"));

        assertThatThrownBy(() -> protectedBy(wrong))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("The passphrase does not open")
                .hasMessageNotContaining(wrong.equals("x") ? PASSPHRASE : wrong);
        assertThat(folder.resolve("identity")).hasBinaryContent(before);
        assertOnlyFilesAre("identity", "lock");
    }

    @Test
    void protectedHomeAsksForItsPassphraseWhereNoneIsGiven() throws Exception {
        protectedBy(PASSPHRASE).write("identity", JSON);

        assertThat(StateFiles.open(home, PassphraseSource.ofKeyboard(prompt -> PASSPHRASE.toCharArray(), false), random)
                        .read("identity"))
                .contains(JSON);
        assertThatThrownBy(
                        () -> StateFiles.open(home, PassphraseSource.ofKeyboard(HiddenInput.keyboard(), false), random))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("--passphrase-file");
    }

    @Test
    void passphraseForAHomeThatWasMadeWithoutIsRefused() throws Exception {
        plain().write("identity", JSON);

        assertThatThrownBy(() -> protectedBy(PASSPHRASE))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("without a passphrase")
                .hasMessageContaining("--home");
        assertThat(plain().read("identity")).contains(JSON);
    }

    @Test
    void fileInThePlaceOfAnotherIsRefused() throws Exception {
        StateFiles files = protectedBy(PASSPHRASE);
        files.write("identity", JSON);
        files.write("peer-bob", OTHER);
        Files.copy(folder.resolve("peer-bob"), folder.resolve("peer-carol"));

        assertThatThrownBy(() -> files.read("peer-carol"))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining(folder.resolve("peer-carol").toString());
    }

    @Test
    void plainFileInAProtectedHomeIsRefusedAndTheOtherWayRound(@TempDir Path another) throws Exception {
        try (Home plainHome = Home.open(another)) {
            StateFiles plain = StateFiles.open(plainHome, none(), random);
            StateFiles sealed = protectedBy(PASSPHRASE);
            plain.write("plain", JSON);
            sealed.write("sealed", JSON);
            Files.copy(another.resolve("plain"), folder.resolve("plain"));
            Files.copy(folder.resolve("sealed"), another.resolve("sealed"));

            assertThatThrownBy(() -> sealed.read("plain")).hasMessageContaining("is damaged");
            assertThatThrownBy(() -> plain.read("sealed")).hasMessageContaining("is damaged");
        }
    }

    @Test
    void protectedFileOfAnotherHomeIsRefused(@TempDir Path another) throws Exception {
        try (Home anotherHome = Home.open(another)) {
            StateFiles there = StateFiles.open(anotherHome, given(PASSPHRASE), random);
            there.write("peer", JSON);
            StateFiles here = protectedBy(PASSPHRASE);
            Files.copy(another.resolve("peer"), folder.resolve("peer"));

            assertThatThrownBy(() -> here.read("peer")).hasMessageContaining("is damaged");
        }
    }

    /** What stands in a file must not decide how much memory and time it takes to refuse it. */
    @ParameterizedTest
    @CsvSource({
        "memory_kib, 65536, 2147483647",
        "memory_kib, 65536, 262145",
        "iterations, 3, 17",
        "iterations, 3, 2147483647",
        "parallelism, 4, 17",
        "parallelism, 4, 0",
        "kdf, \"argon2id\", \"argon2i\"",
        "kdf, \"argon2id\", \"none\""
    })
    void keyThatCostsTooMuchIsRefusedAtOnce(String field, String before, String after) throws Exception {
        protectedBy(PASSPHRASE).write("identity", JSON);
        String json = new String(StateText.read(folder, Files.readAllBytes(folder.resolve("identity"))), UTF_8);
        String crafted = json.replace("\"" + field + "\":" + before, "\"" + field + "\":" + after);
        assertThat(crafted).isNotEqualTo(json);
        Files.write(folder.resolve("identity"), StateText.write(crafted.getBytes(UTF_8)));

        assertThatThrownBy(() -> protectedBy(PASSPHRASE))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void fileThatSaysAnotherCostThanItsHomeIsRefused() throws Exception {
        StateFiles files = protectedBy(PASSPHRASE);
        files.write("peer", JSON);
        String json = new String(StateText.read(folder, Files.readAllBytes(folder.resolve("peer"))), UTF_8);
        String crafted = json.replace("\"iterations\":3", "\"iterations\":4");
        Files.write(folder.resolve("peer"), StateText.write(crafted.getBytes(UTF_8)));

        assertThatThrownBy(() -> files.read("peer")).hasMessageContaining("is damaged");
    }

    @Test
    void whatIsSealedIsStillJson() throws Exception {
        protectedBy(PASSPHRASE).write("identity", JSON);

        byte[] content = StateText.read(folder, Files.readAllBytes(folder.resolve("identity")));
        assertThat(Json.read(content, JsonNode.class).isObject()).isTrue();
    }

    private void assertRefused(String name, byte[] content, String because) throws Exception {
        Files.write(folder.resolve(name), content);
        ThrowingCallable read = () -> plain().read(name);

        assertThatThrownBy(read)
                .isInstanceOf(ChatException.class)
                .hasMessageStartingWith("The file " + folder.resolve(name) + " ")
                .hasMessageContaining(because)
                .hasMessageContaining("left as it is");
        assertThat(folder.resolve(name)).hasBinaryContent(content);
        assertOnlyFilesAre("lock", name);
    }

    private void assertOnlyFilesAre(String... names) throws Exception {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(List.of(names));
        }
    }

    private StateFiles plain() throws Exception {
        return StateFiles.open(home, none(), random);
    }

    private StateFiles protectedBy(String passphrase) throws Exception {
        return StateFiles.open(home, given(passphrase), random);
    }

    private static PassphraseSource given(String passphrase) {
        return PassphraseSource.ofKeyboard(prompt -> passphrase.toCharArray(), true);
    }

    private static PassphraseSource none() {
        return PassphraseSource.ofKeyboard(
                prompt -> {
                    throw new AssertionError("nobody needs a passphrase");
                },
                false);
    }
}

package encryptedchat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Json;
import java.io.IOException;
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
    void open(@TempDir Path temp) throws IOException {
        folder = temp.resolve("home");
        home = Home.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void whatWasWrittenLastIsReadAtTheNextStart() throws IOException {
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
                .hasContent("encrypted-chat state 1 sha256 " + hash + "\n" + new String(JSON, UTF_8));
    }

    @Test
    void fileCutOffAnywhereIsRefusedAndLeftAsItIs() throws IOException {
        plain().write("peer", JSON);
        byte[] whole = Files.readAllBytes(folder.resolve("peer"));

        for (int length = 0; length < whole.length; length++) {
            assertRefused("peer", Arrays.copyOf(whole, length));
        }
        assertRefused("peer", Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void fileWithOneBitChangedIsRefusedAndLeftAsItIs() throws IOException {
        plain().write("peer", JSON);
        byte[] whole = Files.readAllBytes(folder.resolve("peer"));

        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] changed = whole.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertRefused("peer", changed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "null", "{}", "encrypted-chat state 1", "something else entirely\n{}"})
    void otherFileIsRefusedAndLeftAsItIs(String content) throws IOException {
        assertRefused("peer", content.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 sha256 00\n{}", "3 blake3 00\n", "17 \n{}"})
    void fileOfANewerVersionIsLeftToIt(String rest) throws IOException {
        byte[] content = ("encrypted-chat state " + rest).getBytes(UTF_8);
        Files.write(folder.resolve("peer"), content);

        assertThatThrownBy(() -> plain().read("peer"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("peer").toString())
                .hasMessageContaining("newer version");
        assertThat(folder.resolve("peer")).hasBinaryContent(content);
    }

    @Test
    void damagedIdentityIsRefusedAtTheStart() throws IOException {
        plain().write("identity", JSON);
        byte[] whole = Files.readAllBytes(folder.resolve("identity"));
        Files.write(folder.resolve("identity"), Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(this::plain).isInstanceOf(IOException.class).hasMessageContaining("is damaged");
        assertThatThrownBy(() -> protectedBy(PASSPHRASE)).hasMessageContaining("is damaged");
        assertOnlyFilesAre("identity", "lock");
    }

    @Test
    void protectedHomeIsReadWithItsPassphrase() throws IOException {
        StateFiles first = protectedBy(PASSPHRASE);
        first.write("identity", JSON);
        first.write("peer", OTHER);

        StateFiles next = protectedBy(PASSPHRASE);

        assertThat(next.read("identity")).contains(JSON);
        assertThat(next.read("peer")).contains(OTHER);
    }

    @Test
    void nothingOfAProtectedFileIsReadable() throws IOException {
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
    void wrongPassphraseIsRefusedAndNothingIsChanged(String wrong) throws IOException {
        protectedBy(PASSPHRASE).write("identity", JSON);
        byte[] before = Files.readAllBytes(folder.resolve("identity"));

        assertThatThrownBy(() -> protectedBy(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The passphrase does not open")
                .hasMessageNotContaining(wrong.equals("x") ? PASSPHRASE : wrong);
        assertThat(folder.resolve("identity")).hasBinaryContent(before);
        assertOnlyFilesAre("identity", "lock");
    }

    @Test
    void protectedHomeAsksForItsPassphraseWhereNoneIsGiven() throws IOException {
        protectedBy(PASSPHRASE).write("identity", JSON);

        assertThat(StateFiles.open(home, PassphraseSource.ifNeeded(prompt -> PASSPHRASE.toCharArray()), random)
                        .read("identity"))
                .contains(JSON);
        assertThatThrownBy(() -> StateFiles.open(home, PassphraseSource.ifNeeded(Consoles.keyboard()), random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--passphrase-file");
    }

    @Test
    void passphraseForAHomeThatWasMadeWithoutIsRefused() throws IOException {
        plain().write("identity", JSON);

        assertThatThrownBy(() -> protectedBy(PASSPHRASE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without a passphrase")
                .hasMessageContaining("--home");
        assertThat(plain().read("identity")).contains(JSON);
    }

    @Test
    void fileInThePlaceOfAnotherIsRefused() throws IOException {
        StateFiles files = protectedBy(PASSPHRASE);
        files.write("identity", JSON);
        files.write("peer-bob", OTHER);
        Files.copy(folder.resolve("peer-bob"), folder.resolve("peer-carol"));

        assertThatThrownBy(() -> files.read("peer-carol"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("peer-carol").toString());
    }

    @Test
    void plainFileInAProtectedHomeIsRefusedAndTheOtherWayRound(@TempDir Path another) throws IOException {
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
    void protectedFileOfAnotherHomeIsRefused(@TempDir Path another) throws IOException {
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
    void keyThatCostsTooMuchIsRefusedAtOnce(String field, String before, String after) throws IOException {
        protectedBy(PASSPHRASE).write("identity", JSON);
        String json = new String(StateText.read(folder, Files.readAllBytes(folder.resolve("identity"))), UTF_8);
        String crafted = json.replace("\"" + field + "\":" + before, "\"" + field + "\":" + after);
        assertThat(crafted).isNotEqualTo(json);
        Files.write(folder.resolve("identity"), StateText.write(crafted.getBytes(UTF_8)));

        assertThatThrownBy(() -> protectedBy(PASSPHRASE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void fileThatSaysAnotherCostThanItsHomeIsRefused() throws IOException {
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

    private void assertRefused(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        ThrowingCallable read = () -> plain().read(name);

        assertThatThrownBy(read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The file " + folder.resolve(name) + " is ")
                .hasMessageContaining("left as it is");
        assertThat(folder.resolve(name)).hasBinaryContent(content);
        assertOnlyFilesAre("lock", name);
    }

    private void assertOnlyFilesAre(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(List.of(names));
        }
    }

    private StateFiles plain() throws IOException {
        return StateFiles.open(home, none(), random);
    }

    private StateFiles protectedBy(String passphrase) throws IOException {
        return StateFiles.open(home, given(passphrase), random);
    }

    private static PassphraseSource given(String passphrase) {
        return PassphraseSource.asked(prompt -> passphrase.toCharArray());
    }

    private static PassphraseSource none() {
        return PassphraseSource.ifNeeded(prompt -> {
            throw new AssertionError("nobody needs a passphrase");
        });
    }
}

package encryptedchat.classroom.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab refuses what the programs refuse, and says in one line how it is called. */
class LabTest {
    private static final String KEY = "11".repeat(32);
    private static final String NONCE = "22".repeat(12);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anyChangedBitIsRefused() {
        Called seal = Called.with("lab", "seal", "--key", KEY, "--nonce", NONCE, "text:Hello");
        String tag = seal.value("tag");
        String changed = Called.with("lab", "xor", seal.value("ciphertext"), "0000000001")
                .value("xor");
        Called open = Called.with("lab", "open", "--key", KEY, "--nonce", NONCE, "--tag", tag, changed);
        assertThat(open.exitCode()).isEqualTo(1);
        assertThat(open.out()).isEmpty();
        assertThat(open.err())
                .isEqualToIgnoringNewLines("Refused: it was changed on the way, or was sealed with another key.");
    }

    @Test
    void otherAssociatedDataIsRefused() {
        Called seal =
                Called.with("lab", "seal", "--key", KEY, "--nonce", NONCE, "--associated-data", "text:1", "text:Hello");
        Called open = Called.with(
                "lab",
                "open",
                "--key",
                KEY,
                "--nonce",
                NONCE,
                "--associated-data",
                "text:2",
                "--tag",
                seal.value("tag"),
                seal.value("ciphertext"));
        assertThat(open.exitCode()).isEqualTo(1);
    }

    @Test
    void repeatedNonceGivesAwayTheOtherText() {
        String one = sealed("text:Meet me at noon");
        String other = sealed("text:Do not come!!!!");
        String joined = Called.with("lab", "xor", one, other).value("xor");
        assertThat(Called.with("lab", "xor", joined, "text:Meet me at noon").value("text"))
                .isEqualTo("Do not come!!!!");
    }

    private static String sealed(String text) {
        return Called.with("lab", "seal", "--key", KEY, "--nonce", NONCE, text).value("ciphertext");
    }

    @Test
    void changedMessageIsNotWhatWasSigned() {
        Called sign = Called.with("lab", "sign", "--seed", KEY, "text:yes");
        Called verify = Called.with(
                "lab",
                "verify",
                "--public-key",
                sign.value("public key"),
                "--signature",
                sign.value("signature"),
                "text:no");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.err()).isEqualToIgnoringNewLines("Refused: its signature is not good.");
    }

    @Test
    void madeKeysEncryptAndDecryptAndAreNotOverwritten() throws IOException {
        Path keys = folder.resolve("bob");
        Path secret = folder.resolve("secret");
        String privateKey = keys.resolve("private-key.pem").toString();
        String publicKey = keys.resolve("public-key.pem").toString();
        assertThat(Called.with("lab", "keys", keys.toString()).value("private key"))
                .startsWith(privateKey);
        Called.with("lab", "oaep", "encrypt", "--public-key", publicKey, "--out", secret.toString(), "text:Hello");
        assertThat(Files.readAllBytes(secret)).hasSize(512);
        assertThat(Called.with("lab", "oaep", "decrypt", "--private-key", privateKey, "file:" + secret)
                        .value("text"))
                .isEqualTo("Hello");
        assertThat(Called.with("lab", "keys", keys.toString()).exitCode()).isEqualTo(2);
        if (Files.getFileStore(keys).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(keys.resolve("private-key.pem")))
                    .hasSize(2);
        }
    }

    @Test
    void derivedKeyInAFileIsItsOwnersAlone() throws IOException {
        Path key = folder.resolve("key");
        assertThat(Called.with("lab", "hkdf", "--secret", KEY, "--out", key.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readAllBytes(key)).hasSize(32);
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        }
    }

    @Test
    void bytesAreTakenInFiveForms() throws IOException {
        Path file = Files.writeString(folder.resolve("man"), "Man", UTF_8);
        Path json = Files.writeString(folder.resolve("man.json"), "{\"messages\":[{\"tag\":\"TWFu\"}]}", UTF_8);
        for (String form :
                List.of("4d616e", "4D616E", "text:Man", "base64:TWFu", "file:" + file, "json:" + json + ":tag")) {
            assertThat(Called.with("lab", "base64", "encode", form).value("base64"))
                    .as(form)
                    .isEqualTo("TWFu");
        }
    }

    @Test
    void secretsGoFromStepToStepInFiles() throws IOException {
        Path key = folder.resolve("key");
        assertThat(Called.with("lab", "hkdf", "--secret", "00", "--out", key.toString())
                        .out())
                .isEqualToIgnoringNewLines("key: 32 bytes, in the file " + key);
        assertThat(Called.with("lab", "hkdf", "--secret", "00").value("key"))
                .isEqualTo(HexFormat.of().formatHex(Files.readAllBytes(key)));
    }

    @Test
    void onlyPrintableTextIsShownAsText() {
        assertThat(Called.with("lab", "base64", "decode", "G1s=").out())
                .contains("hex: 1b5b")
                .doesNotContain("text");
        assertThat(Called.with("lab", "base64", "decode", "/w==").out()).doesNotContain("text");
    }

    @Test
    void mistakesAreExplainedInOneLine() throws IOException {
        assertMistake("these are 3 hex digits, and each byte needs two", "hash", "abc");
        assertMistake("these are not hex digits", "hash", "hello");
        assertMistake("this is not Base64 with all its =", "hash", "base64:YQ");
        assertMistake("this names no field", "hash", "json:mail");
        assertMistake("the file is not JSON with a field 'tag'", "hash", "json:" + json() + ":tag");
        assertMistake("cannot be read", "hash", "file:" + folder.resolve("none"));
        assertMistake("--key takes 32 bytes, which are 64 hex digits; not 1.", "seal", "--key=00", "--nonce=00", "00");
        assertMistake("--length takes 1 to 8160, not 0.", "hkdf", "--secret=00", "--length=0");
        assertMistake("at most 446 bytes", "oaep", "encrypt", "--public-key=x", "00".repeat(447));
        assertMistake("Say which step: base64, seal,");
        assertMistake("Say which: chat lab base64 encode or decode.", "base64");
    }

    private Path json() throws IOException {
        return Files.writeString(folder.resolve("mail.json"), "{\"messages\":[]}", UTF_8);
    }

    private static void assertMistake(String said, String... step) {
        String[] args = new String[step.length + 1];
        args[0] = "lab";
        System.arraycopy(step, 0, args, 1, step.length);
        Called call = Called.with(args);
        assertThat(call.exitCode()).as(said).isEqualTo(2);
        assertThat(call.out()).as(said).isEmpty();
        assertThat(call.err().lines()).as(said).hasSize(2).first().asString().contains(said);
    }
}

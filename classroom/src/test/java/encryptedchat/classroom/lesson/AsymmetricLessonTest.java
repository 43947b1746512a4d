package encryptedchat.classroom.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;

/** Lesson 5: what was encrypted for Bob. */
class AsymmetricLessonTest extends LessonTest {
    private static final Path PRIVATE_KEY = Path.of("..", "docs", "classroom", "bob-private-key.pem");

    private final PrivateKey privateKey;

    AsymmetricLessonTest() throws IOException, GeneralSecurityException {
        super(new AsymmetricLesson());
        String base64 = Files.readString(PRIVATE_KEY).replaceAll("-----[A-Z ]+-----|\\s", "");
        privateKey = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String encrypted(String task) {
        return task.lines().filter(line -> line.length() == 684).findFirst().orElseThrow();
    }

    @Override
    String solve(String task) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                privateKey,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return HexFormat.of().formatHex(cipher.doFinal(Base64.getDecoder().decode(encrypted(task))));
    }

    @Test
    void otherFormsOfTheSameAnswerAreRight() throws Exception {
        assertRight(answer -> answer.toUpperCase(Locale.ROOT));
        assertRight(answer -> answer.replaceAll("(..)", "$1 ").strip());
        assertRight(answer -> "0x" + answer);
    }

    @Test
    void secretInBase64IsHinted() throws Exception {
        assertHint(
                "right bytes, but in Base64",
                (task, answer) ->
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(answer)));
    }

    @Test
    void whatAliceSentIsHinted() throws Exception {
        assertHint("That is what Alice sent", (task, answer) -> encrypted(task));
    }

    @Test
    void partOfTheSecretIsHinted() throws Exception {
        assertHint("These are 31 bytes", (task, answer) -> answer.substring(2));
    }
}

package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Lesson 6: the key of the other direction. */
class DerivationLessonTest extends LessonTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_SALT = new byte[32];

    DerivationLessonTest() {
        super(new DerivationLesson());
    }

    /** Both steps of RFC 5869 for one block of output, written out. */
    private static String hkdf(String secret, byte[] salt, byte[] info) throws GeneralSecurityException {
        byte[] pseudorandomKey = hmac(salt, HEX.parseHex(secret));
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(info);
        block.write(1);
        return HEX.formatHex(hmac(pseudorandomKey, block.toByteArray()));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static byte[] info(String sender, String recipient) {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        for (String field : new String[] {"encrypted-chat message key", "authenticated", sender, recipient}) {
            info.writeBytes(new byte[] {0, 0, 0, (byte) field.length()});
            info.writeBytes(field.getBytes(US_ASCII));
        }
        return info.toByteArray();
    }

    private static byte[] salt(String task) {
        return HEX.parseHex(value(task, "salt, the hash of the transcript"));
    }

    private static String key(String task, byte[] salt, byte[] info) throws GeneralSecurityException {
        return hkdf(value(task, "master secret"), salt, info);
    }

    @Override
    String solve(String task) throws GeneralSecurityException {
        return key(task, salt(task), info("bob", "alice"));
    }

    @Test
    void otherFormsOfTheSameAnswerAreRight() throws Exception {
        assertRight(answer -> answer.toUpperCase(Locale.ROOT));
        assertRight(answer -> answer.replaceAll("(..)(?!$)", "$1:"));
    }

    @Test
    void givenKeyIsHinted() throws Exception {
        assertHint("the key from Alice to Bob", (task, answer) -> value(task, "key from alice to bob"));
        assertHint("the key from Alice to Bob", (task, answer) -> key(task, salt(task), info("alice", "bob")));
    }

    @Test
    void missingSaltIsHinted() throws Exception {
        assertHint("left out the salt", (task, answer) -> key(task, NO_SALT, info("bob", "alice")));
    }

    @Test
    void missingInfoIsHinted() throws Exception {
        assertHint("left out the info", (task, answer) -> key(task, salt(task), new byte[0]));
    }

    @Test
    void infoWithoutLengthsIsHinted() throws Exception {
        assertHint(
                "after its length",
                (task, answer) ->
                        key(task, salt(task), "encrypted-chat message keyauthenticatedbobalice".getBytes(US_ASCII)));
        assertHint(
                "after its length",
                (task, answer) ->
                        key(task, salt(task), "encrypted-chat message key authenticated bob alice".getBytes(US_ASCII)));
    }

    @Test
    void masterSecretIsHinted() throws Exception {
        assertHint("That is the master secret", (task, answer) -> value(task, "master secret"));
    }

    @Test
    void keyInBase64IsHinted() throws Exception {
        assertHint(
                "right bytes, but in Base64",
                (task, answer) -> Base64.getEncoder().encodeToString(HEX.parseHex(answer)));
    }

    @Test
    void shortKeyIsHinted() throws Exception {
        assertHint("These are 16 bytes", (task, answer) -> answer.substring(0, 32));
    }
}

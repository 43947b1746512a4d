package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lesson 3: the one of three messages that opens. */
class SymmetricLessonTest extends LessonTest {
    SymmetricLessonTest() {
        super(new SymmetricLesson());
    }

    private static Optional<String> open(String task, int number) throws GeneralSecurityException {
        String message = task.substring(task.indexOf("message " + number));
        return Opening.open(
                value(task, "key"), value(message, "nonce"), value(message, "ciphertext"), value(message, "tag"));
    }

    private static int unchanged(String task) throws GeneralSecurityException {
        for (int number = 1; number <= 3; number++) {
            if (open(task, number).isPresent()) {
                return number;
            }
        }
        throw new AssertionError("none opens");
    }

    @Override
    String solve(String task) throws GeneralSecurityException {
        return open(task, unchanged(task)).orElseThrow();
    }

    @Test
    void otherFormsOfTheSameAnswerAreRight() throws Exception {
        assertRight(answer -> answer.toLowerCase(Locale.ROOT) + ".");
        assertRight(answer -> "\"" + answer.replace(" ", "  ") + "\"");
    }

    @Test
    void numberInPlaceOfTheTextIsHinted() throws Exception {
        assertHint("the right message", (task, answer) -> String.valueOf(unchanged(task)));
        assertHint("That one was changed", (task, answer) -> String.valueOf(unchanged(task) % 3 + 1));
    }

    @Test
    void textInHexOrBase64IsHinted() throws Exception {
        assertHint("the right text in hex", (task, answer) -> HexFormat.of().formatHex(answer.getBytes(US_ASCII)));
        assertHint(
                "the right text in Base64",
                (task, answer) -> Base64.getEncoder().encodeToString(answer.getBytes(US_ASCII)));
    }

    @Test
    void partOfTheTextIsHinted() throws Exception {
        assertHint("a part of it", (task, answer) -> answer.substring(answer.lastIndexOf(' ') + 1));
    }
}

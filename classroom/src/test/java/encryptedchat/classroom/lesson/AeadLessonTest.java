package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Lesson 4: the other text under the same nonce. */
class AeadLessonTest extends LessonTest {
    AeadLessonTest() {
        super(new AeadLesson());
    }

    /** @return both in hex, joined as far as the shorter one goes */
    private static String xor(String one, String other) {
        int digits = Math.min(one.length(), other.length());
        BigInteger joined =
                new BigInteger(one.substring(0, digits), 16).xor(new BigInteger(other.substring(0, digits), 16));
        return "0".repeat(digits - joined.toString(16).length()) + joined.toString(16);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(US_ASCII));
    }

    @Override
    String solve(String task) {
        String joined = xor(value(task, "ciphertext 1"), value(task, "ciphertext 2"));
        return new String(HexFormat.of().parseHex(xor(joined, hex(value(task, "text 1")))), US_ASCII);
    }

    @Test
    void givenTextIsHinted() throws Exception {
        assertHint("which is in the task", (task, answer) -> value(task, "text 1"));
    }

    @Test
    void stoppingHalfWayIsHinted() throws Exception {
        assertHint(
                "text 1 XOR text 2. One more step",
                (task, answer) -> xor(value(task, "ciphertext 1"), value(task, "ciphertext 2")));
        assertHint(
                "XOR it with ciphertext 2",
                (task, answer) -> xor(value(task, "ciphertext 1"), hex(value(task, "text 1"))));
    }

    @Test
    void textInHexIsHinted() throws Exception {
        assertHint("the right text in hex", (task, answer) -> hex(answer));
    }
}

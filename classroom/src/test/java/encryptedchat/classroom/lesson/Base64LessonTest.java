package encryptedchat.classroom.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** Lesson 1: a byte of the nonce, and the length of the ciphertext. */
class Base64LessonTest extends LessonTest {
    Base64LessonTest() {
        super(new Base64Lesson());
    }

    private static byte[] field(String task, String name) throws IOException {
        return Base64.getDecoder().decode(text(task, name));
    }

    private static String text(String task, String name) throws IOException {
        String json =
                task.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
        JsonNode message = new ObjectMapper().readTree(json);
        return message.get(name).asText();
    }

    private static int place(String task) {
        Matcher place = Pattern.compile("number (\\d+) of its nonce").matcher(task);
        return place.find() ? Integer.parseInt(place.group(1)) : 0;
    }

    private static int length(String task) throws IOException {
        return field(task, "ciphertext").length;
    }

    private static String hex(byte value) {
        return String.format(Locale.ROOT, "%02x", value & 0xff);
    }

    private static String answer(String task, String name, int index) throws IOException {
        return hex(field(task, name)[index]) + " " + length(task);
    }

    @Override
    String solve(String task) throws IOException {
        return answer(task, "nonce", place(task) - 1);
    }

    @Test
    void otherFormsOfTheSameAnswerAreRight() throws Exception {
        assertRight(answer -> answer.toUpperCase(Locale.ROOT));
        assertRight(answer -> "0x" + answer.replace(" ", ", "));
    }

    @Test
    void lengthInCharactersIsHinted() throws Exception {
        assertHint(
                "characters of the Base64 text",
                (task, answer) ->
                        answer.substring(0, 3) + text(task, "ciphertext").length());
    }

    @Test
    void lengthInHexDigitsIsHinted() throws Exception {
        assertHint("counted hex digits", (task, answer) -> answer.substring(0, 3) + 2 * length(task));
    }

    @Test
    void missingPartIsHinted() throws Exception {
        assertHint("two parts", (task, answer) -> answer.substring(0, 2));
    }

    @Test
    void somethingElseThanAByteIsHinted() throws Exception {
        assertHint("not one byte in hex", (task, answer) -> text(task, "nonce") + " " + length(task));
    }

    /** Bytes are alike by chance now and then, so these mistakes are tried on one learner whose bytes all differ. */
    @Test
    void wrongByteIsHinted() throws Exception {
        Draw draw = new Draw(Learner.named("ada"), lesson.word());
        String task = lesson.task(draw);
        int index = place(task) - 1;
        assertThatHintOf(draw, answer(task, "nonce", index + 1)).contains("counted from 0");
        assertThatHintOf(draw, answer(task, "nonce", index - 1)).contains("the byte before");
        assertThatHintOf(draw, answer(task, "tag", index)).contains("the field tag");
        assertThatHintOf(draw, answer(task, "ciphertext", index)).contains("the field ciphertext");
        assertThatHintOf(draw, text(task, "nonce").substring(index, index + 2) + " " + length(task))
                .contains("characters of the Base64 text");
        assertThatHintOf(draw, (field(task, "nonce")[index] & 0xff) + " " + length(task))
                .contains("decimal");
    }

    private AbstractStringAssert<?> assertThatHintOf(Draw draw, String answer) {
        return assertThat(lesson.judge(draw, answer).remark());
    }
}

package encryptedchat.classroom.lesson;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lesson 2: who wrote to whom most often, and how long. */
class RelayLessonTest extends LessonTest {
    private static final Pattern LINE =
            Pattern.compile("(\\w+): PUT /v1/mailboxes/(\\w+)/messages/\\w+ \"ciphertext\":\"([^\"]+)\"");

    RelayLessonTest() {
        super(new RelayLesson());
    }

    private record Line(String pair, String base64) {
        int bytes() {
            return Base64.getDecoder().decode(base64).length;
        }
    }

    private static List<Line> lines(String task) {
        return LINE.matcher(task)
                .results()
                .map(found -> new Line(found.group(1) + " " + found.group(2), found.group(3)))
                .toList();
    }

    private static Line longest(String task, String pair) {
        return lines(task).stream()
                .filter(line -> line.pair.startsWith(pair))
                .max(Comparator.comparingInt(Line::bytes))
                .orElseThrow();
    }

    private static String mostFrequentPair(String task) {
        return lines(task).stream()
                .collect(Collectors.groupingBy(Line::pair, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    @Override
    String solve(String task) {
        String pair = mostFrequentPair(task);
        return pair + " " + longest(task, pair).bytes();
    }

    @Test
    void otherFormsOfTheSameAnswerAreRight() throws Exception {
        assertRight(answer -> answer.toUpperCase(Locale.ROOT));
        assertRight(answer -> answer.replace(" ", ", "));
    }

    @Test
    void otherWayRoundIsHinted() throws Exception {
        assertHint("the other way round", (task, answer) -> answer.replaceFirst("(\\w+) (\\w+)", "$2 $1"));
    }

    @Test
    void busiestPersonIsHinted() throws Exception {
        assertHint("but to two people", (task, answer) -> busiest(task) + answer.substring(answer.indexOf(' ')));
    }

    private static String busiest(String task) {
        Matcher anybody = LINE.matcher(task);
        return anybody
                .results()
                .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    @Test
    void lengthInCharactersIsHinted() throws Exception {
        assertHint(
                "characters of Base64",
                (task, answer) -> mostFrequentPair(task) + " "
                        + longest(task, mostFrequentPair(task)).base64.length());
    }

    @Test
    void missingPartIsHinted() throws Exception {
        assertHint("three parts", (task, answer) -> mostFrequentPair(task));
    }

    @Test
    void rightNamesAreSaidToBeRight() throws Exception {
        assertHint("The names are right. ", (task, answer) -> mostFrequentPair(task) + " 1000");
    }
}

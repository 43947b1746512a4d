package encryptedchat.classroom.lesson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lesson 7: the order of the steps, and whether somebody sits between. */
class ChannelLessonTest extends LessonTest {
    /** One word of each step, in the order of docs/protocol.md. */
    private static final List<String> FLOW =
            List.of("registers", "publishes", "fetches", "encrypts", "signature on the offer", "decrypts", "derives");

    ChannelLessonTest() {
        super(new ChannelLesson());
    }

    private static String order(String task) {
        return FLOW.stream()
                .map(word -> task.lines()
                        .filter(line -> line.matches("[A-G]  .*" + word + ".*"))
                        .findFirst()
                        .orElseThrow()
                        .substring(0, 1))
                .collect(Collectors.joining());
    }

    /** Half a safety number, as docs/protocol.md says. */
    private static String half(String name, String identityKey) throws GeneralSecurityException {
        byte[] key = HexFormat.of().parseHex(identityKey);
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] hash = concatenated(new byte[2], key, name.getBytes(US_ASCII));
        for (int round = 0; round < 5200; round++) {
            sha512.update(hash);
            hash = sha512.digest(key);
        }
        StringBuilder digits = new StringBuilder();
        for (int group = 0; group < 6; group++) {
            BigInteger number = new BigInteger(1, Arrays.copyOfRange(hash, 5 * group, 5 * group + 5));
            digits.append(String.format(Locale.ROOT, "%05d", number.mod(BigInteger.valueOf(100_000))));
        }
        return digits.toString();
    }

    private static byte[] concatenated(byte[]... parts) {
        return HexFormat.of()
                .parseHex(Stream.of(parts).map(HexFormat.of()::formatHex).collect(Collectors.joining()));
    }

    @Override
    String solve(String task) throws GeneralSecurityException {
        String number = Stream.of(half("alice", value(task, "alice")), half("bob", value(task, "bob")))
                .sorted()
                .collect(Collectors.joining());
        String readAloud = task.lines()
                .filter(line -> line.matches("(\\d{5} ){11}\\d{5}"))
                .findFirst()
                .orElseThrow();
        return order(task) + (number.equals(readAloud.replace(" ", "")) ? " no" : " yes");
    }

    @Test
    void otherFormsOfTheSameAnswerAreRight() throws Exception {
        assertRight(answer -> answer.toLowerCase(Locale.ROOT));
        assertRight(answer -> answer.replaceAll("([A-G])", "$1, "));
    }

    @Test
    void stepBeforeWhatItNeedsIsHinted() throws Exception {
        assertHint(
                "nobody can fetch what is not published",
                (task, answer) -> answer.replaceFirst("(.)(.)(.)(.*)", "$1$3$2$4"));
        assertHint(
                "he decrypts nothing that is not signed by Alice",
                (task, answer) -> answer.replaceFirst("(....)(.)(.)(.*)", "$1$3$2$4"));
    }

    @Test
    void missingLetterIsHinted() throws Exception {
        assertHint("each letter from A to G", (task, answer) -> answer.substring(1));
        assertHint("each letter from A to G", (task, answer) -> "H" + answer.substring(1));
    }

    @Test
    void missingVerdictIsHinted() throws Exception {
        assertHint("yes or no", (task, answer) -> answer.substring(0, 7));
    }

    @Test
    void wrongVerdictIsHinted() throws Exception {
        assertHint(
                "./chat lab safety-number",
                (task, answer) ->
                        answer.endsWith("yes") ? answer.substring(0, 7) + " no" : answer.substring(0, 7) + " yes");
    }
}

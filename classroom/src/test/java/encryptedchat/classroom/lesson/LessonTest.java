package encryptedchat.classroom.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds for every lesson, for a thousand learners. The right answer is found from the text of the task alone, as a
 * learner finds it, and without the code that sets the task.
 */
abstract class LessonTest {
    private static final List<Learner> LEARNERS = IntStream.rangeClosed(1, 1000)
            .mapToObj(number -> Learner.named("Learner " + number))
            .toList();

    private static final Map<String, Map<Learner, Solved>> SOLVED = new HashMap<>();

    final Lesson lesson;

    LessonTest(Lesson lesson) {
        this.lesson = lesson;
    }

    /** @return the answer to this task */
    abstract String solve(String task) throws Exception;

    /** @return what stands behind this label in a line of the task */
    static String value(String task, String label) {
        return task.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(label + ": "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + label + "' in: " + task))
                .substring(label.length() + 2);
    }

    private Draw draw(Learner learner) {
        return new Draw(learner, lesson.word());
    }

    /** A task and its answer, which may take milliseconds to find and is needed in each test. */
    private record Solved(String task, String answer) {}

    private Solved solved(Learner learner) throws Exception {
        Map<Learner, Solved> ofLesson = SOLVED.computeIfAbsent(lesson.word(), word -> new HashMap<>());
        Solved solved = ofLesson.get(learner);
        if (solved == null) {
            String task = lesson.task(draw(learner));
            solved = new Solved(task, solve(task));
            ofLesson.put(learner, solved);
        }
        return solved;
    }

    /** A mistake that can be made with a task: with the answer, and the task itself, at hand. */
    interface Mistake {
        String of(String task, String answer) throws Exception;
    }

    /** Every learner who makes this mistake gets this hint. */
    final void assertHint(String hint, Mistake mistake) throws Exception {
        for (Learner learner : LEARNERS) {
            String wrong = mistake.of(solved(learner).task, solved(learner).answer);
            Verdict verdict = lesson.judge(draw(learner), wrong);
            assertThat(verdict.right()).as("%s: %s", learner, wrong).isFalse();
            assertThat(verdict.remark()).as("%s: %s", learner, wrong).contains(hint);
        }
    }

    /** The answer is right in another form too. */
    final void assertRight(UnaryOperator<String> form) throws Exception {
        for (Learner learner : LEARNERS.subList(0, 100)) {
            String answer = form.apply(solved(learner).answer);
            assertThat(lesson.judge(draw(learner), answer)).as(answer).matches(Verdict::right);
        }
    }

    @Test
    void answerFoundFromTheTaskIsRight() throws Exception {
        for (Learner learner : LEARNERS) {
            String answer = solved(learner).answer;
            assertThat(lesson.judge(draw(learner), answer))
                    .as("%s: %s", learner, answer)
                    .matches(Verdict::right);
        }
    }

    @Test
    void answerOfAnotherLearnerIsWrong() throws Exception {
        String others = solved(Learner.named("Somebody else")).answer;
        int alike = 0;
        for (Learner learner : LEARNERS) {
            String own = solved(learner).answer;
            alike += own.equals(others) ? 1 : 0;
            assertThat(lesson.judge(draw(learner), others).right()).isEqualTo(own.equals(others));
            others = own;
        }
        assertThat(alike).isLessThan(5);
    }

    @Test
    void taskIsTheSameEachTime() throws Exception {
        for (Learner learner : LEARNERS.subList(0, 50)) {
            assertThat(lesson.task(draw(learner))).isEqualTo(solved(learner).task);
        }
    }

    @Test
    void taskIsAnotherForEachLearner() throws Exception {
        Set<String> tasks = new HashSet<>();
        for (Learner learner : LEARNERS) {
            tasks.add(solved(learner).task);
        }
        assertThat(tasks).hasSameSizeAs(LEARNERS);
    }

    @Test
    void taskIsPlainAsciiForEveryScreen() {
        assertThat(lesson.task(draw(Learner.named("Özgür")))).isASCII();
        assertThat(lesson.subject()).isASCII();
    }

    @Test
    void noAnswerIsTooStrangeToBeJudged() {
        for (String strange :
                List.of("", "?", "-1", "0", "7f", "ff ff ff", "a".repeat(10_000), "9".repeat(400), "🔐 é")) {
            assertThat(lesson.judge(draw(LEARNERS.get(0)), strange).right())
                    .as(strange)
                    .isFalse();
        }
    }
}

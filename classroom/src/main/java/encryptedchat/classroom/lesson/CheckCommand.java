package encryptedchat.classroom.lesson;

import java.io.PrintWriter;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code check}: sets a learner the task of a lesson, and judges the answer. */
@Command(
        name = "check",
        description = "Gives you the task of a lesson, and checks your answer. Each learner has different numbers.",
        footer = {"", "Exit codes: 0 right, or a task was shown; 1 wrong; 2 a mistake in the command."})
public final class CheckCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LESSON",
            description = "Which lesson; without it, all are listed.")
    private Optional<String> lesson = Optional.empty();

    @Parameters(index = "1..*", paramLabel = "ANSWER", description = "Your answer; without it, your task is shown.")
    private List<String> answer = List.of();

    @Option(
            names = "--learner",
            paramLabel = "NAME",
            description = "Who you are: 1 to " + Learner.MAX_CHARACTERS + " characters, always the same name.")
    private Optional<String> learner = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CheckCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (lesson.isEmpty()) {
            list(out);
            return CommandLine.ExitCode.OK;
        }
        Lesson chosen = lesson(lesson.get());
        Draw draw = new Draw(learner(), chosen.word());
        if (answer.isEmpty()) {
            out.print(chosen.task(draw));
            out.println("Type it like this: ./chat check " + chosen.word() + " --learner NAME ANSWER");
            out.flush();
            return CommandLine.ExitCode.OK;
        }
        Verdict verdict = chosen.judge(draw, typed());
        out.println((verdict.right() ? "Right. " : "Not yet. ") + verdict.remark());
        return verdict.right() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void list(PrintWriter out) {
        Lesson.ALL.forEach(one -> out.println(String.format("%-12s%s", one.word(), one.subject())));
        out.println("Your task: ./chat check LESSON --learner NAME");
    }

    private Lesson lesson(String word) {
        return Lesson.ALL.stream()
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> usage("There is no lesson '" + word + "'. The lessons are "
                        + Lesson.ALL.stream().map(Lesson::word).collect(Collectors.joining(", ")) + "."));
    }

    private Learner learner() {
        String name = learner.orElseThrow(
                () -> usage("Give your name with --learner NAME, because each learner has different numbers."));
        Learner.whyNotAName(name).ifPresent(why -> {
            throw usage(why);
        });
        return Learner.named(name);
    }

    private String typed() {
        return Normalizer.normalize(String.join(" ", answer), Normalizer.Form.NFC)
                .strip();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

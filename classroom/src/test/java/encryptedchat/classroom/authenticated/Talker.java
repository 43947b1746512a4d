package encryptedchat.classroom.authenticated;

import encryptedchat.classroom.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of two who type numbered texts, over all the processes that this one is in turn: what was typed, and which
 * numbers of the other one were on the screen.
 */
final class Talker {
    /** Stands for a line of standard output that shows no number. */
    static final int NO_NUMBER = 0;

    private static final Pattern SHOWN = Pattern.compile("[a-z]+: number ([0-9]+)\\.");

    /** What a client says of a message that it was just showing when it was killed. */
    private static final Pattern REMARK = Pattern.compile("Perhaps shown already, .*: [a-z]+: number ([0-9]+)\\.");

    private final Start start;
    private final List<Program> ended = new ArrayList<>();
    private Program program;
    private int typed;

    /** How this one's next process is started. */
    interface Start {
        Program start() throws IOException;
    }

    Talker(Start start) throws IOException {
        this.start = start;
        this.program = start.start();
    }

    Program program() {
        return program;
    }

    /** Types the next number; a process that has just been killed does not read it. */
    void type() throws IOException {
        program.type("number " + (typed + 1) + ".");
        typed++;
    }

    int typed() {
        return typed;
    }

    /** Ends the process as kill -9 does, and starts the next one. */
    void killAndStart() throws IOException, InterruptedException {
        program.kill();
        program.awaitExit();
        ended.add(program);
        program = start.start();
    }

    /** Waits until the screen of the present process shows this number. */
    void awaitShown(int number) throws IOException, InterruptedException {
        program.awaitOut(0, line -> line.endsWith(": number " + number + "."));
    }

    /** @return the numbers on standard output, in their order, or {@link #NO_NUMBER} */
    List<Integer> shown() {
        return all().flatMap(each -> each.out().stream())
                .map(SHOWN::matcher)
                .map(line -> line.matches() ? Integer.parseInt(line.group(1)) : NO_NUMBER)
                .toList();
    }

    /** @return the numbers that were perhaps shown, and were repeated as a remark */
    List<Integer> remarked() {
        return all().flatMap(each -> each.err().stream())
                .map(REMARK::matcher)
                .filter(Matcher::matches)
                .map(line -> Integer.parseInt(line.group(1)))
                .toList();
    }

    /** @return what all processes have said, for the case that something is wrong */
    String transcript() {
        return all().map(each -> each.out() + "\n" + each.err()).collect(Collectors.joining("\n\n"));
    }

    private Stream<Program> all() {
        return Stream.concat(ended.stream(), Stream.of(program));
    }
}

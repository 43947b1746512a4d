package encryptedchat.classroom.documentation;

import static java.util.concurrent.TimeUnit.SECONDS;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.documentation.Step.Command;
import encryptedchat.classroom.documentation.Step.ControlC;
import encryptedchat.classroom.documentation.Step.Said;
import encryptedchat.classroom.documentation.Step.Typed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A terminal in which one program after the other stays until it is left, and is looked at again and again.
 *
 * <p>Our clients run in a pipe here. There received messages, {@code NAME: TEXT}, are alone on standard output. What a
 * person sees behind a {@code *} is on standard error without it, and without the {@code done} behind what the client
 * was busy with. Explanations, which have no mark at a terminal, are there with a {@code |}. Other programs are seen
 * with both of their streams as one.
 */
final class Terminal implements AutoCloseable {
    private static final Pattern CLIENT = Pattern.compile("\\bchat (alice|bob)\\b|-client\\.jar");
    private static final Pattern MESSAGE = Pattern.compile("[a-z0-9][a-z0-9._-]*: .*");

    private static final String STATUS = "* ";
    private static final String EXPLANATION = "| ";

    private static final int SECONDS_TO_STOP = 30;

    private final Workplace workplace;
    private final Ports ports;
    private Optional<Running> running = Optional.empty();

    /** A program, and how far each of its streams has been followed. */
    private record Running(Program program, boolean isClient, Listener messages, Listener statuses) {}

    Terminal(Workplace workplace, Ports ports) {
        this.workplace = workplace;
        this.ports = ports;
    }

    /** Does what the line of the document stands for, or waits until it is seen. */
    void follow(Step step) throws Drift, IOException, InterruptedException {
        if (step instanceof Command command) {
            start(command);
        } else if (step instanceof Typed typed) {
            running(step).program().type(ports.toFree(typed.text()));
        } else if (step instanceof ControlC) {
            end(running(step).program());
        } else if (step instanceof Said said) {
            listen(running(step), said);
        }
    }

    private void start(Command command) throws Drift, IOException, InterruptedException {
        if (running.isPresent()) {
            awaitEnd(command, running.get().program());
        }
        boolean isClient = CLIENT.matcher(command.command()).find();
        ProcessBuilder shell = workplace.shell(ports.toFree(command.command())).redirectErrorStream(!isClient);
        Program program = Program.start(command.command(), shell);
        running = Optional.of(new Running(
                program,
                isClient,
                new Listener(program::out, program::awaitOut, ports),
                new Listener(program::err, program::awaitErr, ports)));
    }

    private static void awaitEnd(Command next, Program before) throws Drift, InterruptedException {
        try {
            before.awaitExit();
        } catch (IOException stillThere) {
            throw Drift.of(next.line(), "another program is still running here: " + stillThere.getMessage());
        }
    }

    private static void listen(Running seen, Said said) throws Drift, InterruptedException {
        if (said.isAnyLines()) {
            seen.messages().passOver();
            seen.statuses().passOver();
        } else if (seen.isClient() && !MESSAGE.matcher(said.text()).matches()) {
            seen.statuses().expect(new Said(said.line(), inAPipe(said.text())));
        } else {
            seen.messages().expect(said);
        }
    }

    private static String inAPipe(String status) {
        return status.startsWith(STATUS)
                ? status.substring(STATUS.length()).replaceFirst("… done$", "…")
                : EXPLANATION + status;
    }

    private Running running(Step step) throws Drift {
        return running.orElseThrow(() -> Drift.of(step.line(), "no program is running in this terminal."));
    }

    /** The shell does not hand on what ends it. */
    private static void end(Program program) {
        List<ProcessHandle> started = program.process().descendants().toList();
        started.forEach(ProcessHandle::destroy);
        started.forEach(
                process -> process.onExit().orTimeout(SECONDS_TO_STOP, SECONDS).join());
        program.close();
    }

    @Override
    public void close() {
        running.ifPresent(seen -> end(seen.program()));
    }
}

package encryptedchat.classroom.documentation;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.documentation.Step.Command;
import encryptedchat.classroom.documentation.Step.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows one document from its beginning to its end, as somebody who does what it says. */
final class Session implements AutoCloseable {
    private final Workplace workplace;
    private final Ports ports = new Ports();
    private final Map<String, Terminal> terminals = new TreeMap<>();

    /** @param folder that nobody else uses */
    Session(Path folder) throws IOException {
        workplace = new Workplace(folder);
    }

    /**
     * @return what the document shows and what happens instead; nothing more is followed once a program that stays does
     *     something else
     */
    List<Drift> follow(Document document) throws IOException, InterruptedException {
        List<Drift> drifts = new ArrayList<>();
        for (CodeBlock block : document.blocks()) {
            if (block.isConsole() && block.whyNotRun().isEmpty()) {
                try {
                    follow(block);
                } catch (Drift drift) {
                    drifts.add(drift);
                    if (block.terminal().isPresent()) {
                        break;
                    }
                }
            }
        }
        return drifts;
    }

    private void follow(CodeBlock block) throws Drift, IOException, InterruptedException {
        List<Step> steps = Step.of(block);
        if (block.terminal().isPresent()) {
            Terminal terminal =
                    terminals.computeIfAbsent(block.terminal().get(), name -> new Terminal(workplace, ports));
            for (Step step : steps) {
                terminal.follow(step);
            }
            return;
        }
        for (int first = 0; first < steps.size(); ) {
            int end = first + 1;
            while (end < steps.size() && steps.get(end) instanceof Said) {
                end++;
            }
            run(steps.subList(first, end));
            first = end;
        }
    }

    /** A command that ends, and then all that it printed. */
    private void run(List<Step> steps) throws Drift, IOException, InterruptedException {
        if (!(steps.get(0) instanceof Command command)) {
            throw Drift.of(steps.get(0).line(), "a block console begins with a command: $ …");
        }
        List<Said> documented = new ArrayList<>();
        steps.stream().skip(1).map(Said.class::cast).forEach(documented::add);
        ProcessBuilder shell = workplace.shell(ports.toFree(command.command())).redirectErrorStream(true);
        try (Program program = Program.start(command.command(), shell)) {
            program.endInput();
            int exitCode = program.awaitExit();
            List<String> printed =
                    program.out().stream().map(ports::toDocumented).toList();
            Output.compare(command.line(), documented, printed);
            if (exitCode != 0 && documented.stream().anyMatch(Said::isAnyLines)) {
                throw Drift.of(command.line(), "it fails, and … hides why: " + printed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        terminals.values().forEach(Terminal::close);
        workplace.close();
    }
}

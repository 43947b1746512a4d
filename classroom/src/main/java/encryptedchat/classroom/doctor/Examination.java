package encryptedchat.classroom.doctor;

import encryptedchat.classroom.doctor.Finding.Mark;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All checks, one after the other, each with its mark; and whether the demo can run. */
public final class Examination {
    private static final int WIDTH = 80;
    private static final int MARK_WIDTH = 7;

    private final Computer computer;

    Examination(Computer computer) {
        this.computer = computer;
    }

    /**
     * @param args the folder of this project, and {@code --colour} if the marks are to have one
     * @return the exit code
     */
    public static int run(String[] args) {
        List<String> arguments = new ArrayList<>(List.of(args).subList(1, args.length));
        boolean inColour = arguments.remove("--colour");
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.println("Looks whether the demo can run here, and says how to mend what is wrong.");
            return 0;
        }
        if (!arguments.isEmpty()) {
            System.err.println("chat doctor takes no arguments.");
            return 2;
        }
        return new Examination(Computer.here(Path.of(args[0]))).report(System.out, inColour) ? 0 : 1;
    }

    /** @return whether the demo can run */
    boolean report(PrintStream out, boolean inColour) {
        boolean canRun = true;
        for (Supplier<Finding> check : checks().toList()) {
            Finding finding = check.get();
            print(finding, out, inColour);
            canRun &= finding.mark() != Mark.WRONG;
        }
        out.println();
        out.println(
                canRun
                        ? "The demo can run: " + computer.platform().chat + " demo"
                        : "The demo cannot run yet. Mend what is wrong above, and ask again.");
        return canRun;
    }

    Stream<Finding> findings() {
        return checks().map(Supplier::get);
    }

    /** Each looks only when it is asked, so that a slow one does not keep back what those before it found. */
    private Stream<Supplier<Finding>> checks() {
        return Stream.of(
                        new ToolChecks(computer).all(),
                        new FolderChecks(computer).all(),
                        new NetworkChecks(computer).all(),
                        new DeskChecks(computer).all())
                .flatMap(List::stream);
    }

    private static void print(Finding finding, PrintStream out, boolean inColour) {
        String indent = " ".repeat(MARK_WIDTH);
        String word = finding.mark().shown(false);
        String before = finding.mark().shown(inColour) + " ".repeat(MARK_WIDTH - word.length());
        for (String line : wrapped(finding.says())) {
            out.println(before + line);
            before = indent;
        }
        if (!finding.mend().isEmpty()) {
            wrapped("-> " + finding.mend()).forEach(line -> out.println(indent + line));
        }
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && MARK_WIDTH + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

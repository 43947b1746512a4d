package encryptedchat.classroom.documentation;

import java.util.List;
import java.util.stream.Collectors;

/** A document shows something else than what happens. The message says both, and the line of the document. */
final class Drift extends Exception {
    private static final long serialVersionUID = 1;

    private static final String NOTHING = "(nothing)";

    private Drift(int line, String what) {
        super("line " + line + what);
    }

    static Drift of(int line, String what) {
        return new Drift(line, ": " + what);
    }

    /**
     * @param documented what the document shows
     * @param printed what stands there instead; empty if there is nothing more
     * @param all everything that was printed
     */
    static Drift between(int line, String documented, String printed, List<String> all) {
        return new Drift(
                line,
                "\n    documented: " + orNothing(documented) + "\n    printed:    " + orNothing(printed)
                        + "\n    all that was printed:\n" + indented(all));
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    private static String indented(List<String> lines) {
        return lines.stream().map(line -> "        " + line).collect(Collectors.joining("\n"));
    }
}

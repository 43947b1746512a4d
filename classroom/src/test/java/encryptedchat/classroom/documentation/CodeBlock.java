package encryptedchat.classroom.documentation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of code in a document.
 *
 * @param line of the document that its first line is, counted from 1
 * @param info what stands behind the opening fence; empty for an indented block
 * @param whyNotRun what the comment {@code <!-- not run: … -->} directly before it says, if there is one
 */
record CodeBlock(int line, String info, List<String> lines, Optional<String> whyNotRun) {
    private static final String CONSOLE = "console";

    private static final Pattern COMMAND =
            Pattern.compile("\\s*(\\$ |(\\./chat|\\.\\\\chat|mvn|java|curl|git|sh|cd|sleep|kill)\\s.*).*");

    boolean isConsole() {
        return info.equals(CONSOLE) || info.startsWith(CONSOLE + " ");
    }

    /** @return the terminal that stays open from one block to the next; or nothing for commands that end */
    Optional<String> terminal() {
        return Optional.of(info.substring(CONSOLE.length()).strip()).filter(name -> !name.isEmpty());
    }

    /** @return whether a reader would take it for something to type, although nothing says that it is */
    boolean hidesACommand() {
        return !isConsole()
                && whyNotRun.isEmpty()
                && (info.isEmpty()
                        || lines.stream().anyMatch(line -> COMMAND.matcher(line).matches()));
    }
}

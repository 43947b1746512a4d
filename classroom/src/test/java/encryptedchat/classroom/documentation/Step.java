package encryptedchat.classroom.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of a block {@code console} stands for, as a person sees it in a terminal:
 *
 * <ul>
 *   <li>{@code $ ./chat alice}: a command, typed at the shell;
 *   <li>{@code alice> Hello}: a line typed at the prompt of a program that is running;
 *   <li>{@code ^C}: Ctrl-C;
 *   <li>anything else: what the program says. In it {@code …} stands for any text within the line, and a line that is
 *       only {@code …} for any lines, also none.
 * </ul>
 */
sealed interface Step {
    Pattern TYPED = Pattern.compile("[a-z0-9][a-z0-9._-]*( \\[[^]]*])?> (.*)");

    String COMMAND = "$ ";
    /** A client breaks what it says between words, and indents what follows; the details of a step are indented too. */
    Pattern CONTINUATION = Pattern.compile("  +(?![A-Z][a-z]+: ).*");

    /** @return the line of the document that it stands on, counted from 1 */
    int line();

    record Command(int line, String command) implements Step {}

    record Typed(int line, String text) implements Step {}

    record ControlC(int line) implements Step {}

    record Said(int line, String text) implements Step {
        boolean isAnyLines() {
            return text.equals("…");
        }

        boolean matches(String actual) {
            String pattern = Pattern.quote(text.stripTrailing()).replace("…", "\\E.*\\Q");
            return Pattern.matches(pattern, actual.stripTrailing());
        }
    }

    static List<Step> of(CodeBlock block) {
        boolean inATerminal = block.terminal().isPresent();
        List<Step> steps = new ArrayList<>();
        int number = block.line();
        for (String line : block.lines()) {
            if (!inATerminal || !joinsTheLineBefore(line, steps)) {
                steps.add(of(number, line, inATerminal));
            }
            number++;
        }
        return steps;
    }

    private static Step of(int number, String line, boolean inATerminal) {
        Matcher typed = TYPED.matcher(line);
        if (line.startsWith(COMMAND)) {
            return new Command(number, line.substring(COMMAND.length()));
        }
        if (inATerminal && typed.matches()) {
            return new Typed(number, typed.group(2));
        }
        return inATerminal && line.equals("^C") ? new ControlC(number) : new Said(number, line);
    }

    private static boolean joinsTheLineBefore(String line, List<Step> steps) {
        int last = steps.size() - 1;
        if (last >= 0 && CONTINUATION.matcher(line).matches() && steps.get(last) instanceof Said said) {
            steps.set(last, new Said(said.line(), said.text() + " " + line.strip()));
            return true;
        }
        return false;
    }
}

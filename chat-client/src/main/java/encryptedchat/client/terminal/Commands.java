package encryptedchat.client.terminal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person can say to the program instead of to the other side: lines that begin with a slash. */
public final class Commands {
    private static final String QUIT = "/quit";
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("/[a-z]+");

    private final Console console;
    private final Map<String, Runnable> actions = new LinkedHashMap<>();

    public Commands(Console console) {
        this.console = console;
    }

    /**
     * @param line the whole command, in lower case, with single spaces
     * @return this
     */
    public Commands on(String line, Runnable action) {
        actions.put(line, action);
        return this;
    }

    /** @return whether this line is the wish to leave */
    public static boolean isLeaving(String line) {
        return normal(line).equals("exit") || normal(line).equals(QUIT);
    }

    /**
     * @return whether the line begins with a command: with what is mistyped behind it, it is no message either. Where a
     *     person types, so is what only looks like a command
     */
    public boolean isCommand(String line) {
        String word = firstWord(line);
        return words().contains(word)
                || (console.isForAPerson() && LOOKS_LIKE_ONE.matcher(word).matches());
    }

    /** Does what the line says; or, if it is mistyped, says so. */
    public void obey(String line) {
        Runnable action = actions.get(normal(line));
        if (action == null) {
            console.showStatus("There is no command '" + TextRules.printable(line.strip())
                    + "', and the line is not sent. The commands are " + String.join(", ", words()) + ".");
        } else {
            action.run();
        }
    }

    private Set<String> words() {
        return Stream.concat(actions.keySet().stream().map(Commands::firstWord), Stream.of(QUIT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String firstWord(String line) {
        return normal(line).split(" ", 2)[0];
    }

    private static String normal(String line) {
        return line.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}

package encryptedchat.client.explain;

import encryptedchat.client.Console;
import java.util.Locale;

/** {@code /explain}: what a person says to switch the explanations on and off. It is never sent. */
public final class ExplainCommand {
    public static final String NAME = "/explain";

    private static final String USAGE = NAME + " on and " + NAME + " off switch it.";

    private final Narrator narrator;
    private final Console console;

    public ExplainCommand(Narrator narrator, Console console) {
        this.narrator = narrator;
        this.console = console;
    }

    /** @return whether the line begins with it: with what is mistyped behind it, it is no message either */
    public static boolean isIn(String line) {
        return normal(line).split(" ", 2)[0].equals(NAME);
    }

    /** @param line for which {@link #isIn} holds */
    public void obey(String line) {
        switch (normal(line)) {
            case NAME + " on" -> turnOn();
            case NAME + " off" -> turnOff();
            case NAME -> console.showStatus("Explanations are " + (narrator.isOn() ? "on" : "off") + ". " + USAGE);
            default -> console.showStatus("'" + line.strip() + "' is no command, and the line is not sent. " + USAGE);
        }
    }

    /** Says so, and what will be seen of secrets. */
    public void turnOn() {
        narrator.turn(true);
        console.showStatus("Explanations are on: each step is told from now on. Of a secret you see the first "
                + Shown.SECRET_BYTES_SHOWN + " bytes: enough to compare both sides, and too few to use.");
    }

    private void turnOff() {
        narrator.turn(false);
        console.showStatus("Explanations are off.");
    }

    private static String normal(String line) {
        return line.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}

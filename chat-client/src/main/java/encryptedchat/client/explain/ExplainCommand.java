package encryptedchat.client.explain;

import encryptedchat.client.terminal.Commands;
import encryptedchat.client.terminal.Console;

/** {@code /explain}: what a person says to switch the explanations on and off. */
public final class ExplainCommand {
    private static final String NAME = "/explain";

    private final Narrator narrator;
    private final Console console;

    public ExplainCommand(Narrator narrator, Console console) {
        this.narrator = narrator;
        this.console = console;
    }

    /** @return the same commands with this one */
    public Commands addTo(Commands commands) {
        return commands.on(NAME + " on", this::turnOn)
                .on(NAME + " off", this::turnOff)
                .on(NAME, this::tell);
    }

    /** Says so, and what will be seen of secrets. */
    public void turnOn() {
        narrator.turn(true);
        console.showStatus("Explanations are on. Of a secret you see only the first " + Shown.SECRET_BYTES_SHOWN
                + " bytes: enough to compare both sides, and too few to use.");
    }

    private void turnOff() {
        narrator.turn(false);
        console.showStatus("Explanations are off.");
    }

    private void tell() {
        console.showStatus("Explanations are " + (narrator.isOn() ? "on" : "off") + ". " + NAME + " on and " + NAME
                + " off switch them.");
    }
}

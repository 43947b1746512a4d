package encryptedchat.client.relay;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.client.terminal.Console;
import java.util.HashSet;
import java.util.Set;

/** Tells the person each thing once, however often it is found again: what is waited for, that the relay is away. */
public final class Notices {
    private final Console console;
    private final String whileAway;
    private final Set<Object> away = new HashSet<>();
    private String lastSaid = "";

    /** @param whileAway what becomes of what is typed meanwhile, as a sentence */
    public Notices(Console console, String whileAway) {
        this.console = console;
        this.whileAway = whileAway;
    }

    /** @return whether it was said now */
    public boolean say(String line) {
        boolean isNew = !line.equals(lastSaid);
        if (isNew) {
            lastSaid = line;
            console.showStatus(line);
        }
        return isNew;
    }

    /** @param who has no answer from the relay, out of several that ask */
    public void away(Object who, RelayException why) {
        if (why.kind() == Kind.BUSY || why.kind() == Kind.NOTHING_THERE) {
            say(why.getMessage() + " Retrying.");
            return;
        }
        if (away.isEmpty()) {
            console.showStatus(why.getMessage() + " " + whileAway);
        }
        away.add(who);
    }

    /** @param who has an answer again */
    public void back(Object who) {
        if (away.remove(who) && away.isEmpty()) {
            console.showStatus("The relay is back.");
        }
    }
}

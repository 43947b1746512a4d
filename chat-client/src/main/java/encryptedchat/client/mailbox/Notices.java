package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import java.util.HashSet;
import java.util.Set;

/** Tells the person each thing once, however often it is found again: what is waited for, that the relay is away. */
final class Notices {
    private final Console console;
    private final Set<RelayThread> away = new HashSet<>();
    private String lastSaid = "";

    Notices(Console console) {
        this.console = console;
    }

    void say(String line) {
        if (!line.equals(lastSaid)) {
            lastSaid = line;
            console.showStatus(line);
        }
    }

    void away(RelayThread source, RelayException why) {
        if (why.kind() == Kind.BUSY || why.kind() == Kind.NOTHING_THERE) {
            say(why.getMessage() + " I try again.");
            return;
        }
        if (away.isEmpty()) {
            console.showStatus(why.getMessage() + " I keep trying, and keep what you type.");
        }
        away.add(source);
    }

    void back(RelayThread source) {
        if (away.remove(source) && away.isEmpty()) {
            console.showStatus("The relay is back.");
        }
    }
}

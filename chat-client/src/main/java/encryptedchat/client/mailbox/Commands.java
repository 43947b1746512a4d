package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.client.explain.ExplainCommand;
import encryptedchat.client.explain.Narrator;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a person can say to the program instead of to the other one: lines that begin with a slash. */
final class Commands {
    /** All of them, for the console to know. {@code /quit} is the console's own. */
    static final List<String> NAMES =
            List.of("/help", "/who", "/verify", "/accept", "/reject", "/renew", ExplainCommand.NAME, "/quit");

    /** Others at the relay whose messages wait; a relay may name any number of them. */
    private static final int MOST_SHOWN = 20;

    private final Identity me;
    private final String peer;
    private final MailboxRelay relay;
    private final ConversationState state;
    private final Console console;
    private final ExplainCommand explain;
    private final Map<String, Runnable> commands;

    Commands(
            Identity me,
            String peer,
            MailboxRelay relay,
            ConversationState state,
            PeerIdentity identity,
            Offering offering,
            Console console,
            Narrator narrator) {
        this.me = me;
        this.peer = peer;
        this.relay = relay;
        this.state = state;
        this.console = console;
        this.explain = new ExplainCommand(narrator, console);
        this.commands = Map.of(
                "/help", this::help,
                "/who", this::who,
                "/verify", this::showSafetyNumber,
                "/verify yes", () -> identity.compared(true),
                "/verify no", () -> identity.compared(false),
                "/accept", identity::accept,
                "/reject", identity::reject,
                "/renew", offering::renew);
    }

    /** @return whether the line begins with a command: with what is mistyped behind it, it is no message either */
    boolean isCommand(String line) {
        return ExplainCommand.isIn(line) || commands.containsKey(normal(line).split(" ", 2)[0]);
    }

    /** @param line for which {@link #isCommand} holds */
    void obey(String line) {
        if (ExplainCommand.isIn(line)) {
            explain.obey(line);
        } else {
            commands.getOrDefault(normal(line), () -> mistyped(line)).run();
        }
    }

    private void mistyped(String line) {
        console.showStatus("'" + line.strip() + "' is no command, and the line is not sent. /help lists the commands.");
    }

    private static String normal(String line) {
        return line.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private void help() {
        console.showStatus("/verify      shows the safety number, to compare with " + peer);
        console.showStatus("/verify yes  records that it is the same on both sides; /verify no stops the conversation");
        console.showStatus("/who         who you are, with whom you talk, under which keys");
        console.showStatus("/accept      takes a changed identity of " + peer + "; /reject keeps the one of before");
        console.showStatus("/renew       makes new session keys with " + peer);
        console.showStatus("/explain on  tells each step as it happens, with the bytes; /explain off stops that");
        console.showStatus("/quit        leaves when everything is sent; Ctrl-C leaves at once");
    }

    private void who() {
        console.showStatus("You are " + me.name() + " at " + relay + ", level " + AuthenticatedWire.LEVEL + ".");
        console.showStatus(
                state.pin().key().isEmpty()
                        ? "You talk with " + peer + ", who has not been seen at the relay yet."
                        : "You talk with " + peer + ": the safety number is "
                                + (state.pin().compared() ? "compared." : "not compared yet; /verify shows it."));
        console.showStatus(state.session()
                .map(session -> "You share the keys of session " + session.id().hex() + ".")
                .orElse("You share no keys yet."));
        int unsent = state.outbox().texts();
        if (unsent > 0) {
            console.showStatus("Not sent yet: " + unsent + ".");
        }
        try {
            relay.waiting().stream()
                    .filter(from -> !from.sender().equals(peer))
                    .limit(MOST_SHOWN)
                    .forEach(this::showWaiting);
        } catch (RelayException away) {
            console.showStatus(String.valueOf(away.getMessage()));
        }
    }

    private void showWaiting(WaitingFrom from) {
        console.showStatus(from.sender() + " has written to you (" + from.messages() + "). To read it, start again with"
                + " --peer " + from.sender() + ".");
    }

    private void showSafetyNumber() {
        Optional<SafetyNumber> number = safetyNumber();
        if (number.isEmpty()) {
            console.showStatus("There is no safety number yet: " + peer + " has not been seen at the relay.");
        } else {
            console.showStatus("Safety number: " + number.get());
            console.showStatus(
                    "Compare it with " + peer + " by another way than this chat: face to face, or by phone.");
            console.showStatus("If " + peer + " sees the same, say /verify yes; if not, /verify no."
                    + (state.pin().compared() ? " It was compared before." : ""));
        }
    }

    private Optional<SafetyNumber> safetyNumber() {
        return state.pin().key().map(key -> SafetyNumber.of(me.person(), new Person(peer, key)));
    }
}

package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a person can say to the program instead of to the other one: lines that begin with a slash. */
final class Commands {
    /** All of them, for the console to know. {@code /quit} is the console's own. */
    static final List<String> NAMES = List.of("/help", "/who", "/verify", "/accept", "/reject", "/renew", "/quit");

    /** What a command has changed. */
    enum Effect {
        NOTHING,
        /** What is remembered of the peer. */
        CHANGED,
        /** The peer is somebody else from now on. */
        PEER_CHANGED,
        /** The person wants new keys. */
        RENEW
    }

    private final Identity me;
    private final String peer;
    private final MailboxRelay relay;
    private final ConversationState state;
    private final Console console;
    private final Map<String, Supplier<Effect>> effects;

    Commands(Identity me, String peer, MailboxRelay relay, ConversationState state, Console console) {
        this.me = me;
        this.peer = peer;
        this.relay = relay;
        this.state = state;
        this.console = console;
        this.effects = Map.of(
                "/help", this::help,
                "/who", this::who,
                "/verify", this::showSafetyNumber,
                "/verify yes", () -> compared(true),
                "/verify no", () -> compared(false),
                "/accept", this::accept,
                "/reject", this::reject,
                "/renew", () -> Effect.RENEW);
    }

    boolean isCommand(String line) {
        return effects.containsKey(normal(line));
    }

    /** @param line for which {@link #isCommand} holds */
    Effect obey(String line) {
        return effects.getOrDefault(normal(line), () -> Effect.NOTHING).get();
    }

    private static String normal(String line) {
        return line.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private Effect help() {
        console.showStatus("/verify      shows the safety number, to compare with " + peer);
        console.showStatus("/verify yes  records that it is the same on both sides; /verify no, that it is not");
        console.showStatus("/who         who you are, with whom you talk, under which keys");
        console.showStatus("/accept      takes a changed identity of " + peer + "; /reject keeps the one of before");
        console.showStatus("/renew       makes new session keys with " + peer);
        console.showStatus("/quit        leaves when everything is sent; Ctrl-C leaves at once");
        return Effect.NOTHING;
    }

    private Effect who() {
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
            relay.waiting().stream().filter(from -> !from.sender().equals(peer)).forEach(this::showWaiting);
        } catch (RelayException away) {
            console.showStatus(String.valueOf(away.getMessage()));
        }
        return Effect.NOTHING;
    }

    private void showWaiting(WaitingFrom from) {
        console.showStatus(from.sender() + " has written to you (" + from.messages() + "). To read it, start again with"
                + " --peer " + from.sender() + ".");
    }

    private Effect showSafetyNumber() {
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
        return Effect.NOTHING;
    }

    private Optional<SafetyNumber> safetyNumber() {
        return state.pin().key().map(key -> SafetyNumber.of(me.person(), new Person(peer, key)));
    }

    private Effect compared(boolean same) {
        if (state.pin().key().isEmpty()) {
            console.showStatus("There is nothing to compare yet: " + peer + " has not been seen at the relay.");
            return Effect.NOTHING;
        }
        state.pin(state.pin().compare(same));
        console.showStatus(
                same
                        ? "Recorded: you have compared the safety number with " + peer + "."
                        : "Recorded: the numbers differ. Then somebody sits between you and reads along: say nothing"
                                + " secret here, leave with /quit, and ask whoever runs the relay.");
        return Effect.CHANGED;
    }

    private Effect accept() {
        if (!state.pin().awaitsDecision()) {
            return nothingToDecide();
        }
        state.pin(state.pin().accept());
        console.showAlarm("");
        console.showStatus(
                "Accepted: " + peer + " has a new identity from now on. Nobody has compared it yet: /verify.");
        return Effect.PEER_CHANGED;
    }

    private Effect reject() {
        if (!state.pin().awaitsDecision()) {
            return nothingToDecide();
        }
        state.pin(state.pin().reject());
        console.showAlarm("");
        console.showStatus("Rejected: you go on with the identity of before. Whoever has only the other one can neither"
                + " read what you write nor answer.");
        return Effect.CHANGED;
    }

    private Effect nothingToDecide() {
        console.showStatus("There is nothing to decide: " + peer + "'s identity has not changed.");
        return Effect.NOTHING;
    }
}

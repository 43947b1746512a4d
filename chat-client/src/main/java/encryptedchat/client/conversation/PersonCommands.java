package encryptedchat.client.conversation;

import encryptedchat.client.explain.ExplainCommand;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.Commands;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import java.util.Optional;

/** What a person can say to the program in a conversation, and what it answers. */
final class PersonCommands {
    /** Others at the relay whose messages wait; a relay may name any number of them. */
    private static final int MOST_SHOWN = 20;

    private final Setting setting;
    private final Screen screen;
    private final String peer;

    private PersonCommands(Setting setting) {
        this.setting = setting;
        this.screen = setting.screen();
        this.peer = setting.peer();
    }

    static Commands of(Setting setting, IdentityDecisions identity, Handshake handshake) {
        PersonCommands answers = new PersonCommands(setting);
        Commands commands = new Commands(setting.screen().console())
                .on("/help", answers::help)
                .on("/who", answers::who)
                .on("/verify", answers::showSafetyNumber)
                .on("/verify yes", () -> identity.compared(true))
                .on("/verify no", () -> identity.compared(false))
                .on("/accept", identity::accept)
                .on("/reject", identity::reject)
                .on("/renew", handshake::renew);
        new ExplainCommand(setting.screen().narrator(), setting.screen().console()).addTo(commands);
        return commands;
    }

    private void help() {
        screen.say("/verify      shows the safety number, to compare with " + peer);
        screen.say("/verify yes  records that both numbers match; /verify no stops the conversation");
        screen.say("/who         who you are, whom you talk with, and with which keys");
        screen.say("/accept      takes a changed identity of " + peer + "; /reject keeps the old one");
        screen.say("/renew       makes new session keys with " + peer);
        screen.say("/explain on  explains each step as it happens, with the bytes; /explain off stops that");
        screen.say("/quit        leaves when everything is sent; Ctrl-C leaves at once");
    }

    private void who() {
        PinnedIdentity identity = setting.memory().peer().identity();
        screen.say("You are " + setting.me().name() + " at " + setting.relay() + ", level "
                + setting.level().name() + ".");
        screen.say(
                identity.pinned() == null
                        ? "You talk with " + peer + ", who has not been seen at the relay yet."
                        : "You talk with " + peer + ": the safety number is "
                                + (identity.compared() ? "compared." : "not compared yet; /verify shows it."));
        screen.say(setting.memory()
                .peer()
                .current(setting.level().name())
                .map(session -> "You share the keys of session " + session.id().hex() + ".")
                .orElse("You share no keys yet."));
        int unsent = setting.memory().now().outbox().texts();
        if (unsent > 0) {
            screen.say("Not sent yet: " + unsent + ".");
        }
        try {
            setting.relay().waiting().stream()
                    .filter(from -> !from.sender().equals(peer))
                    .limit(MOST_SHOWN)
                    .forEach(this::showWaiting);
        } catch (RelayException away) {
            screen.say(String.valueOf(away.getMessage()));
        }
    }

    private void showWaiting(WaitingFrom from) {
        screen.say(from.sender() + " has written to you (" + from.messages() + "). To read it, start again with"
                + " --peer " + from.sender() + ".");
    }

    private void showSafetyNumber() {
        PinnedIdentity identity = setting.memory().peer().identity();
        Optional<SafetyNumber> number =
                identity.key().map(key -> SafetyNumber.of(setting.me().person(), new Person(peer, key)));
        if (number.isEmpty()) {
            screen.say("There is no safety number yet: " + peer + " has not been seen at the relay.");
        } else {
            screen.say("Safety number: " + number.get());
            screen.say("Compare it with " + peer + " by another way than this chat: face to face, or by phone.");
            screen.say("If " + peer + " sees the same number, type /verify yes; if not, type /verify no."
                    + (identity.compared() ? " You have compared it before." : ""));
        }
    }
}

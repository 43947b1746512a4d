package encryptedchat.client.conversation;

import encryptedchat.client.conversation.Peer.Kept;
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

    private final PeerLink link;
    private final String peer;

    private PersonCommands(PeerLink link) {
        this.link = link;
        this.peer = link.peer();
    }

    static Commands of(PeerLink link, Handshake handshake) {
        PersonCommands answers = new PersonCommands(link);
        Commands commands = new Commands(link.screen.console())
                .on("/help", answers::help)
                .on("/who", answers::who)
                .on("/verify", answers::showSafetyNumber)
                .on("/verify yes", () -> link.identity.compared(true))
                .on("/verify no", () -> link.identity.compared(false))
                .on("/accept", link.identity::accept)
                .on("/reject", link.identity::reject)
                .on("/renew", handshake::renew);
        new ExplainCommand(link.screen.narrator(), link.screen.console()).addTo(commands);
        return commands;
    }

    private void help() {
        link.tell("/verify      shows the safety number, to compare with " + peer);
        link.tell("/verify yes  records that both numbers match; /verify no stops the conversation");
        link.tell("/who         who you are, whom you talk with, and with which keys");
        link.tell("/accept      takes a changed identity of " + peer + "; /reject keeps the old one");
        link.tell("/renew       makes new session keys with " + peer);
        link.tell("/explain on  explains each step as it happens, with the bytes; /explain off stops that");
        link.tell("/quit        leaves when everything is sent; Ctrl-C leaves at once");
    }

    private void who() {
        PinnedIdentity identity = link.memory.peer().identity();
        String level = link.level().name();
        link.tell("You are " + link.me().name() + " at " + link.relay + ", level " + level + ".");
        link.tell(
                identity.pinned() == null
                        ? "You talk with " + peer + ", who has not been seen at the relay yet."
                        : "You talk with " + peer + ": the safety number is "
                                + (identity.compared() ? "compared." : "not compared yet; /verify shows it."));
        Optional<Kept> session = link.memory.peer().current(level);
        link.tell(
                session.map(kept -> "You share the keys of session " + kept.id().hex() + ".")
                        .orElse("You share no keys yet."));
        int unsent = link.memory.now().outbox().texts();
        if (unsent > 0) {
            link.tell("Not sent yet: " + unsent + ".");
        }
        try {
            link.relay.waiting().stream()
                    .filter(from -> !from.sender().equals(peer))
                    .limit(MOST_SHOWN)
                    .forEach(this::showWaiting);
        } catch (RelayException away) {
            link.tell(String.valueOf(away.getMessage()));
        }
    }

    private void showWaiting(WaitingFrom from) {
        link.tell(from.sender() + " has written to you (" + from.messages() + "). To read it, start again with"
                + " --peer " + from.sender() + ".");
    }

    private void showSafetyNumber() {
        PinnedIdentity identity = link.memory.peer().identity();
        Optional<SafetyNumber> number =
                identity.key().map(key -> SafetyNumber.of(link.me().person(), new Person(peer, key)));
        if (number.isEmpty()) {
            link.tell("There is no safety number yet: " + peer + " has not been seen at the relay.");
        } else {
            link.tell("Safety number: " + number.get());
            link.tell("Compare it with " + peer + " by another way than this chat: face to face, or by phone.");
            link.tell("If " + peer + " sees the same number, type /verify yes; if not, type /verify no."
                    + (identity.compared() ? " You have compared it before." : ""));
        }
    }
}

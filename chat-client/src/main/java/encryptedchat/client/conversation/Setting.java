package encryptedchat.client.conversation;

import encryptedchat.client.relay.MailboxRelay;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;

/** What the parts of one conversation have in common. */
record Setting(Party me, Level level, MailboxRelay relay, WorkQueue work, Memory memory, Screen screen) {
    String peer() {
        return memory.peer().name();
    }
}

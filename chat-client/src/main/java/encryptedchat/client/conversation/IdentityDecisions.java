package encryptedchat.client.conversation;

import static encryptedchat.crypto.level.Detail.in;

import encryptedchat.client.explain.Narrator;
import encryptedchat.client.terminal.Console;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.IdentityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a key is shown for the peer's name, by the relay or in an offer: the first one is taken, and
 * another one stops the conversation until the person has decided. So does a safety number that differs.
 */
final class IdentityDecisions {
    private final PeerLink link;
    private final String peer;
    private final Memory memory;
    private final Console console;
    private @Nullable IdentityKey lastSeen;

    IdentityDecisions(PeerLink link) {
        this.link = link;
        this.peer = link.peer();
        this.memory = link.memory;
        this.console = link.screen.console();
    }

    /** The relay knows nobody of the peer's name. */
    void nobodyThere() {
        if (memory.peer().sessions().isEmpty()) {
            link.say("Waiting for " + peer + ", who has not registered at this relay yet.");
        }
    }

    void see(IdentityKey key) {
        PinnedIdentity before = memory.peer().identity();
        if (!key.equals(lastSeen)) {
            lastSeen = key;
            explain(before, key);
        }
        PinnedIdentity after = before.seen(key);
        if (after.equals(before)) {
            return;
        }
        memory.changePeer(known -> known.with(after));
        if (after.awaitsDecision()) {
            showWhatToDecide();
        } else {
            console.showStatus("First contact with " + peer + ": the identity key is remembered from now on. Nobody"
                    + " has compared it yet: /verify shows the number to compare.");
        }
    }

    private void explain(PinnedIdentity before, IdentityKey key) {
        Narrator narrator = link.screen.narrator();
        IdentityKey pinned = before.pinned();
        if (pinned == null || pinned.equals(key)) {
            narrator.done(pinned == null ? "peer-pinned" : "peer-recognised", in("identity key", key.toBytes()));
        } else {
            narrator.refused(
                    "peer",
                    new RejectedException(Reason.NOT_AUTHENTIC, "it is another key than the one that was written down"),
                    List.of(in("identity key of before", pinned.toBytes()), in("identity key", key.toBytes())));
        }
    }

    /** Says what the person has to decide, if anything. */
    void showWhatToDecide() {
        if (memory.peer().identity().changed() != null) {
            console.showAlarm(peer + "'s identity has changed: /accept or /reject");
            console.showStatus("STOPPED: " + peer + "'s identity key has changed. Either " + peer
                    + " has lost the old one (a new computer, a deleted home folder), or somebody poses as " + peer
                    + ". That can be the relay too.");
            console.showStatus("Ask " + peer + " by another way than this chat. If " + peer + " has a new key, type"
                    + " /accept, and then compare the number that /verify shows. If not, or if you cannot ask, type"
                    + " /reject to keep the old one.");
            console.showStatus("Until you decide, nothing is sent or shown; what you type is kept.");
        } else if (link.awaitsDecision()) {
            console.showAlarm("the safety numbers differ: /verify yes or /quit");
            console.showStatus("STOPPED: you said that the safety numbers differ. Then somebody sits between you and "
                    + peer + " and reads along, or one of you has the wrong name or relay.");
            console.showStatus("Leave with /quit, and ask whoever runs the relay. If you find that both numbers match"
                    + " after all, type /verify yes. Until then nothing is sent or shown; what you type is kept.");
        } else {
            console.showAlarm("");
        }
    }

    /** The person has compared the safety number. */
    void compared(boolean same) {
        if (memory.peer().identity().pinned() == null) {
            console.showStatus("There is nothing to compare yet: " + peer + " has not been seen at the relay.");
            return;
        }
        memory.changePeer(known -> known.with(known.identity().compare(same)));
        if (same) {
            console.showStatus("Recorded: you have compared the safety number with " + peer + ".");
        }
        showWhatToDecide();
    }

    void accept() {
        if (hasNothingToDecide()) {
            return;
        }
        memory.change(state -> state.withPeer(
                        known -> known.with(known.identity().accept()).withoutSessions())
                .withOutbox(outbox -> outbox.unsealedAll(link.me().random())));
        console.showStatus(
                "Accepted: " + peer + " has a new identity from now on. Nobody has compared it yet: /verify.");
        showWhatToDecide();
    }

    void reject() {
        if (hasNothingToDecide()) {
            return;
        }
        memory.changePeer(known -> known.with(known.identity().reject()));
        console.showStatus(
                "Rejected: you keep the old identity. Somebody who has only the new one can neither read what"
                        + " you write nor answer.");
        showWhatToDecide();
    }

    private boolean hasNothingToDecide() {
        boolean nothing = memory.peer().identity().changed() == null;
        if (nothing) {
            console.showStatus("There is nothing to decide: " + peer + "'s identity has not changed.");
        }
        return nothing;
    }
}

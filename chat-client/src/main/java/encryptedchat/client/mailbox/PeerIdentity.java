package encryptedchat.client.mailbox;

import encryptedchat.client.Console;
import encryptedchat.client.explain.Detail;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.explain.Refused;
import encryptedchat.client.explain.Shown;
import encryptedchat.client.explain.StepKind;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.IdentityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a key is shown for the peer's name, by the relay or in an offer: the first one is taken, and
 * another one stops the conversation until the person has decided. So does a safety number that differs.
 */
final class PeerIdentity {
    private final String peer;
    private final ConversationState state;
    private final Console console;
    private final Narrator narrator;
    private @Nullable IdentityKey lastSeen;

    PeerIdentity(String peer, ConversationState state, Console console, Narrator narrator) {
        this.peer = peer;
        this.state = state;
        this.console = console;
        this.narrator = narrator;
    }

    boolean awaitsDecision() {
        return state.pin().awaitsDecision();
    }

    void see(IdentityKey key) {
        Pin before = state.pin();
        if (!key.equals(lastSeen)) {
            lastSeen = key;
            tell(before, key);
        }
        Pin after = before.seen(key);
        if (after.equals(before)) {
            return;
        }
        state.pin(after);
        if (after.awaitsDecision()) {
            explain();
        } else {
            console.showStatus("First contact with " + peer + ": the identity key is remembered from now on. Nobody"
                    + " has compared it yet: /verify shows the number to compare.");
        }
    }

    private void tell(Pin before, IdentityKey key) {
        if (before.pinned() == null) {
            narrator.done(StepKind.PEER_PINNED, () -> List.of(shown("identity key", key)));
        } else if (before.pinned().equals(key)) {
            narrator.done(StepKind.PEER_RECOGNISED, () -> List.of(shown("identity key", key)));
        } else {
            IdentityKey pinned = before.pinned();
            narrator.refused(
                    Refused.PEER,
                    Reason.NOT_AUTHENTIC,
                    "it is another key than the one that was written down",
                    () -> List.of(shown("identity key of before", pinned), shown("identity key", key)));
        }
    }

    private static Detail shown(String name, IdentityKey key) {
        return Detail.in(name, Shown.bytes(key.toBytes()));
    }

    /** What the person has to decide, if anything. */
    void explain() {
        if (state.pin().changed() != null) {
            explainChange();
        } else if (awaitsDecision()) {
            explainDifference();
        } else {
            console.showAlarm("");
        }
    }

    private void explainChange() {
        console.showAlarm("another identity of " + peer + ": /accept or /reject");
        console.showStatus("STOPPED. " + peer + " shows another identity key than before. Either " + peer
                + " has lost the old one (a new computer, a deleted home folder), or somebody poses as " + peer
                + ", the relay included.");
        console.showStatus(
                "Ask " + peer + " by another way than this chat. If it is " + peer + "'s own, /accept it, and"
                        + " compare the number that /verify shows then. If not, or if you cannot ask, /reject keeps the old one.");
        console.showStatus("Until you decide, nothing is sent or shown; what you type is kept.");
    }

    private void explainDifference() {
        console.showAlarm("the safety numbers differ: /verify yes or /quit");
        console.showStatus("STOPPED. You have said that the safety numbers differ: then somebody sits between you and "
                + peer + " and reads along, or one of you is not at the right name or relay.");
        console.showStatus("Leave with /quit, and ask whoever runs the relay. If you find that they are the same after"
                + " all, say /verify yes. Until then nothing is sent or shown; what you type is kept.");
    }

    /** The person has compared the safety number. */
    void compared(boolean same) {
        if (state.pin().key().isEmpty()) {
            console.showStatus("There is nothing to compare yet: " + peer + " has not been seen at the relay.");
            return;
        }
        state.pin(state.pin().compare(same));
        if (same) {
            console.showStatus("Recorded: you have compared the safety number with " + peer + ".");
        }
        explain();
    }

    void accept() {
        if (isThereNothingToDecide()) {
            return;
        }
        state.pin(state.pin().accept());
        state.forgetSessions();
        console.showStatus(
                "Accepted: " + peer + " has a new identity from now on. Nobody has compared it yet: /verify.");
        explain();
    }

    void reject() {
        if (isThereNothingToDecide()) {
            return;
        }
        state.pin(state.pin().reject());
        console.showStatus("Rejected: you go on with the identity of before. Whoever has only the other one can neither"
                + " read what you write nor answer.");
        explain();
    }

    private boolean isThereNothingToDecide() {
        boolean nothing = state.pin().changed() == null;
        if (nothing) {
            console.showStatus("There is nothing to decide: " + peer + "'s identity has not changed.");
        }
        return nothing;
    }
}

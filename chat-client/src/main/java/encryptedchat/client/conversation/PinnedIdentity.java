package encryptedchat.client.conversation;

import encryptedchat.crypto.identity.IdentityKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the other one's identity key: it is taken at first contact, as SSH does it, and from then on
 * every other key is a change that the person has to decide on. So is a safety number that differs.
 *
 * @param pinned the key that the name stands for; null before the first contact
 * @param comparison what came of comparing the safety number of this key
 * @param changed another key that is shown for the name and waits for a decision; null if none does
 * @param rejected another key that the person has decided against; null if there is none
 */
record PinnedIdentity(
        @AsBase64 @Nullable IdentityKey pinned,
        Comparison comparison,
        @AsBase64 @Nullable IdentityKey changed,
        @AsBase64 @Nullable IdentityKey rejected) {

    static final PinnedIdentity NONE = new PinnedIdentity(null, Comparison.NOT_YET, null, null);

    /** Whether both see the same safety number. */
    enum Comparison {
        NOT_YET,
        SAME,
        DIFFERENT
    }

    /** @return what is remembered after this key was shown for the name, by the relay or in an offer */
    PinnedIdentity seen(IdentityKey key) {
        if (pinned == null) {
            return new PinnedIdentity(key, Comparison.NOT_YET, null, null);
        }
        if (key.equals(pinned) || key.equals(rejected) || key.equals(changed)) {
            return this;
        }
        return new PinnedIdentity(pinned, comparison, key, rejected);
    }

    /** The person takes the changed key; nobody has compared it yet. */
    PinnedIdentity accept() {
        return changed == null ? this : new PinnedIdentity(changed, Comparison.NOT_YET, null, null);
    }

    /** The person keeps the key of before. */
    PinnedIdentity reject() {
        return changed == null ? this : new PinnedIdentity(pinned, comparison, null, changed);
    }

    /** The person has compared the safety number: it is the same, or it is not. */
    PinnedIdentity compare(boolean same) {
        Comparison result = same ? Comparison.SAME : Comparison.DIFFERENT;
        return pinned == null ? this : new PinnedIdentity(pinned, result, changed, rejected);
    }

    boolean compared() {
        return comparison == Comparison.SAME;
    }

    /** @return whether nothing may be sent or shown until the person has decided */
    boolean awaitsDecision() {
        return changed != null || comparison == Comparison.DIFFERENT;
    }

    Optional<IdentityKey> key() {
        return Optional.ofNullable(pinned);
    }
}

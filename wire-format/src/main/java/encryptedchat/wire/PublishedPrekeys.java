package encryptedchat.wire;

import java.util.List;

/**
 * Prekeys of one person at one level: what the owner publishes, and what somebody else is given who wants to begin a
 * session.
 *
 * @param signed those that serve again and again until they expire, at most one of a kind
 * @param oneTime those that are handed out once each; somebody else is given at most one of a kind
 */
public record PublishedPrekeys(List<Prekey> signed, List<Prekey> oneTime) {

    public static final PublishedPrekeys NONE = new PublishedPrekeys(List.of(), List.of());

    public boolean isEmpty() {
        return signed.isEmpty() && oneTime.isEmpty();
    }
}

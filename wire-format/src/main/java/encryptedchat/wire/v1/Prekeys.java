package encryptedchat.wire.v1;

import encryptedchat.wire.PublishedPrekeys;

/** Prekeys: the bodies of {@code /v1/people/{name}/prekeys/{level}} and below, beside {@link PublishedPrekeys}. */
public final class Prekeys {
    private Prekeys() {}

    /**
     * Relay to owner: what is there after publishing, or whenever the owner asks.
     *
     * @param oneTimeLeft how many one-time prekeys nobody has been given yet
     */
    public record Supply(int oneTimeLeft) {}
}

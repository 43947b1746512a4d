package encryptedchat.relay.v1;

import java.time.Duration;

/**
 * What may differ from one relay to another.
 *
 * @param tokenLife how long a login lasts
 * @param address how often one address may register, ask for challenges, and log in
 * @param sender how often one person may send
 */
public record V1Settings(Duration tokenLife, Rate address, Rate sender) {
    /**
     * @param perSecond how often for any length of time
     * @param burst how often at once after a pause
     */
    public record Rate(int perSecond, int burst) {}

    public static final V1Settings DEFAULT =
            new V1Settings(Duration.ofHours(1), new Rate(20, 500), new Rate(200, 2000));

    public V1Settings withTokenLife(Duration life) {
        return new V1Settings(life, address, sender);
    }
}

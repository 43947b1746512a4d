package encryptedchat.crypto.level;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * One's own side of a protocol: who one is, where randomness and time come from, and who hears of each step.
 *
 * @param steps hears of what is done in this party's name
 */
public record Party(Identity identity, SecureRandom random, InstantSource clock, Steps steps) {
    public String name() {
        return identity.name();
    }

    /** @return what others know of this party */
    public Person person() {
        return identity.person();
    }

    /** @return Unix seconds by the own clock */
    public long now() {
        return clock.instant().getEpochSecond();
    }

    /** Tells that a step was done in this party's name. */
    public void done(String step, Detail... details) {
        steps.done(step, details);
    }
}

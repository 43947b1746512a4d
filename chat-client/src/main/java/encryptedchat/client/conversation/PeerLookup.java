package encryptedchat.client.conversation;

import encryptedchat.client.relay.RelayException;
import encryptedchat.crypto.identity.Person;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the relay's directory who the peer is, now and then: the identity key may change there. What it says is the
 * relay's word and nothing more, so it goes to {@link IdentityDecisions} each time.
 */
final class PeerLookup {
    /** For so long an answer is good enough. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Asked again within such a moment, the answer is the same one. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final Setting setting;
    private final IdentityDecisions identity;
    private volatile long askedAt = System.nanoTime() - INTERVAL.toNanos();
    private volatile Optional<Person> found = Optional.empty();

    PeerLookup(Setting setting, IdentityDecisions identity) {
        this.setting = setting;
        this.identity = identity;
    }

    /** @return whether the last answer is older than {@link #INTERVAL} */
    boolean isDue() {
        return age() >= INTERVAL.toNanos();
    }

    /** @return who has the name, by the answer of this moment; nothing if nobody, or what stands there is no key */
    Optional<Person> fetch() throws RelayException {
        if (age() >= MOMENT.toNanos()) {
            found = setting.relay().person(setting.peer());
            askedAt = System.nanoTime();
        }
        return found;
    }

    private long age() {
        return System.nanoTime() - askedAt;
    }

    /**
     * Compares the key with the pinned one. The first one is pinned; another one stops the conversation.
     *
     * @return whether the person need not decide anything
     */
    boolean checkPin(Optional<Person> found) throws InterruptedException {
        return setting.work().ask(() -> {
            found.ifPresentOrElse(person -> identity.see(person.identityKey()), identity::nobodyThere);
            return !identity.awaitsDecision();
        });
    }
}

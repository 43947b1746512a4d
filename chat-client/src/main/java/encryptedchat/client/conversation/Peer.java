package encryptedchat.client.conversation;

import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of one other person: the pinned identity, and the sessions.
 *
 * @param sessions oldest first
 * @param newestOffers for each identity key, the time of the last offer made to it or taken from it, in Unix seconds.
 *     Each has its own, so that an old offer of one that comes back is no new one
 */
record Peer(String name, PinnedIdentity identity, List<Kept> sessions, Map<IdentityKey, Long> newestOffers) {
    /** Older ones are erased. Two would do if every offer were taken before the next one is made. */
    private static final int MOST_SESSIONS = 8;

    /** So long after another one has taken its place a session still opens messages: as long as a relay keeps them. */
    private static final Duration RECEIVING = Duration.ofDays(30);

    /**
     * A session of a level.
     *
     * @param replacedAt when another one took its place, in Unix seconds; 0 for the one in use
     */
    record Kept(SessionId id, String level, Session session, long replacedAt) {
        Kept with(Session next) {
            return new Kept(id, level, next, replacedAt);
        }

        /** From now on it is for receiving only. */
        Kept replaced(long now) {
            return replacedAt == 0 ? new Kept(id, level, session, now) : this;
        }
    }

    static Peer unknown(String name) {
        return new Peer(name, PinnedIdentity.NONE, List.of(), Map.of());
    }

    Peer with(PinnedIdentity next) {
        return new Peer(name, next, sessions, newestOffers);
    }

    /** @return the session to seal in, if there is one of this level */
    Optional<Kept> current(String level) {
        return sessions.stream()
                .filter(kept -> kept.replacedAt() == 0 && kept.level().equals(level))
                .findFirst();
    }

    Optional<Kept> session(String level, SessionId id) {
        return sessions.stream()
                .filter(kept -> kept.level().equals(level) && kept.id().equals(id))
                .findFirst();
    }

    /** @param kept in place of the one with the same id */
    Peer with(Kept kept) {
        List<Kept> next = sessions.stream()
                .map(session -> session.id().equals(kept.id()) ? kept : session)
                .toList();
        return new Peer(name, identity, next, newestOffers);
    }

    long newestOffer(IdentityKey key) {
        return newestOffers.getOrDefault(key, 0L);
    }

    /**
     * @param person the identity that the session was agreed on with
     * @param time of the offer, in Unix seconds
     * @param now by the own clock, in Unix seconds
     * @return the same with this session in use, and those before it for receiving only
     */
    Peer begin(Kept kept, Person person, long time, long now) {
        List<Kept> next = new ArrayList<>();
        sessions.forEach(session -> next.add(session.replaced(now)));
        next.add(kept);
        Map<IdentityKey, Long> offers = new LinkedHashMap<>(newestOffers);
        offers.put(person.identityKey(), time);
        return new Peer(name, identity, List.copyOf(next), Map.copyOf(offers)).withoutOld(now);
    }

    /** @return the same without the sessions that are too many or too old, whose keys are gone with that */
    Peer withoutOld(long now) {
        List<Kept> next = sessions.stream()
                .skip(Math.max(0, sessions.size() - MOST_SESSIONS))
                .filter(kept -> kept.replacedAt() == 0 || now - kept.replacedAt() < RECEIVING.toSeconds())
                .toList();
        return new Peer(name, identity, next, newestOffers);
    }

    /** The peer is somebody else now: nothing that was agreed on with the one before holds any longer. */
    Peer withoutSessions() {
        return new Peer(name, identity, List.of(), newestOffers);
    }
}

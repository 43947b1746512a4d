package encryptedchat.client.conversation;

import encryptedchat.client.level.Levels;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is remembered of one other person: the pinned identity, and the sessions.
 *
 * @param sessions oldest first
 * @param newestOffers for each identity key, in Base64, the time of the last offer made to it or taken from it, in Unix
 *     seconds. Each has its own, so that an old offer of one that comes back is no new one
 */
record Peer(String name, PinnedIdentity identity, List<Kept> sessions, Map<String, Long> newestOffers) {
    /** Older ones are erased. Two would do if every offer were taken before the next one is made. */
    private static final int MOST_SESSIONS = 8;

    /** So long after another one has taken its place a session still opens messages: as long as a relay keeps them. */
    private static final Duration RECEIVING = Duration.ofDays(30);

    /**
     * A session of a level, in the form in which the level keeps it.
     *
     * @param exported Base64; whoever has it can read the messages
     * @param replacedAt when another one took its place, in Unix seconds; 0 for the one in use
     */
    record Kept(SessionId id, String level, String exported, long replacedAt) {
        /** A session that is in use from now on. */
        static Kept of(SessionId id, Level level, Session session) {
            return new Kept(id, level.name(), export(level, session), 0);
        }

        /** @throws WireFormatException if it cannot be used, which is seen when it is read from the disk */
        Session session(Party me) throws WireFormatException {
            Level known = Levels.find(level)
                    .orElseThrow(
                            () -> new WireFormatException("It holds a session of a level that is not known here."));
            return known.storage().resume(me, SecretBytes.copyOf(Base64Text.decode("exported", exported)));
        }

        Kept with(Session next) {
            return new Kept(id, level, export(Levels.find(level).orElseThrow(), next), replacedAt);
        }

        private static String export(Level level, Session session) {
            return Base64Text.encode(level.storage().export(session).exposeBytes());
        }

        /** From now on it is for receiving only. */
        Kept replaced(long now) {
            return replacedAt == 0 ? new Kept(id, level, exported, now) : this;
        }

        @Override
        public String toString() {
            return "Kept[" + id + ", not shown]";
        }
    }

    static Peer unknown(String name) {
        return new Peer(name, PinnedIdentity.NONE, List.of(), Map.of());
    }

    Peer with(PinnedIdentity next) {
        return new Peer(name, next, sessions, newestOffers);
    }

    private Peer with(Stream<Kept> next) {
        return new Peer(name, identity, next.toList(), newestOffers);
    }

    /** @return the session to seal in, if there is one of this level */
    Optional<Kept> current(String level) {
        return session(level, kept -> kept.replacedAt() == 0);
    }

    Optional<Kept> session(String level, SessionId id) {
        return session(level, kept -> kept.id().equals(id));
    }

    private Optional<Kept> session(String level, Predicate<Kept> wanted) {
        return sessions.stream()
                .filter(kept -> kept.level().equals(level))
                .filter(wanted)
                .findFirst();
    }

    /** @param kept in place of the one with the same id */
    Peer with(Kept kept) {
        return with(sessions.stream().map(session -> session.id().equals(kept.id()) ? kept : session));
    }

    long newestOffer(IdentityKey key) {
        return newestOffers.getOrDefault(Base64Text.encode(key.toBytes()), 0L);
    }

    /**
     * @param person the identity that the session was agreed on with
     * @param time of the offer, in Unix seconds
     * @param now by the own clock, in Unix seconds
     * @return the same with this session in use, and those before it for receiving only
     */
    Peer begin(Kept kept, Person person, long time, long now) {
        Map<String, Long> offers = new LinkedHashMap<>(newestOffers);
        offers.put(Base64Text.encode(person.identityKey().toBytes()), time);
        return new Peer(name, identity, sessions, Map.copyOf(offers))
                .with(Stream.concat(sessions.stream().map(session -> session.replaced(now)), Stream.of(kept)))
                .withoutOld(now);
    }

    /** @return the same without the sessions that are too many or too old, whose keys are gone with that */
    Peer withoutOld(long now) {
        return with(sessions.stream()
                .skip(Math.max(0, sessions.size() - MOST_SESSIONS))
                .filter(kept -> kept.replacedAt() == 0 || now - kept.replacedAt() < RECEIVING.toSeconds()));
    }

    /** The peer is somebody else now: nothing that was agreed on with the one before holds any longer. */
    Peer withoutSessions() {
        return with(Stream.empty());
    }
}

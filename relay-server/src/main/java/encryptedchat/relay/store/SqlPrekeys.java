package encryptedchat.relay.store;

import encryptedchat.relay.store.Store.Claim;
import encryptedchat.relay.store.Store.Claimed;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The prekeys in the database. A one-time prekey that was claimed stays with its claim until it expires: so the same
 * claim gets it again, and nobody else does when its owner publishes it again.
 */
final class SqlPrekeys {
    private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

    /** A condition in SQL: was given to this claim. */
    private static final String CLAIMED = "claimant = :claimant AND claim = :id";

    private SqlPrekeys() {}

    /**
     * @param now Unix seconds, here and below
     * @return how many one-time prekeys are left to be claimed
     */
    static int put(Handle handle, String owner, String level, PublishedPrekeys prekeys, long now) {
        purge(handle, now);
        for (Prekey signed : prekeys.signed()) {
            String drop = "DELETE FROM prekeys WHERE owner = ? AND level = ? AND kind = ? AND NOT one_time";
            handle.execute(drop, owner, level, signed.kind());
            add(handle, owner, level, signed, false);
        }
        prekeys.oneTime().forEach(prekey -> add(handle, owner, level, prekey, true));
        checkRoom(count(handle, owner, level, false, now), V1.MAX_PREKEYS_AT_ONCE, "kinds of signed prekeys");
        int left = oneTimeLeft(handle, owner, level, now);
        checkRoom(left, V1.MAX_ONE_TIME_PREKEYS, "one-time prekeys that nobody has claimed");
        return left;
    }

    private static void add(Handle handle, String owner, String level, Prekey prekey, boolean oneTime) {
        handle.createUpdate("""
                        INSERT INTO prekeys (owner, level, one_time, kind, id, made_at, expires_at, bytes, signature)
                        VALUES (:owner, :level, :oneTime, :kind, :id, :madeAt, :expiresAt, :bytes, :signature)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("owner", owner)
                .bind("level", level)
                .bind("oneTime", oneTime)
                .bindMethods(prekey)
                .execute();
    }

    private static void checkRoom(int there, int most, String what) {
        if (there > most) {
            throw new NotStoredException(
                    Problem.Kind.PREKEYS_FULL,
                    "The relay keeps at most " + most + " " + what + " of one person for one level. Publish fewer.",
                    0);
        }
    }

    static int oneTimeLeft(Handle handle, String owner, String level, long now) {
        return count(handle, owner, level, true, now);
    }

    private static int count(Handle handle, String owner, String level, boolean oneTime, long now) {
        return handle.select("""
                        SELECT count(*) FROM prekeys
                        WHERE owner = ? AND level = ? AND one_time = ? AND claim IS NULL AND expires_at > ?
                        """, owner, level, oneTime, now)
                .mapTo(Integer.class)
                .one();
    }

    static Claimed claim(Handle handle, Claim claim, long now) {
        List<Prekey> signed = find(handle, "NOT one_time", claim, now);
        List<Prekey> before = find(handle, CLAIMED, claim, now);
        if (signed.isEmpty() || !before.isEmpty()) {
            return new Claimed(Outcome.BEFORE, new PublishedPrekeys(signed, before));
        }
        int taken = handle.createUpdate("""
                        UPDATE prekeys SET claimant = :claimant, claim = :id, claimed_at = :now
                        WHERE owner = :owner AND level = :level AND one_time AND (kind, id) IN (
                            SELECT kind, id FROM (
                                SELECT kind, id, row_number() OVER (PARTITION BY kind ORDER BY made_at, id) AS place
                                FROM prekeys
                                WHERE owner = :owner AND level = :level AND one_time AND claim IS NULL
                                    AND expires_at > :now
                            ) AS unclaimed WHERE place = 1)
                        """).bindMethods(claim).bind("now", now).execute();
        if (taken > 0) {
            checkRate(handle, claim, now);
        }
        return new Claimed(Outcome.NEW, new PublishedPrekeys(signed, find(handle, CLAIMED, claim, now)));
    }

    private static void checkRate(Handle handle, Claim claim, long now) {
        List<Long> times = handle.select("""
                        SELECT min(claimed_at) FROM prekeys
                        WHERE owner = ? AND claimant = ? AND claimed_at > ?
                        GROUP BY level, claim ORDER BY 1
                        """, claim.owner(), claim.claimant(), now - HOUR_SECONDS)
                .mapTo(Long.class)
                .list();
        int tooMany = times.size() - V1.MAX_CLAIMS_PER_HOUR;
        if (tooMany > 0) {
            long wait = times.get(tooMany - 1) + HOUR_SECONDS - now;
            throw new NotStoredException(
                    Problem.Kind.TOO_MANY,
                    "You have claimed one-time prekeys of " + claim.owner() + " " + V1.MAX_CLAIMS_PER_HOUR
                            + " times within an hour. Try again after " + wait + " s.",
                    wait);
        }
    }

    private static List<Prekey> find(Handle handle, String condition, Claim claim, long now) {
        return handle.createQuery("""
                        SELECT kind, id, made_at, expires_at, bytes, signature FROM prekeys
                        WHERE owner = :owner AND level = :level AND expires_at > :now AND %s
                        ORDER BY kind
                        """.formatted(condition))
                .bindMethods(claim)
                .bind("now", now)
                .map((row, context) -> new Prekey(
                        row.getString("kind"),
                        row.getString("id"),
                        row.getLong("made_at"),
                        row.getLong("expires_at"),
                        row.getString("bytes"),
                        row.getString("signature")))
                .list();
    }

    /** Removes those that have expired. */
    static void purge(Handle handle, long now) {
        handle.execute("DELETE FROM prekeys WHERE expires_at <= ?", now);
    }
}

package encryptedchat.relay.store;

import encryptedchat.relay.store.NotStoredException.Reason;
import encryptedchat.relay.store.Store.Claim;
import encryptedchat.relay.store.Store.Claimed;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The prekeys in the database. A one-time prekey that was claimed stays with its claim until it expires: so the same
 * claim gets it again, and nobody else does when its owner publishes it again.
 */
final class SqlPrekeys {
    private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

    private SqlPrekeys() {}

    /**
     * @param now Unix seconds, here and below
     * @return how many one-time prekeys are left to be claimed
     */
    static int put(Handle handle, String owner, String level, PublishedPrekeys prekeys, long now) {
        purge(handle, now);
        for (Prekey signed : prekeys.signed()) {
            of(owner, level, handle.createUpdate(Sql.DROP_SIGNED_PREKEY))
                    .bind("kind", signed.kind())
                    .execute();
            add(handle, owner, level, signed, false);
        }
        prekeys.oneTime().forEach(prekey -> add(handle, owner, level, prekey, true));
        checkRoom(count(handle, owner, level, false, now), V1.MAX_PREKEYS_AT_ONCE, "kinds of signed prekeys");
        int left = oneTimeLeft(handle, owner, level, now);
        checkRoom(left, V1.MAX_ONE_TIME_PREKEYS, "one-time prekeys that nobody has claimed");
        return left;
    }

    private static void add(Handle handle, String owner, String level, Prekey prekey, boolean oneTime) {
        of(owner, level, handle.createUpdate(Sql.ADD_PREKEY))
                .bind("oneTime", oneTime)
                .bindMethods(prekey)
                .execute();
    }

    private static void checkRoom(int there, int most, String what) {
        if (there > most) {
            throw new NotStoredException(
                    Reason.PREKEYS_FULL,
                    "The relay keeps at most " + most + " " + what + " of one person for one level. Publish fewer.",
                    0);
        }
    }

    static int oneTimeLeft(Handle handle, String owner, String level, long now) {
        return count(handle, owner, level, true, now);
    }

    private static int count(Handle handle, String owner, String level, boolean oneTime, long now) {
        return of(owner, level, handle.createQuery(Sql.COUNT_PREKEYS))
                .bind("oneTime", oneTime)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    static Claimed claim(Handle handle, Claim claim, long now) {
        List<Prekey> signed = find(handle, Sql.SIGNED_PREKEYS, claim, now);
        List<Prekey> before = find(handle, Sql.CLAIMED_PREKEYS, claim, now);
        if (signed.isEmpty() || !before.isEmpty()) {
            return new Claimed(Outcome.BEFORE, new PublishedPrekeys(signed, before));
        }
        int taken = handle.createUpdate(Sql.CLAIM_PREKEYS)
                .bindMethods(claim)
                .bind("now", now)
                .execute();
        if (taken > 0) {
            checkRate(handle, claim, now);
        }
        return new Claimed(Outcome.NEW, new PublishedPrekeys(signed, find(handle, Sql.CLAIMED_PREKEYS, claim, now)));
    }

    private static void checkRate(Handle handle, Claim claim, long now) {
        List<Long> times = handle.createQuery(Sql.CLAIM_TIMES)
                .bindMethods(claim)
                .bind("hourAgo", now - HOUR_SECONDS)
                .mapTo(Long.class)
                .list();
        int tooMany = times.size() - V1.MAX_CLAIMS_PER_HOUR;
        if (tooMany > 0) {
            long wait = times.get(tooMany - 1) + HOUR_SECONDS - now;
            throw new NotStoredException(
                    Reason.CLAIMS_TOO_OFTEN,
                    "You have claimed one-time prekeys of " + claim.owner() + " " + V1.MAX_CLAIMS_PER_HOUR
                            + " times within an hour. Try again after " + wait + " s.",
                    wait);
        }
    }

    private static List<Prekey> find(Handle handle, String sql, Claim claim, long now) {
        return handle.createQuery(sql)
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
        handle.createUpdate(Sql.PURGE_PREKEYS).bind("now", now).execute();
    }

    private static <S extends SqlStatement<S>> S of(String owner, String level, S statement) {
        return statement.bind("owner", owner).bind("level", level);
    }
}

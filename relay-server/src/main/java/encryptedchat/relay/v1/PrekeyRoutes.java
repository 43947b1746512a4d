package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.LOGGED_IN;
import static encryptedchat.relay.v1.Operation.Access.OWNER;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PUT;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Claim;
import encryptedchat.relay.store.Store.Claimed;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Prekeys.Supply;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prekeys: their owner publishes them, so that others can begin a session while the owner is away. A one-time prekey is
 * given to one claim, as often as this is repeated, and never to another.
 */
final class PrekeyRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PrekeyRoutes.class);

    private static final String PREKEYS = V1.PEOPLE + "{name}" + V1.PREKEYS + "{level}";

    private final Store store;
    private final Clock clock;

    PrekeyRoutes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                new Operation(PUT, PREKEYS, OWNER, this::publish),
                new Operation(GET, PREKEYS, OWNER, this::supply),
                new Operation(PUT, PREKEYS + V1.CLAIMS + "{id}", LOGGED_IN, this::claim));
    }

    private CompletableFuture<Reply> publish(Call call) throws WireFormatException {
        String owner = call.name();
        String level = call.level();
        PublishedPrekeys prekeys = call.body(PublishedPrekeys.class);
        List<Prekey> all = Stream.of(prekeys.signed(), prekeys.oneTime())
                .flatMap(List::stream)
                .toList();
        if (all.size() > V1.MAX_PREKEYS_AT_ONCE) {
            throw new WireFormatException(
                    "A request holds at most " + V1.MAX_PREKEYS_AT_ONCE + " prekeys. Send several requests.");
        }
        long kinds = prekeys.signed().stream().map(Prekey::kind).distinct().count();
        if (kinds < prekeys.signed().size()) {
            throw new WireFormatException("Field 'signed' holds two prekeys of one kind.");
        }
        Instant now = clock.instant();
        for (Prekey prekey : all) {
            check(prekey, owner, level, now);
        }
        return store.putPrekeys(owner, level, prekeys, now).thenApply(left -> {
            String prekeyCount = all.size() == 1 ? "1 prekey" : all.size() + " prekeys";
            LOG.info("stored: {} of {} for level {}, {} one-time ones left", prekeyCount, owner, level, left);
            return Reply.ok(new Supply(left));
        });
    }

    private void check(Prekey prekey, String owner, String level, Instant now) throws WireFormatException {
        prekey.check();
        if (prekey.expiresAt() <= now.getEpochSecond()) {
            throw new WireFormatException("The prekey " + prekey.id()
                    + " has expired, as the relay's clock says. Make a new one, or check the clocks.");
        }
        byte[] identityKey = PeopleRoutes.identityKey(store, owner);
        byte[] signed = prekey.signedBytes(level, owner, identityKey);
        if (!IdentityKey.of(identityKey).hasSigned(signed, prekey.decodeSignature())) {
            throw new Refusal(
                    Kind.SIGNATURE_WRONG,
                    "The prekey " + prekey.id() + " is not signed for " + owner + " and level " + level
                            + " by the identity key of " + owner + ".");
        }
    }

    private CompletableFuture<Reply> supply(Call call) throws WireFormatException {
        return Reply.ok(new Supply(store.oneTimePrekeysLeft(call.name(), call.level(), clock.instant())))
                .now();
    }

    private CompletableFuture<Reply> claim(Call call) throws WireFormatException {
        Claim claim = new Claim(call.name(), call.level(), call.caller(), call.id());
        PeopleRoutes.identityKey(store, claim.owner());
        return store.claimPrekeys(claim, clock.instant()).thenApply(claimed -> claimed(claim, claimed));
    }

    private static Reply claimed(Claim claim, Claimed claimed) {
        if (claimed.prekeys().signed().isEmpty()) {
            throw new Refusal(
                    Kind.NO_PREKEYS,
                    claim.owner() + " has no prekeys here for level " + claim.level() + ". Try again later.");
        }
        return claimed.outcome() == Outcome.NEW ? Reply.created(claimed.prekeys()) : Reply.ok(claimed.prekeys());
    }
}

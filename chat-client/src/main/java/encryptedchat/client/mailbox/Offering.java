package encryptedchat.client.mailbox;

import encryptedchat.client.explain.Detail;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.explain.Refused;
import encryptedchat.client.explain.Shown;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When this side offers new keys, if it is the one that does: as long as there are none, and when others are wanted.
 */
final class Offering {
    private final String me;
    private final String peer;
    private final ConversationState state;
    private final Handshake handshake;
    private final Notices notices;
    private final Narrator narrator;
    private final SecureRandom random;
    private final InstantSource clock;
    private final boolean takesOffers;
    private boolean renewing;
    private @Nullable ExchangeKey lastRefused;

    Offering(
            String me,
            String peer,
            ConversationState state,
            Handshake handshake,
            Notices notices,
            Narrator narrator,
            SecureRandom random,
            InstantSource clock,
            boolean takesOffers) {
        this.me = me;
        this.peer = peer;
        this.state = state;
        this.handshake = handshake;
        this.notices = notices;
        this.narrator = narrator;
        this.random = random;
        this.clock = clock;
        this.takesOffers = takesOffers;
    }

    /** @return whether the peer's exchange key is needed for an offer */
    boolean isWanted() {
        return !takesOffers && (renewing || state.session().isEmpty());
    }

    /** The person wants new keys. */
    void renew() {
        renewing = !takesOffers;
        notices.say(
                takesOffers
                        ? "New keys are offered by " + peer + ", and taken here."
                        : "New keys are offered as soon as the relay has been asked for " + peer
                                + "'s exchange key, which takes up to half a minute.");
    }

    /** An offer that the peer has not taken yet may have been lost with the memory of the relay. */
    void relayHasForgotten() {
        renewing = !takesOffers;
    }

    /** @param exchangeKey what the relay shows, if anything, for the name that it says belongs to this identity */
    void exchangeKeyFound(IdentityKey identityKey, Optional<ExchangeKey> exchangeKey) {
        boolean known = state.pin().key().filter(identityKey::equals).isPresent();
        if (!isWanted() || !known || state.pin().awaitsDecision()) {
            return;
        }
        if (exchangeKey.isPresent()) {
            offer(exchangeKey.get(), new Person(peer, identityKey));
        } else {
            notices.say("Waiting for " + peer + " to publish an exchange key.");
        }
    }

    private void offer(ExchangeKey peersKey, Person person) {
        try {
            long time = Math.max(clock.instant().getEpochSecond(), state.newestOffer(person.identityKey()) + 1);
            Optional<Offered> made = handshake.offer(peersKey, person, time);
            if (made.isPresent()) {
                begin(made.get(), person.identityKey());
            }
            renewing = false;
        } catch (RejectedException notTheirs) {
            tell(peersKey, notTheirs);
            notices.say(
                    "The exchange key that the relay has for " + peer + " is refused: " + notTheirs.getMessage() + ".");
        }
    }

    /** Once for each key, however often it is found again. */
    private void tell(ExchangeKey peersKey, RejectedException notTheirs) {
        if (!peersKey.equals(lastRefused)) {
            lastRefused = peersKey;
            narrator.refused(
                    Refused.EXCHANGE_KEY,
                    notTheirs.reason(),
                    notTheirs.getMessage(),
                    () -> List.of(
                            Detail.in("PEM text", Shown.base64(peersKey.publicKeyPemBase64())),
                            Detail.in("signature", Shown.base64(peersKey.signature()))));
        }
    }

    private void begin(Offered made, IdentityKey identityKey) {
        AuthenticatedSession session =
                AuthenticatedSession.begin(made.agreement(), me, peer, random, clock, narrator.steps());
        state.begin(session, identityKey, made.offer().time(), Optional.of(Mail.Content.of(made.offer())));
        notices.say("An offer is on its way to " + peer + ": a master secret under " + peer
                + "'s exchange key, signed by me. Type to talk.");
    }
}

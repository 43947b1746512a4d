package encryptedchat.bob;

import encryptedchat.client.mailbox.Handshake;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Bob's steps at level authenticated:
 *
 * <ol>
 *   <li>He signs his exchange key, an RSA public key, with his identity key, and publishes it at the relay.
 *   <li>He takes Alice's offer: he checks that she has signed it, for him, and that it is new.
 *   <li>He decrypts the master secret in it with the private half of his exchange key.
 *   <li>From the master secret, and from all that she has signed, he derives a key for each direction, and can talk.
 * </ol>
 */
final class BobHandshake implements Handshake {
    private final Identity bob;
    private final RsaKeyPair exchangeKey;
    private final InstantSource clock;
    private final Steps steps;

    BobHandshake(Identity bob, RsaKeyPair exchangeKey, InstantSource clock, Steps steps) {
        this.bob = bob;
        this.exchangeKey = exchangeKey;
        this.clock = clock;
        this.steps = steps;
    }

    @Override
    public Optional<ExchangeKey> published() {
        return Optional.of(AuthenticatedKeyExchange.sign(exchangeKey.publicKey(), bob, steps));
    }

    /** He makes no offers. */
    @Override
    public Optional<Offered> offer(ExchangeKey peersKey, Person peer, long time) {
        return Optional.empty();
    }

    @Override
    public Agreement take(Offer offer, Person alice, long newestTaken) throws RejectedException {
        return AuthenticatedKeyExchange.accept(offer, alice, bob, exchangeKey, newestTaken, clock.instant(), steps);
    }
}

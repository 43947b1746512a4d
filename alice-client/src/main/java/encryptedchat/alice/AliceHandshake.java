package encryptedchat.alice;

import encryptedchat.client.mailbox.Handshake;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Alice's steps at level authenticated:
 *
 * <ol>
 *   <li>She fetches Bob's identity key and his exchange key from the relay, and checks that the one has signed the
 *       other.
 *   <li>She makes a master secret.
 *   <li>She encrypts it with his exchange key, signs the offer with her identity key, and sends it to him.
 *   <li>From the master secret, and from all that she has signed, she derives a key for each direction, and can talk.
 * </ol>
 */
final class AliceHandshake implements Handshake {
    private final Identity alice;
    private final SecureRandom random;
    private final Steps steps;

    AliceHandshake(Identity alice, SecureRandom random, Steps steps) {
        this.alice = alice;
        this.random = random;
        this.steps = steps;
    }

    /** She takes no offers, so she publishes no key for them. */
    @Override
    public Optional<ExchangeKey> published() {
        return Optional.empty();
    }

    @Override
    public Optional<Offered> offer(ExchangeKey bobsKey, Person bob, long time) throws RejectedException {
        RSAPublicKey verified = AuthenticatedKeyExchange.verify(bobsKey, bob, steps);
        SecretBytes masterSecret = AuthenticatedKeyExchange.newMasterSecret(random, steps);
        return Optional.of(AuthenticatedKeyExchange.offer(masterSecret, alice, bob, verified, time, random, steps));
    }

    @Override
    public Agreement take(Offer offer, Person peer, long newestTaken) throws RejectedException {
        throw new RejectedException(
                Reason.NOT_OURS,
                "it is an offer, and this side makes the offers: start the other side with ./chat bob");
    }
}

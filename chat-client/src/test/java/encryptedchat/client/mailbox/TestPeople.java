package encryptedchat.client.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Alice, who makes offers, Bob, who takes them, and somebody else under Alice's name. */
final class TestPeople {
    static final SecureRandom RANDOM = new SecureRandom();
    static final long NOW = 1_700_000_000;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));

    static final Identity ALICE = new Identity("alice", IdentityKeyPair.generate(RANDOM));
    static final Identity OTHER_ALICE = new Identity("alice", IdentityKeyPair.generate(RANDOM));
    static final Identity BOB = new Identity("bob", IdentityKeyPair.generate(RANDOM));

    static final RsaKeyPair BOBS_EXCHANGE_KEY = exchangeKey();

    private TestPeople() {}

    /** What an initiator does about keys. */
    record Initiator(Identity me) implements Handshake {
        @Override
        public Optional<ExchangeKey> published() {
            return Optional.empty();
        }

        @Override
        public Optional<Offered> offer(ExchangeKey peersKey, Person peer, long time) throws RejectedException {
            return Optional.of(AuthenticatedKeyExchange.offer(
                    AuthenticatedKeyExchange.newMasterSecret(RANDOM, Steps.SILENT),
                    me,
                    peer,
                    AuthenticatedKeyExchange.verify(peersKey, peer, Steps.SILENT),
                    time,
                    RANDOM,
                    Steps.SILENT));
        }

        @Override
        public Agreement take(Offer offer, Person peer, long newestTaken) throws RejectedException {
            throw new RejectedException(RejectedException.Reason.NOT_OURS, "this side makes the offers");
        }
    }

    /** What a responder does about keys. */
    record Responder(Identity me) implements Handshake {
        @Override
        public Optional<ExchangeKey> published() {
            return Optional.of(AuthenticatedKeyExchange.sign(BOBS_EXCHANGE_KEY.publicKey(), me, Steps.SILENT));
        }

        @Override
        public Optional<Offered> offer(ExchangeKey peersKey, Person peer, long time) {
            return Optional.empty();
        }

        @Override
        public Agreement take(Offer offer, Person peer, long newestTaken) throws RejectedException {
            return AuthenticatedKeyExchange.accept(
                    offer, peer, me, BOBS_EXCHANGE_KEY, newestTaken, CLOCK.instant(), Steps.SILENT);
        }
    }

    static ExchangeKey bobsExchangeKey() {
        return new Responder(BOB).published().orElseThrow();
    }

    /** @param time in seconds after {@link #NOW} */
    static Offered offerToBob(Identity alice, long time) throws RejectedException {
        return new Initiator(alice)
                .offer(bobsExchangeKey(), BOB.person(), NOW + time)
                .orElseThrow();
    }

    static AuthenticatedSession sessionOf(Offered offered, String me, String peer) {
        return AuthenticatedSession.begin(offered.agreement(), me, peer, RANDOM, CLOCK, Steps.SILENT);
    }

    private static RsaKeyPair exchangeKey() {
        try (InputStream file = Objects.requireNonNull(TestPeople.class.getResourceAsStream("bob-rsa-4096.pem"))) {
            return RsaKeyPair.fromPrivateKeyPem(new String(file.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (WireFormatException refused) {
            throw new IllegalStateException(refused);
        }
    }
}

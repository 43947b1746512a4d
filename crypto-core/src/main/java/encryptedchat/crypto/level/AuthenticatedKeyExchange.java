package encryptedchat.crypto.level;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.crypto.primitive.Sha256;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SessionId;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Level 2, before the first message: Alice makes a master secret and sends it under Bob's RSA key, as at level 1, and
 * both sign their part.
 *
 * <p>Bob's signature says that the RSA key is his. Alice's says that the secret is from her, for him, in this session,
 * at this level. So nobody between them can answer in the other's name, as long as each has the other's true identity
 * key; to make sure of that they compare the {@link encryptedchat.crypto.identity.SafetyNumber}.
 */
public final class AuthenticatedKeyExchange {
    public static final int MASTER_SECRET_BYTES = 32;

    /** An offer may wait as long as a relay keeps it, and no longer. */
    public static final Duration OLDEST_OFFER = Duration.ofDays(30);

    /** How far ahead the initiator's clock may be. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private AuthenticatedKeyExchange() {}

    /** Alice's first step. */
    public static SecretBytes newMasterSecret(SecureRandom random, Steps steps) {
        SecretBytes masterSecret = SecretBytes.random(MASTER_SECRET_BYTES, random);
        steps.masterSecretMade(masterSecret);
        return masterSecret;
    }

    /** Bob's step before all others: his word that this exchange key is his. */
    public static ExchangeKey sign(RSAPublicKey exchangeKey, Identity bob, Steps steps) {
        byte[] signed = exchangeKeyBytes(exchangeKey, bob.person());
        byte[] signature = bob.keyPair().sign(signed);
        steps.exchangeKeySigned(bob.person(), signed, signature);
        return ExchangeKey.of(exchangeKey, signature);
    }

    /**
     * Alice checks Bob's word.
     *
     * @throws RejectedException if it is not a usable key, or the signature is not Bob's
     */
    public static RSAPublicKey verify(ExchangeKey exchangeKey, Person bob, Steps steps) throws RejectedException {
        try {
            RSAPublicKey key = exchangeKey.decodePublicKey();
            byte[] signed = exchangeKeyBytes(key, bob);
            byte[] signature = exchangeKey.decodeSignature();
            bob.identityKey().verify(signed, signature);
            steps.exchangeKeyVerified(bob, signed, signature);
            return key;
        } catch (WireFormatException malformed) {
            throw malformed(malformed);
        }
    }

    /**
     * What both have once an offer is made and taken.
     *
     * @param transcript a hash over all that was agreed on: who, with which keys, which secret, when
     */
    // The array is not copied: it is made once, and goes straight into the derivation of the session's keys.
    @SuppressWarnings("ArrayRecordComponent")
    public record Agreement(SessionId sessionId, byte[] transcript, SecretBytes masterSecret) {}

    /** What Alice sends, and what she has herself. */
    public record Offered(Offer offer, Agreement agreement) {}

    /**
     * Alice's second step.
     *
     * @param bobsPublicKey verified
     * @param time Unix seconds, later than in her last offer to Bob
     */
    public static Offered offer(
            SecretBytes masterSecret,
            Identity alice,
            Person bob,
            RSAPublicKey bobsPublicKey,
            long time,
            SecureRandom random,
            Steps steps) {
        byte[] sessionId = new byte[AuthenticatedWire.SESSION_ID_BYTES];
        random.nextBytes(sessionId);
        byte[] encrypted = RsaOaep.encrypt(masterSecret.exposeBytes(), bobsPublicKey, random);
        steps.masterSecretEncrypted(masterSecret, bobsPublicKey, encrypted);
        byte[] transcript = transcript(alice.person(), bob, bobsPublicKey, sessionId, encrypted, time, steps);
        byte[] signed = AuthenticatedWire.offerBytes(transcript);
        byte[] signature = alice.keyPair().sign(signed);
        steps.offerSigned(alice.person(), signed, signature);
        Offer offer = new Offer(
                AuthenticatedWire.LEVEL,
                Base64Text.encode(sessionId),
                alice.name(),
                bob.name(),
                Base64Text.encode(alice.person().identityKey().toBytes()),
                Base64Text.encode(bob.identityKey().toBytes()),
                Base64Text.encode(encrypted),
                time,
                Base64Text.encode(signature));
        return new Offered(offer, new Agreement(SessionId.of(sessionId), transcript, masterSecret));
    }

    /**
     * Bob's step. A refused offer changes nothing: the session before, if there is one, goes on.
     *
     * @param alice as Bob knows her
     * @param newestTaken the time of the last offer of hers that Bob has taken, or 0
     * @throws RejectedException if the offer is not from Alice for Bob at this level, was made before the last one that
     *     he took, is older than {@link #OLDEST_OFFER} or more than {@link #CLOCK_TOLERANCE} in the future, or does not
     *     decrypt with his key to {@value #MASTER_SECRET_BYTES} bytes
     */
    public static Agreement accept(
            Offer offer, Person alice, Identity bob, RsaKeyPair bobsKeyPair, long newestTaken, Instant now, Steps steps)
            throws RejectedException {
        try {
            checkParties(offer, alice, bob.person());
            byte[] sessionId = offer.decodeSessionId();
            byte[] encrypted = offer.decodeEncryptedMasterSecret();
            byte[] transcript =
                    transcript(alice, bob.person(), bobsKeyPair.publicKey(), sessionId, encrypted, offer.time(), steps);
            byte[] signed = AuthenticatedWire.offerBytes(transcript);
            alice.identityKey().verify(signed, offer.decodeSignature());
            checkTime(offer.time(), newestTaken, now.getEpochSecond());
            steps.offerVerified(offer, signed, newestTaken);
            SecretBytes masterSecret = RsaOaep.decrypt(encrypted, bobsKeyPair);
            if (masterSecret.length() != MASTER_SECRET_BYTES) {
                throw new RejectedException(
                        Reason.MALFORMED,
                        "a master secret has " + MASTER_SECRET_BYTES + " bytes, not " + masterSecret.length());
            }
            steps.masterSecretDecrypted(encrypted, masterSecret);
            return new Agreement(SessionId.of(sessionId), transcript, masterSecret);
        } catch (WireFormatException malformed) {
            throw malformed(malformed);
        }
    }

    private static void checkParties(Offer offer, Person alice, Person bob)
            throws RejectedException, WireFormatException {
        if (!offer.level().equals(AuthenticatedWire.LEVEL)) {
            throw new RejectedException(Reason.NOT_OURS, "it is for another level");
        }
        if (!offer.responder().equals(bob.name()) || !offer.initiator().equals(alice.name())) {
            throw new RejectedException(Reason.NOT_OURS, "it is not from " + alice.name() + " for " + bob.name());
        }
        if (!IdentityKey.of(offer.decodeResponderIdentityKey()).equals(bob.identityKey())) {
            throw new RejectedException(Reason.NOT_OURS, "it is for another identity key of " + bob.name());
        }
        if (!IdentityKey.of(offer.decodeInitiatorIdentityKey()).equals(alice.identityKey())) {
            throw new RejectedException(Reason.NOT_OURS, "it is from another identity key than " + alice.name() + "'s");
        }
    }

    private static void checkTime(long time, long newestTaken, long now) throws RejectedException {
        if (time <= newestTaken) {
            throw new RejectedException(Reason.REPLAYED, "it is not newer than the one before");
        }
        if (time < now - OLDEST_OFFER.toSeconds()) {
            throw new RejectedException(
                    Reason.STALE, "it is older than " + OLDEST_OFFER.toDays() + " days, or one of the clocks is wrong");
        }
        if (time > now + CLOCK_TOLERANCE.toSeconds()) {
            throw new RejectedException(Reason.STALE, "it comes from the future: one of the clocks is wrong");
        }
    }

    private static byte[] exchangeKeyBytes(RSAPublicKey exchangeKey, Person owner) {
        return AuthenticatedWire.exchangeKeyBytes(
                owner.name(), owner.identityKey().toBytes(), exchangeKey.getEncoded());
    }

    private static byte[] transcript(
            Person alice,
            Person bob,
            RSAPublicKey bobsPublicKey,
            byte[] sessionId,
            byte[] encrypted,
            long time,
            Steps steps) {
        byte[] agreedOn = AuthenticatedWire.transcriptBytes(
                alice.name(),
                bob.name(),
                alice.identityKey().toBytes(),
                bob.identityKey().toBytes(),
                bobsPublicKey.getEncoded(),
                sessionId,
                encrypted,
                time);
        byte[] transcript = Sha256.hash(agreedOn);
        steps.transcriptHashed(agreedOn, transcript);
        return transcript;
    }

    private static RejectedException malformed(WireFormatException why) {
        return new RejectedException(
                Reason.MALFORMED, "it does not have the form that belongs there (" + why.getMessage() + ")");
    }
}

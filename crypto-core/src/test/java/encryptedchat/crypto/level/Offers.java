package encryptedchat.crypto.level;

import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.crypto.primitive.Sha256;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.Offer;
import java.security.SecureRandom;
import java.time.Instant;

/** Alice's offers to Bob, as they are, and as nobody who follows the protocol makes them. */
final class Offers {
    /** What both clocks show, in Unix seconds. */
    static final long NOW = 1_700_000_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Offers() {}

    static Offered make(SecretBytes masterSecret, long time) {
        return AuthenticatedKeyExchange.offer(
                masterSecret, ALICE, BOB.person(), TestKeys.BOB.publicKey(), time, RANDOM, Steps.SILENT);
    }

    /** Bob's first one from Alice. */
    static Agreement take(Offer offer) throws RejectedException {
        return takeAfter(0, offer);
    }

    static Agreement takeAfter(long newestTaken, Offer offer) throws RejectedException {
        return AuthenticatedKeyExchange.accept(
                offer, ALICE.person(), BOB, TestKeys.BOB, newestTaken, Instant.ofEpochSecond(NOW), Steps.SILENT);
    }

    /** With a good signature, whatever the encrypted master secret is. */
    static Offer signed(Identity initiator, Person responder, byte[] encryptedMasterSecret) {
        byte[] sessionId = new byte[AuthenticatedWire.SESSION_ID_BYTES];
        byte[] initiatorKey = initiator.person().identityKey().toBytes();
        byte[] responderKey = responder.identityKey().toBytes();
        byte[] transcript = Sha256.hash(AuthenticatedWire.transcriptBytes(
                initiator.name(),
                responder.name(),
                initiatorKey,
                responderKey,
                TestKeys.BOB.publicKey().getEncoded(),
                sessionId,
                encryptedMasterSecret,
                NOW));
        return new Offer(
                AuthenticatedWire.LEVEL,
                Base64Text.encode(sessionId),
                initiator.name(),
                responder.name(),
                Base64Text.encode(initiatorKey),
                Base64Text.encode(responderKey),
                Base64Text.encode(encryptedMasterSecret),
                NOW,
                Base64Text.encode(initiator.keyPair().sign(AuthenticatedWire.offerBytes(transcript))));
    }
}

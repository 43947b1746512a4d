package encryptedchat.crypto.level;

import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.authenticated.Offer;
import java.security.interfaces.RSAPublicKey;

/**
 * Hears of each step of a level right when it is done, so that somebody can be told what happens. Who wants to hear of
 * a step overrides its method; a further level adds methods of its own.
 *
 * <p>What must stay secret comes as {@link SecretBytes}, and what comes as plain bytes may be shown: it crosses the
 * wire, follows from what does, or is the text itself.
 */
public interface Steps {
    /** Nobody listens. */
    Steps SILENT = new Steps() {};

    default void masterSecretMade(SecretBytes masterSecret) {}

    default void masterSecretEncrypted(SecretBytes masterSecret, RSAPublicKey recipient, byte[] encrypted) {}

    default void masterSecretDecrypted(byte[] encrypted, SecretBytes masterSecret) {}

    /** @param signed the bytes that the signature is over */
    default void exchangeKeySigned(Person owner, byte[] signed, byte[] signature) {}

    /** @param signed the bytes that the signature is over */
    default void exchangeKeyVerified(Person owner, byte[] signed, byte[] signature) {}

    /** @param agreedOn all that both must agree on, as one sequence of bytes */
    default void transcriptHashed(byte[] agreedOn, byte[] transcript) {}

    /** @param signed the bytes that the signature is over */
    default void offerSigned(Person initiator, byte[] signed, byte[] signature) {}

    /** @param newestTaken the time of the last offer taken from this initiator, in Unix seconds, or 0 */
    default void offerVerified(Offer offer, byte[] signed, long newestTaken) {}

    default void keyDerived(SecretBytes masterSecret, byte[] salt, byte[] info, SecretBytes key) {}

    default void sealed(SecretBytes key, byte[] plaintext, Envelope envelope) {}

    default void opened(SecretBytes key, Envelope envelope, byte[] plaintext) {}
}

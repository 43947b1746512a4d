package encryptedchat.crypto.level;

import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Level 1: one AES-256-GCM key for both directions, derived from the master secret.
 *
 * <p>Associated data is the Unix time of sealing, in whole seconds, in decimal ASCII. It is authenticated but nobody
 * checks it, and the envelope says neither who sealed it nor for whom: a replayed message opens again, and a message
 * sent back to its sender opens too. The next level adds what is missing.
 */
public final class ClassicSession implements Session {
    private static final byte[] INFO = "chat_session_key_alice_bob".getBytes(US_ASCII);
    private static final byte[] NO_SALT = {};

    private final SecretBytes key;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Steps steps;

    /** @param masterSecret {@value ClassicKeyExchange#MASTER_SECRET_BYTES} bytes */
    public ClassicSession(SecretBytes masterSecret, SecureRandom random, InstantSource clock, Steps steps) {
        this.key = Hkdf.sha256(masterSecret, NO_SALT, INFO, AesGcm.KEY_BYTES);
        this.random = random;
        this.clock = clock;
        this.steps = steps;
        steps.keyDerived(masterSecret, NO_SALT, INFO, key);
    }

    @Override
    public Envelope seal(String text) {
        byte[] time = Long.toString(clock.instant().getEpochSecond()).getBytes(US_ASCII);
        byte[] plaintext = Utf8.encode(text);
        Envelope sealed = new AesGcm(key, random).seal(plaintext, time);
        steps.sealed(key, plaintext, sealed);
        return sealed;
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        byte[] plaintext = new AesGcm(key, random).open(envelope);
        try {
            String text = Utf8.decode("the message", plaintext);
            steps.opened(key, envelope, plaintext);
            return Opened.unchecked(text);
        } catch (WireFormatException notUtf8) {
            throw new RejectedException(Reason.NOT_TEXT, "it does not hold UTF-8 text");
        }
    }
}

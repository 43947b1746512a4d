package encryptedchat.crypto.level.classic;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;
import static java.nio.charset.StandardCharsets.US_ASCII;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.level.Detail.Form;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Level 1: one AES-256-GCM key for both directions, derived from the master secret.
 *
 * <p>Associated data is the Unix time of sealing, in whole seconds, in decimal ASCII. It is authenticated but nobody
 * checks it, and the envelope says neither who sealed it nor for whom: a replayed message opens again, and a message
 * sent back to its sender opens too. The next level adds what is missing.
 */
public record ClassicSession(SecretBytes key, SecureRandom random, InstantSource clock, Steps steps)
        implements Session {
    private static final byte[] INFO = "chat_session_key_alice_bob".getBytes(US_ASCII);
    private static final byte[] NO_SALT = {};

    /** @param masterSecret {@value ClassicKeyExchange#MASTER_SECRET_BYTES} bytes */
    public static ClassicSession begin(
            SecretBytes masterSecret, SecureRandom random, InstantSource clock, Steps steps) {
        SecretBytes key = Hkdf.sha256(masterSecret, NO_SALT, INFO, AesGcm.KEY_BYTES);
        steps.done(
                "key-derived",
                in("master secret", masterSecret),
                in("salt", "none"),
                in("label", Form.FIELDS, INFO),
                out("key", key));
        return new ClassicSession(key, random, clock, steps);
    }

    @Override
    public Sealed seal(byte[] plaintext) {
        byte[] time = Long.toString(clock.instant().getEpochSecond()).getBytes(US_ASCII);
        Envelope sealed = new AesGcm(key, random).seal(plaintext, time);
        steps.done(
                "text-sealed",
                in("key", key),
                in("text", Form.TEXT, plaintext),
                in("associated data", Form.FIELDS, time),
                out("nonce", sealed.nonce()),
                out("ciphertext", sealed.ciphertext()),
                out("tag", sealed.tag()));
        return new Sealed(sealed, this);
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        byte[] plaintext = new AesGcm(key, random).open(envelope);
        steps.done(
                "text-opened",
                in("key", key),
                in("nonce", envelope.nonce()),
                in("associated data", Form.FIELDS, envelope.associatedData()),
                in("ciphertext", envelope.ciphertext()),
                in("tag", envelope.tag()),
                out("text", Form.TEXT, plaintext));
        return new Opened(plaintext, 0, 0, Optional.empty(), this);
    }
}

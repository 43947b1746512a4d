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

    private final AesGcm cipher;
    private final InstantSource clock;

    /** @param masterSecret {@value ClassicKeyExchange#MASTER_SECRET_BYTES} bytes */
    public ClassicSession(SecretBytes masterSecret, SecureRandom random, InstantSource clock) {
        this.cipher = new AesGcm(Hkdf.sha256(masterSecret, NO_SALT, INFO, AesGcm.KEY_BYTES), random);
        this.clock = clock;
    }

    @Override
    public Envelope seal(String text) {
        byte[] time = Long.toString(clock.instant().getEpochSecond()).getBytes(US_ASCII);
        return cipher.seal(Utf8.encode(text), time);
    }

    @Override
    public Opened open(Envelope envelope) throws RejectedException {
        byte[] plaintext = cipher.open(envelope);
        try {
            return Opened.unchecked(Utf8.decode("the message", plaintext));
        } catch (WireFormatException notUtf8) {
            throw new RejectedException(Reason.NOT_TEXT, "it does not hold UTF-8 text");
        }
    }
}

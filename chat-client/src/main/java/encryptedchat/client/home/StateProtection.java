package encryptedchat.client.home;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.PassphraseKey;
import encryptedchat.crypto.primitive.PassphraseKey.Cost;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Seals state files under a key that is made of a passphrase, once for all of them. The name of a file is authenticated
 * with it, so that one cannot be put in the place of another.
 */
final class StateProtection {
    private static final String KDF = "argon2id";

    private final Cost cost;
    private final byte[] salt;
    private final AesGcm cipher;

    private StateProtection(SecretBytes passphrase, byte[] salt, Cost cost, SecureRandom random) {
        this.cost = cost;
        this.salt = salt;
        this.cipher = new AesGcm(PassphraseKey.argon2id(passphrase, salt, cost), random);
    }

    /** Takes a salt of its own. */
    static StateProtection begin(SecretBytes passphrase, SecureRandom random) {
        byte[] salt = new byte[PassphraseKey.SALT_BYTES];
        random.nextBytes(salt);
        return new StateProtection(passphrase, salt, Cost.RECOMMENDED, random);
    }

    /** @throws WireFormatException if the content of the file is not one that was sealed */
    static StateProtection of(byte[] sealed, SecretBytes passphrase, SecureRandom random) throws WireFormatException {
        Sealed file = Json.read(sealed, Sealed.class);
        return new StateProtection(passphrase, file.decodeSalt(), file.cost(), random);
    }

    /** @return whether the content of a file was sealed; nothing is known about whether it can be opened */
    static boolean isSealed(byte[] content) throws WireFormatException {
        return Json.read(content, JsonNode.class).has("kdf");
    }

    byte[] seal(String name, byte[] content) {
        Envelope envelope = cipher.seal(content, associatedData(name));
        return Json.write(new Sealed(
                KDF,
                cost.memoryKib(),
                cost.iterations(),
                cost.parallelism(),
                Base64Text.encode(salt),
                Base64Text.encode(envelope.nonce()),
                Base64Text.encode(envelope.ciphertext()),
                Base64Text.encode(envelope.tag())));
    }

    /**
     * @throws WireFormatException if the content of the file was not sealed with this salt and cost
     * @throws RejectedException if it was sealed with another passphrase or under another name, or was changed
     */
    byte[] open(String name, byte[] sealed) throws WireFormatException, RejectedException {
        Sealed file = Json.read(sealed, Sealed.class);
        if (!Arrays.equals(file.decodeSalt(), salt) || !file.cost().equals(cost)) {
            throw new WireFormatException("The file is of another home.");
        }
        return cipher.open(new Envelope(
                associatedData(name),
                Base64Text.decode("nonce", file.nonce(), Envelope.NONCE_BYTES),
                Base64Text.decode("ciphertext", file.ciphertext()),
                Base64Text.decode("tag", file.tag(), Envelope.TAG_BYTES)));
    }

    private static byte[] associatedData(String name) {
        return CanonicalBytes.of("encrypted-chat state file").add(name).toBytes();
    }

    private record Sealed(
            String kdf,
            int memoryKib,
            int iterations,
            int parallelism,
            String salt,
            String nonce,
            String ciphertext,
            String tag) {

        byte[] decodeSalt() throws WireFormatException {
            return Base64Text.decode("salt", salt, PassphraseKey.SALT_BYTES);
        }

        Cost cost() throws WireFormatException {
            try {
                if (kdf.equals(KDF)) {
                    return new Cost(memoryKib, iterations, parallelism);
                }
            } catch (IllegalArgumentException outOfRange) {
                // Said below, in the same words as for another way of making keys.
            }
            throw new WireFormatException("The key is made in a way that this program does not take.");
        }
    }
}

package encryptedchat.client.home;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Who somebody is: an identity, made at the first start and kept in the file {@value StateFiles#IDENTITY}. Whoever can
 * read it, and knows its passphrase if it has one, can pose as this person.
 */
public final class IdentityFile {
    private IdentityFile() {}

    /**
     * @param steps hears whether it was made now, or at an earlier start
     * @throws ChatException if the file is somebody else's or cannot be used
     * @throws IOException if it cannot be read or written
     */
    public static Identity open(StateFiles files, String name, SecureRandom random, Steps steps)
            throws IOException, ChatException {
        Optional<byte[]> content = files.read(StateFiles.IDENTITY);
        Identity me = content.isPresent()
                ? read(files, name, content.get())
                : new Identity(name, IdentityKeyPair.generate(random));
        if (content.isEmpty()) {
            byte[] seed = me.keyPair().exposeSeed().exposeBytes();
            files.write(StateFiles.IDENTITY, Json.write(new File(name, Base64Text.encode(seed))));
        }
        steps.done(
                content.isPresent() ? "identity-read" : "identity-made",
                in("private key", me.keyPair().exposeSeed()),
                out("public key", me.person().identityKey().toBytes()));
        return me;
    }

    private static Identity read(StateFiles files, String name, byte[] content) throws ChatException {
        try {
            File file = Json.read(content, File.class);
            if (!file.name().equals(name)) {
                throw new ChatException("The file " + files.path(StateFiles.IDENTITY) + " holds the identity of "
                        + file.name() + ", not of " + name + ". Use --name " + file.name()
                        + ", or another folder with --home.");
            }
            byte[] seed = Base64Text.decode("identity_seed", file.identitySeed(), Ed25519.SEED_BYTES);
            return new Identity(name, IdentityKeyPair.ofSeed(SecretBytes.copyOf(seed)));
        } catch (WireFormatException notOurs) {
            throw new ChatException("The file " + files.path(StateFiles.IDENTITY) + " does not hold an identity: "
                    + notOurs.getMessage() + " Put back a copy of it, or use another folder with --home.");
        }
    }

    private record File(String name, String identitySeed) {
        @Override
        public String toString() {
            return "File[not shown]";
        }
    }
}

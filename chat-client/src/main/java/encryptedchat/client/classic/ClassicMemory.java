package encryptedchat.client.classic;

import encryptedchat.client.home.Home;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * What a client of level classic keeps in its home folder: the last master secret, so that after a restart it can open
 * what was sent to it in the meantime.
 *
 * <p>Whoever can read the file can read the conversation. The original keeps nothing, and loses those messages.
 */
public final class ClassicMemory {
    private static final String FILE = "classic-session.json";

    private final Home home;

    public ClassicMemory(Home home) {
        this.home = home;
    }

    /**
     * What both sides have in common.
     *
     * @param bobsPublicKey the key that the master secret was encrypted with on its way
     */
    public record Agreement(RSAPublicKey bobsPublicKey, SecretBytes masterSecret) {}

    /** @throws ChatException if the file is damaged; it is left as it is */
    public Optional<Agreement> recall() throws IOException, ChatException {
        Optional<byte[]> content = home.read(FILE);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(content.get(), File.class).decode());
        } catch (WireFormatException damaged) {
            throw new ChatException("The file " + home.path(FILE) + " is damaged: " + damaged.getMessage()
                    + " Move it away to start over; messages sealed with its key are lost then.");
        }
    }

    /** @throws UncheckedIOException if it cannot be written: without it, going on would lose messages later */
    public void keep(Agreement agreement) {
        File file = new File(
                RsaPublicKeyPem.encodeBase64(agreement.bobsPublicKey()),
                Base64Text.encode(agreement.masterSecret().exposeBytes()));
        try {
            home.write(FILE, Json.write(file));
        } catch (IOException notKept) {
            throw new UncheckedIOException(String.valueOf(notKept.getMessage()), notKept);
        }
    }

    private record File(String bobsPublicKeyPemB64, String masterSecretB64) {
        Agreement decode() throws WireFormatException {
            byte[] secret =
                    Base64Text.decode("master_secret_b64", masterSecretB64, ClassicKeyExchange.MASTER_SECRET_BYTES);
            return new Agreement(
                    RsaPublicKeyPem.decodeBase64("bobs_public_key_pem_b64", bobsPublicKeyPemB64),
                    SecretBytes.copyOf(secret));
        }

        @Override
        public String toString() {
            return "File[not shown]";
        }
    }
}

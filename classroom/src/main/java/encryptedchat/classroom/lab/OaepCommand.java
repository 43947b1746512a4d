package encryptedchat.classroom.lab;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** RSA-4096 with OAEP (RFC 8017 section 7.1): what everybody can encrypt, and one person decrypts. */
@Command(
        name = "oaep",
        description = "Encrypts with an RSA public key, and decrypts with the private key.",
        subcommands = {OaepCommand.Encrypt.class, OaepCommand.Decrypt.class})
final class OaepCommand extends LabGroup {
    private OaepCommand() {}

    @Command(name = "encrypt", description = "Encrypts up to 446 bytes; the result is another one each time.")
    static final class Encrypt extends LabStep {
        @Option(names = "--public-key", required = true, paramLabel = "FILE", description = "A public-key.pem.")
        private Path publicKey = Path.of("");

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Where the 512 bytes are written; they are printed otherwise.")
        private Optional<Path> out = Optional.empty();

        @Parameters(paramLabel = "PLAINTEXT", description = "BYTES to encrypt.")
        private ByteArgument plaintext = ByteArgument.NONE;

        private Encrypt() {}

        @Override
        void take() throws IOException, WireFormatException {
            int length = plaintext.toBytes().length;
            if (length > RsaOaep.MAX_PLAINTEXT_BYTES) {
                throw usage("OAEP with this key takes at most " + RsaOaep.MAX_PLAINTEXT_BYTES + " bytes; these are "
                        + length + ".");
            }
            String pemBase64 = Base64Text.encode(readKey(publicKey));
            byte[] ciphertext = RsaOaep.encrypt(
                    plaintext.toBytes(), RsaPublicKeyPem.decodeBase64("--public-key", pemBase64), new SecureRandom());
            give("ciphertext", ciphertext, out);
        }
    }

    @Command(name = "decrypt", description = "Decrypts what was encrypted with the public half of this key.")
    static final class Decrypt extends LabStep {
        @Option(names = "--private-key", required = true, paramLabel = "FILE", description = "A private-key.pem.")
        private Path privateKey = Path.of("");

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Where the plaintext is written; it is printed otherwise.")
        private Optional<Path> out = Optional.empty();

        @Parameters(paramLabel = "CIPHERTEXT", description = "BYTES to decrypt, 512, such as file:PATH.")
        private ByteArgument ciphertext = ByteArgument.NONE;

        private Decrypt() {}

        @Override
        void take() throws RejectedException, IOException, WireFormatException {
            byte[] encrypted = exactly(RsaOaep.CIPHERTEXT_BYTES, "An RSA-4096 ciphertext", ciphertext);
            RsaKeyPair pair = RsaKeyPair.fromPrivateKeyPem(Utf8.decode("The private key", readKey(privateKey)));
            give("plaintext", RsaOaep.decrypt(encrypted, pair).exposeBytes(), out);
        }
    }

    private static byte[] readKey(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IOException(
                    "The file " + file + " cannot be read. './chat lab keys FOLDER' makes keys.", unreadable);
        }
    }
}

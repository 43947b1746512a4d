package encryptedchat.classroom.lab;

import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs with Ed25519 (RFC 8032 section 5.1.6). */
@Command(name = "sign", description = "Signs bytes with the private key of an identity (Ed25519).")
final class SignCommand extends LabStep {
    @Option(
            names = "--seed",
            required = true,
            paramLabel = ByteArgument.LABEL,
            description = "The private key, 32 bytes.")
    private ByteArgument seed = ByteArgument.NONE;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the signature is written; it is printed otherwise.")
    private Optional<Path> out = Optional.empty();

    @Parameters(paramLabel = ByteArgument.LABEL, description = "What is signed.")
    private ByteArgument message = ByteArgument.NONE;

    private SignCommand() {}

    @Override
    void take() throws IOException {
        SecretBytes privateKey = SecretBytes.copyOf(exactly(Ed25519.SEED_BYTES, "--seed", seed));
        print("public key", Ed25519.publicKey(privateKey));
        give("signature", Ed25519.sign(privateKey, message.toBytes()), out);
    }
}

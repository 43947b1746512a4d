package encryptedchat.classroom.lab;

import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.crypto.primitive.SecretBytes;
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

    @Parameters(paramLabel = ByteArgument.LABEL, description = "What is signed.")
    private ByteArgument message = ByteArgument.NONE;

    private SignCommand() {}

    @Override
    void take() {
        SecretBytes privateKey = SecretBytes.copyOf(exactly(Ed25519.SEED_BYTES, "--seed", seed));
        print("public key", Ed25519.publicKey(privateKey));
        print("signature", Ed25519.sign(privateKey, message.toBytes()));
    }
}

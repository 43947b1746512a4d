package encryptedchat.classroom.lab;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.primitive.Ed25519;
import encryptedchat.wire.Ed25519Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a signature of Ed25519 (RFC 8032 section 5.1.7). */
@Command(name = "verify", description = "Checks a signature with the public key of an identity (Ed25519).")
final class VerifyCommand extends LabStep {
    @Option(names = "--public-key", required = true, paramLabel = ByteArgument.LABEL, description = "32 bytes.")
    private ByteArgument publicKey = ByteArgument.NONE;

    @Option(names = "--signature", required = true, paramLabel = ByteArgument.LABEL, description = "64 bytes.")
    private ByteArgument signature = ByteArgument.NONE;

    @Parameters(paramLabel = ByteArgument.LABEL, description = "What was signed.")
    private ByteArgument message = ByteArgument.NONE;

    private VerifyCommand() {}

    @Override
    void take() throws RejectedException {
        Ed25519.verify(
                exactly(Ed25519Wire.PUBLIC_KEY_BYTES, "--public-key", publicKey),
                message.toBytes(),
                exactly(Ed25519Wire.SIGNATURE_BYTES, "--signature", signature));
        print("signature", "good: the owner of this key has signed these bytes");
    }
}

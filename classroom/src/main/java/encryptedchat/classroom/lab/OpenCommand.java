package encryptedchat.classroom.lab;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.wire.Envelope;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens what was sealed with AES-256-GCM (SP 800-38D section 7.2), or refuses it. */
@Command(name = "open", description = "Checks the tag of a message sealed with AES-256-GCM, and only then decrypts it.")
final class OpenCommand extends LabStep {
    @Mixin
    private SealingOptions options = new SealingOptions();

    @Option(names = "--tag", required = true, paramLabel = ByteArgument.LABEL, description = "16 bytes.")
    private ByteArgument tag = ByteArgument.NONE;

    @Parameters(paramLabel = "CIPHERTEXT", description = "BYTES to open.")
    private ByteArgument ciphertext = ByteArgument.NONE;

    private OpenCommand() {}

    @Override
    void take() throws RejectedException {
        Envelope envelope = new Envelope(
                options.associatedData(),
                options.nonce(this),
                ciphertext.toBytes(),
                exactly(Envelope.TAG_BYTES, "--tag", tag));
        AesGcm cipher = new AesGcm(options.key(this), new SecureRandom());
        printReadable("plaintext", cipher.open(envelope));
    }
}

package encryptedchat.classroom.lab;

import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import picocli.CommandLine.Option;

/** What sealing and opening have in common: the key, the nonce and the associated data. */
final class SealingOptions {
    @Option(names = "--key", required = true, paramLabel = ByteArgument.LABEL, description = "32 bytes.")
    private ByteArgument key = ByteArgument.NONE;

    @Option(names = "--nonce", required = true, paramLabel = ByteArgument.LABEL, description = "12 bytes.")
    private ByteArgument nonce = ByteArgument.NONE;

    @Option(
            names = "--associated-data",
            paramLabel = ByteArgument.LABEL,
            description = "What is authenticated and stays readable; nothing by default.")
    private ByteArgument associatedData = ByteArgument.NONE;

    SecretBytes key(LabStep step) {
        return SecretBytes.copyOf(step.exactly(AesGcm.KEY_BYTES, "--key", key));
    }

    byte[] nonce(LabStep step) {
        return step.exactly(Envelope.NONCE_BYTES, "--nonce", nonce);
    }

    byte[] associatedData() {
        return associatedData.toBytes();
    }
}

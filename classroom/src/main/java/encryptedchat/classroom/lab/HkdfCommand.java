package encryptedchat.classroom.lab;

import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** HKDF with SHA-256 (RFC 5869). */
@Command(name = "hkdf", description = "Derives a key from a secret with HKDF-SHA256.")
final class HkdfCommand extends LabStep {
    @Option(
            names = "--secret",
            required = true,
            paramLabel = ByteArgument.LABEL,
            description = "What the key is made of; the RFC says IKM, input keying material.")
    private ByteArgument secret = ByteArgument.NONE;

    @Option(names = "--salt", paramLabel = ByteArgument.LABEL, description = "Public; nothing by default.")
    private ByteArgument salt = ByteArgument.NONE;

    @Option(names = "--info", paramLabel = ByteArgument.LABEL, description = "What the key is for; nothing by default.")
    private ByteArgument info = ByteArgument.NONE;

    @Option(
            names = "--length",
            paramLabel = "NUMBER",
            defaultValue = "" + AesGcm.KEY_BYTES,
            description = "Of the key in bytes; ${DEFAULT-VALUE} by default.")
    private int length = AesGcm.KEY_BYTES;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the key is written; it is printed otherwise.")
    private Optional<Path> out = Optional.empty();

    private HkdfCommand() {}

    @Override
    void take() throws IOException {
        if (length < 1 || length > Hkdf.MAX_OUTPUT_BYTES) {
            throw usage("--length takes 1 to " + Hkdf.MAX_OUTPUT_BYTES + ", not " + length + ".");
        }
        SecretBytes key = Hkdf.sha256(SecretBytes.copyOf(secret.toBytes()), salt.toBytes(), info.toBytes(), length);
        give("key", key.exposeBytes(), out);
    }
}

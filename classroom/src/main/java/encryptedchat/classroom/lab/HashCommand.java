package encryptedchat.classroom.lab;

import encryptedchat.wire.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** SHA-256 (FIPS 180-4). */
@Command(name = "hash", description = "Computes SHA-256: 32 bytes that stand for any number of bytes.")
final class HashCommand extends LabStep {
    @Parameters(paramLabel = ByteArgument.LABEL)
    private ByteArgument bytes = ByteArgument.NONE;

    private HashCommand() {}

    @Override
    void take() {
        print("sha256", Sha256.hash(bytes.toBytes()));
    }
}

package encryptedchat.classroom.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Joins bytes bit by bit: see {@link Xor}. */
@Command(
        name = "xor",
        description = "Joins two sequences of bytes bit by bit: 1 where they differ, 0 where they agree.")
final class XorCommand extends LabStep {
    @Parameters(index = "0", paramLabel = ByteArgument.LABEL)
    private ByteArgument one = ByteArgument.NONE;

    @Parameters(index = "1", paramLabel = ByteArgument.LABEL)
    private ByteArgument other = ByteArgument.NONE;

    private XorCommand() {}

    @Override
    void take() {
        byte[] left = one.toBytes();
        byte[] right = other.toBytes();
        byte[] joined = Xor.of(left, right);
        if (left.length != right.length) {
            print(
                    "note",
                    "these are " + left.length + " and " + right.length + " bytes; only the first " + joined.length
                            + " are joined");
        }
        printReadable("xor", joined);
    }
}

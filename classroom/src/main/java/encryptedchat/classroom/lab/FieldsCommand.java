package encryptedchat.classroom.lab;

import encryptedchat.wire.CanonicalBytes;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Several fields as one sequence of bytes, each behind its length: see {@link CanonicalBytes}. */
@Command(
        name = "fields",
        description = "Puts fields one after the other, each behind its length in 4 bytes, so that they can be read in"
                + " one way only. The first says what they are for.")
final class FieldsCommand extends LabStep {
    @Parameters(index = "0", paramLabel = "LABEL", description = "A text, such as 'encrypted-chat message key'.")
    private String label = "";

    @Parameters(index = "1..*", paramLabel = ByteArgument.LABEL, description = "The fields that follow.")
    private List<ByteArgument> fields = List.of();

    private FieldsCommand() {}

    @Override
    void take() {
        CanonicalBytes bytes = CanonicalBytes.of(label);
        fields.forEach(field -> bytes.add(field.toBytes()));
        print("fields", bytes.toBytes());
    }
}

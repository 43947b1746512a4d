package encryptedchat.classroom.lab;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Base64 (RFC 4648 section 4): bytes as text, and back. */
@Command(
        name = "base64",
        description = "Writes bytes as Base64 text, and reads them back.",
        subcommands = {Base64Command.Encode.class, Base64Command.Decode.class})
final class Base64Command extends LabGroup {
    private Base64Command() {}

    @Command(name = "encode", description = "Writes bytes as Base64 text.")
    static final class Encode extends LabStep {
        @Parameters(paramLabel = ByteArgument.LABEL, description = "Such as 4d616e, or text:Man.")
        private ByteArgument bytes = ByteArgument.NONE;

        private Encode() {}

        @Override
        void take() {
            String base64 = Base64Text.encode(bytes.toBytes());
            print("bytes", String.valueOf(bytes.toBytes().length));
            print("characters", String.valueOf(base64.length()));
            print("base64", base64);
        }
    }

    @Command(name = "decode", description = "Reads Base64 text, as strictly as the programs do.")
    static final class Decode extends LabStep {
        @Parameters(paramLabel = "BASE64", description = "Such as TWFu; between quotation marks if it ends with =.")
        private String base64 = "";

        private Decode() {}

        @Override
        void take() throws WireFormatException {
            byte[] bytes = Base64Text.decode("base64", base64);
            print("characters", String.valueOf(base64.length()));
            print("bytes", String.valueOf(bytes.length));
            printReadable("hex", bytes);
        }
    }
}

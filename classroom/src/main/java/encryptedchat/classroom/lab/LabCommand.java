package encryptedchat.classroom.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code lab}: one small command for each step that the programs take with bytes. */
@Command(
        name = "lab",
        description = "Takes one step of the cryptography by hand, with the same code that Alice and Bob run.",
        synopsisSubcommandLabel = "STEP",
        commandListHeading = "%nSteps:%n",
        footer = {
            "",
            "BYTES are hex digits (48656c6c6f), or text:Hello, or base64:SGVsbG8=, or file:PATH,",
            "or json:PATH:FIELD for a field of a JSON file that holds Base64.",
            "Put them between quotation marks if they hold a space or end with =.",
            "What you do here is for learning: keys on a command line are seen by everybody at this computer."
        },
        subcommands = {
            Base64Command.class,
            SealCommand.class,
            OpenCommand.class,
            XorCommand.class,
            KeysCommand.class,
            OaepCommand.class,
            HkdfCommand.class,
            FieldsCommand.class,
            HashCommand.class,
            SignCommand.class,
            VerifyCommand.class,
            SafetyNumberCommand.class
        })
public final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LabCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which step: " + String.join(", ", steps()) + ".");
    }

    private Iterable<String> steps() {
        return spec.subcommands().keySet();
    }
}

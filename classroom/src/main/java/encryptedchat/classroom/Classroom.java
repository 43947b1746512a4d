package encryptedchat.classroom;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program of the module {@code classroom}: what helps to show and to learn, one command each. */
@Command(
        name = "chat",
        description = "Shows and teaches what the encrypted chat does.",
        mixinStandardHelpOptions = true,
        version = "encrypted-chat 0.1.0",
        subcommands = DemoCommand.class)
public final class Classroom {
    private Classroom() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Classroom()).execute(args));
    }
}

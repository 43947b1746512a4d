package encryptedchat.classroom;

import encryptedchat.classroom.lab.ByteArgument;
import encryptedchat.classroom.lab.LabCommand;
import encryptedchat.classroom.lesson.CheckCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program of the module {@code classroom}: what helps to show and to learn, one command each. */
@Command(
        name = "chat",
        description = "Shows and teaches what the encrypted chat does.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        version = "encrypted-chat 0.1.0",
        subcommands = {DemoCommand.class, LabCommand.class, CheckCommand.class})
public final class Classroom {
    private Classroom() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** @return the program, whose exit codes are 0 done, 1 failed or wrong, 2 bad usage */
    public static CommandLine commandLine() {
        return new CommandLine(new Classroom())
                .registerConverter(ByteArgument.class, ByteArgument::parse)
                // An answer or a message may begin with @.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Classroom::explain);
    }

    private static int explain(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(mistake.getMessage());
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' shows how it is used.");
        return CommandLine.ExitCode.USAGE;
    }
}

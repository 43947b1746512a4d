package encryptedchat.classroom.lab;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only works together with one of its own: {@code base64} with {@code encode} or {@code decode}. */
abstract class LabGroup implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say which: " + spec.qualifiedName() + " "
                        + String.join(" or ", spec.subcommands().keySet()) + ".");
    }
}

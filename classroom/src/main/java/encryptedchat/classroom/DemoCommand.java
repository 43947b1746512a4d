package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.TextRules;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code demo}: the whole conversation once, from key pair to last message, for people who watch. */
@Command(
        name = "demo",
        description =
                "Starts a relay, Bob and Alice as three processes, has them talk, and shows what each of them sees.",
        mixinStandardHelpOptions = true,
        version = "encrypted-chat 0.1.0")
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> CONVERSATION =
            List.of("Hi Bob, can anybody else read this?", "Hi Alice! Only we two can. 🔐", "Grüße an die Klasse, 你好!");

    /** What Java puts in the place of bytes on the command line that it cannot decode. */
    private static final char REPLACEMENT_CHARACTER = '\ufffd';

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = AuthenticatedWire.LEVEL,
            description =
                    "Protocol level: '" + AuthenticatedWire.LEVEL + "', the default, or '" + ClassicDemo.LEVEL + "'.")
    private String level = "";

    @Parameters(
            paramLabel = "MESSAGE",
            arity = "0..*",
            description = "What they say: the first for Alice, the second for Bob, and so on in turn.")
    private List<String> messages = CONVERSATION;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        boolean classic = isClassic();
        messages.forEach(this::check);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        try (Backstage backstage = new Backstage()) {
            Demo demo = classic
                    ? new ClassicDemo(new Stage(out, ClassicDemo.GLOSSARY), backstage)
                    : new AuthenticatedDemo(new Stage(out, AuthenticatedDemo.GLOSSARY), backstage);
            demo.run(messages);
            return CommandLine.ExitCode.OK;
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private boolean isClassic() {
        if (!level.equals(ClassicDemo.LEVEL) && !level.equals(AuthenticatedWire.LEVEL)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--level takes '" + AuthenticatedWire.LEVEL + "' or '" + ClassicDemo.LEVEL + "', not '" + level
                            + "'.");
        }
        return level.equals(ClassicDemo.LEVEL);
    }

    private void check(String message) {
        if (TextRules.isLeaving(message)) {
            throw new ParameterException(spec.commandLine(), "'" + message + "' would end the conversation.");
        }
        if (message.indexOf(REPLACEMENT_CHARACTER) >= 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Java cannot read this text in the present locale. Use ./chat demo, or set LC_ALL=C.UTF-8 before.");
        }
        TextRules.whyNotSendable(message).ifPresent(why -> {
            throw new ParameterException(spec.commandLine(), why);
        });
    }
}

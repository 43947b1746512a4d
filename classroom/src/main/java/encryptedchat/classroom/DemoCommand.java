package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.client.explain.Guide;
import encryptedchat.client.terminal.Commands;
import encryptedchat.client.terminal.TextRules;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
        version = "encrypted-chat 0.1.0",
        sortOptions = false,
        footer = {
            "",
            "For the front of a class: ./chat demo --pause --open",
            "A terminal of " + Layout.WIDE + " columns or more shows Alice, the relay and Bob side by side. There are "
                    + "no colours in a pipe, or if the variable NO_COLOR is set."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> CONVERSATION =
            List.of("Hi Bob, can anybody else read this?", "Hi Alice! Only we two can. 🔐", "Grüße an die Klasse, 你好!");

    /** What Java puts in the place of bytes on the command line that it cannot decode. */
    private static final char REPLACEMENT_CHARACTER = '\ufffd';

    private static final Duration BROWSER_PATIENCE = Duration.ofSeconds(15);

    /** With the wire view open there are two things to look at. */
    private static final Duration TO_FOLLOW = Duration.ofSeconds(5);

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = AuthenticatedDemo.LEVEL,
            description =
                    "Protocol level: '" + AuthenticatedDemo.LEVEL + "', the default, or '" + ClassicDemo.LEVEL + "'.")
    private String level = "";

    @Option(names = "--pause", description = "Wait for Enter after each step. Type q and Enter to end the demo.")
    private boolean pause;

    @Option(
            names = "--open",
            description = "Open the wire view in the browser: a page of the relay that draws the conversation while it "
                    + "goes on. Each step then takes 5 seconds, or as long as --pause says; at the end the relay stays "
                    + "until Enter is pressed.")
    private boolean open;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "0",
            description = "Width of a line. The default is the width of the terminal, or the variable COLUMNS, or " + ""
                    + Screen.USUAL_WIDTH + " in a pipe.")
    private int width;

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
        checkOptions();
        messages.forEach(this::check);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        try (Screen screen = Screen.open(System.getenv());
                Backstage backstage = new Backstage()) {
            Audience audience = new Audience(System.in, out, screen.isTerminal());
            demo(stage(out, screen, audience), backstage).run(messages);
            if (open && screen.isTerminal()) {
                audience.awaitEnter(
                        "The relay keeps running, so you can explore the wire view. Press Enter to end both");
            }
            return CommandLine.ExitCode.OK;
        } catch (DemoEndedException enough) {
            return CommandLine.ExitCode.OK;
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Stage stage(PrintStream out, Screen screen, Audience audience) {
        Ink ink = screen.ink();
        Supplier<Layout> layouts = () -> Layout.of(width == 0 ? screen.width() : width, ink);
        return new Stage(out, new Glossary(Guide.of(level)), ink, layouts, pace(audience));
    }

    private Pace pace(Audience audience) {
        if (pause) {
            return () -> audience.awaitEnter("Press Enter to go on; q and Enter to end");
        }
        return open ? () -> Thread.sleep(TO_FOLLOW.toMillis()) : () -> {};
    }

    private Demo demo(Stage stage, Backstage backstage) {
        WireView wireView = open
                ? new WireViewInBrowser(
                        new Browser(System.getProperty("os.name", ""), System.getenv()), BROWSER_PATIENCE)
                : (relay, nowhere) -> {};
        return level.equals(ClassicDemo.LEVEL)
                ? new ClassicDemo(stage, backstage, wireView)
                : new AuthenticatedDemo(stage, backstage, wireView);
    }

    private void checkOptions() {
        if (!List.of(AuthenticatedDemo.LEVEL, ClassicDemo.LEVEL).contains(level)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--level takes '" + AuthenticatedDemo.LEVEL + "' or '" + ClassicDemo.LEVEL + "', not '" + level
                            + "'.");
        }
        if (width != 0 && (width < Screen.LEAST_WIDTH || width > Screen.GREATEST_WIDTH)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--width takes a number from " + Screen.LEAST_WIDTH + " to " + Screen.GREATEST_WIDTH + ", not "
                            + width + ".");
        }
    }

    private void check(String message) {
        if (Commands.isLeaving(message)) {
            throw new ParameterException(spec.commandLine(), "'" + message + "' would end the conversation.");
        }
        if (message.indexOf(REPLACEMENT_CHARACTER) >= 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Java cannot read this text in the current locale. Use ./chat demo, or set LC_ALL=C.UTF-8 first.");
        }
        TextRules.whyNotSendable(message).ifPresent(why -> {
            throw new ParameterException(spec.commandLine(), why);
        });
    }
}

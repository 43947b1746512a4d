package encryptedchat.client;

import static encryptedchat.wire.classic.ClassicWire.USERS;

import encryptedchat.client.classic.ClassicMemory;
import encryptedchat.client.classic.ClassicRelay;
import encryptedchat.client.classic.Conversation;
import encryptedchat.client.classic.KeyExchange;
import encryptedchat.client.classic.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of both clients: its options, their checks, and the exit codes. */
@Command(
        mixinStandardHelpOptions = true,
        version = "encrypted-chat 0.1.0",
        sortOptions = false,
        footer = {
            "",
            "Each line that you type is sent; 'exit', '/quit' or the end of the input leaves.",
            "In a pipe each received message is one line 'name: text' on standard output."
        })
public abstract class ChatCommand implements Callable<Integer> {
    private static final String CLASSIC = "classic";

    private final String defaultName;
    private final String defaultPeer;

    @Option(
            names = "--relay",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7070",
            description = "Address of the relay. The default is ${DEFAULT-VALUE}.")
    private String relay = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Your name. At level classic it is fixed.")
    private @Nullable String name;

    @Option(names = "--peer", paramLabel = "NAME", description = "The other one's name. At level classic it is fixed.")
    private @Nullable String peer;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder for what must not be forgotten. The default is ~/.encrypted-chat/NAME.")
    private @Nullable String home;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = CLASSIC,
            description = "Protocol level. '${DEFAULT-VALUE}' is the only one so far.")
    private String level = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    protected ChatCommand(String defaultName, String defaultPeer) {
        this.defaultName = defaultName;
        this.defaultPeer = defaultPeer;
    }

    /** Runs the program and ends the process with its exit code: 0 done, 1 failed, 2 bad usage. */
    protected static void runAndExit(ChatCommand command, String[] args) {
        System.exit(new CommandLine(command).execute(args));
    }

    /** This side's part in agreeing on keys at level classic. */
    protected abstract KeyExchange keyExchange(
            ClassicRelay relay, Sessions sessions, Console console, ClassicMemory memory) throws IOException;

    @Override
    public final Integer call() throws InterruptedException {
        RelayAddress address = relayAddress();
        checkLevelAndNames();
        try (Home folder = Home.open(homeFolder());
                Console console = Consoles.open(defaultName)) {
            ClassicRelay classicRelay = new ClassicRelay(address);
            Sessions sessions = new Sessions();
            KeyExchange keyExchange = keyExchange(classicRelay, sessions, console, new ClassicMemory(folder));
            new Conversation(classicRelay, keyExchange, sessions, console, defaultName, defaultPeer).run();
            return CommandLine.ExitCode.OK;
        } catch (IOException | UncheckedIOException failed) {
            System.err.println(failed.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private RelayAddress relayAddress() {
        try {
            return RelayAddress.parse(relay);
        } catch (IllegalArgumentException malformed) {
            throw usage(String.valueOf(malformed.getMessage()));
        }
    }

    private void checkLevelAndNames() {
        if (!level.equals(CLASSIC)) {
            throw usage("--level takes '" + CLASSIC + "', the only level so far, not '" + level + "'.");
        }
        if ((name != null && !name.equals(defaultName)) || (peer != null && !peer.equals(defaultPeer))) {
            throw usage("At level classic there are only "
                    + String.join(" and ", USERS.stream().sorted().toList()) + ": this program is " + defaultName
                    + " and talks to " + defaultPeer + ".");
        }
    }

    private Path homeFolder() {
        if (home == null) {
            return Path.of(System.getProperty("user.home"), ".encrypted-chat", defaultName);
        }
        if (home.isEmpty()) {
            throw usage("--home takes a folder, and is empty.");
        }
        try {
            return Path.of(home);
        } catch (InvalidPathException invalid) {
            throw usage("--home takes a folder, not '" + home + "'.");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

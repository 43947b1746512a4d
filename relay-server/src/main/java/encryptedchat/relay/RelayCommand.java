package encryptedchat.relay;

import io.javalin.util.JavalinException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code relay}: reads its options, starts the relay, and serves until it is stopped. */
@Command(
        name = "chat relay",
        description = "Carries sealed messages between Alice and Bob, and can read none of them.",
        mixinStandardHelpOptions = true,
        version = "encrypted-chat 0.1.0",
        sortOptions = false,
        footer = {"", "Ctrl-C stops it. What it holds is in memory, and gone then."})
public final class RelayCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65535;

    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. The default, ${DEFAULT-VALUE}, is reached from this computer alone.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7070",
            description = "Port to listen on, or 0 for any free one. The default is ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--classic", description = "Serve level classic: the HTTP interface of the Python trio.")
    private boolean classic;

    private RelayCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new RelayCommand(System.out, System.err)).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!classic) {
            err.println("The relay has nothing to serve: add --classic. It is the only level so far.");
            return CommandLine.ExitCode.USAGE;
        }
        if (port < 0 || port > MAX_PORT) {
            err.println("--port takes a number from 0 to " + MAX_PORT + ", not " + port + ".");
            return CommandLine.ExitCode.USAGE;
        }
        Relay relay;
        try {
            relay = Relay.start(InetAddress.getByName(host), port);
        } catch (UnknownHostException unknown) {
            err.println("No address is known for --host " + host + ".");
            return CommandLine.ExitCode.SOFTWARE;
        } catch (JavalinException cannotListen) {
            err.println("Cannot listen on " + host + " port " + port + ": " + rootMessage(cannotListen)
                    + ". If another program has the port, stop it or choose another port with --port.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(relay::close, "relay-stop"));
        warnIfOthersCanReachIt(relay.address());
        out.println("Relay ready at " + relay.url() + " (level classic, in memory)");
        out.flush();
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private void warnIfOthersCanReachIt(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            err.println("Careful: other computers can reach this relay. At level classic nobody proves who they are, "
                    + "so whoever reaches it can take messages and replace keys.");
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}

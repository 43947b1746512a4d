package encryptedchat.relay;

import encryptedchat.relay.http.Listener;
import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.http.TlsIdentity;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.v1.V1Settings;
import encryptedchat.relay.wireview.WireView;
import encryptedchat.relay.wireview.WireViewOptions;
import encryptedchat.wire.PersonName;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program {@code relay}: reads its options, starts the relay, and serves until it is stopped. */
@Command(
        name = "chat relay",
        description = "Carries sealed messages between people, and can read none of them.",
        mixinStandardHelpOptions = true,
        version = "encrypted-chat 0.1.0",
        sortOptions = false,
        footer = {
            "",
            "Ctrl-C stops the relay. Names, keys and mailboxes stay in the data folder, for the next start. Level classic "
                    + "keeps everything in memory: it is gone then."
        })
public final class RelayCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65535;
    private static final int MAX_TOKEN_SECONDS = 30 * 24 * 60 * 60;

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

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.encrypted-chat-relay",
            description = "Folder for what must survive a restart. The default is ~/.encrypted-chat-relay.")
    private Path data = Path.of("");

    @Option(
            names = "--tls",
            description =
                    "Serve HTTPS and no HTTP, under a certificate of the relay's own. It is made once, and its pin "
                            + "is printed, which the clients take with --pin.")
    private boolean tls;

    @Option(names = "--classic", description = "Serve level classic too: the HTTP interface of the Python trio.")
    private boolean classic;

    @Option(
            names = "--token-seconds",
            paramLabel = "N",
            defaultValue = "3600",
            description = "How long a login lasts. The default is ${DEFAULT-VALUE}.")
    private int tokenSeconds;

    @Option(
            names = "--release",
            paramLabel = "NAME",
            description = "Before serving, take this name away from whoever has it, with its keys and its mailbox: for "
                    + "somebody who has lost the folder with the identity key.")
    private @Nullable String release;

    @Mixin
    private final WireViewOptions wireView = new WireViewOptions();

    private RelayCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new RelayCommand(System.out, System.err)).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            checkOptions();
            serve(Listener.address("--host", host));
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException wrongOption) {
            err.println(wrongOption.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (JavalinException failure) {
            err.println(Listener.cannotListen(host + " port " + port, "--port", failure)
                    .getMessage());
        } catch (IOException unusable) {
            err.println(unusable.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void checkOptions() {
        checkNumber("--port", port, 0, MAX_PORT);
        checkNumber("--wire-view-port", wireView.port(), 0, MAX_PORT);
        checkNumber("--token-seconds", tokenSeconds, 1, MAX_TOKEN_SECONDS);
        check(release == null || PersonName.isValid(release), "--release takes a name: " + PersonName.RULE + ".");
    }

    private static void checkNumber(String option, int number, int least, int most) {
        check(
                number >= least && number <= most,
                option + " takes a number from " + least + " to " + most + ", not " + number + ".");
    }

    private static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private void serve(InetAddress address) throws IOException, InterruptedException {
        Store store = Store.openSqlite(data.resolve("relay.db"), Limits.DEFAULT);
        try {
            releaseName(store);
            Listener listener = new Listener(address, port, tls ? TlsIdentity.readOrMake(data, address) : null);
            V1Settings settings = V1Settings.DEFAULT.withTokenLife(Duration.ofSeconds(tokenSeconds));
            Optional<WireView> view = wireView.start(err, Clock.systemUTC());
            Stream<RouteFamily> levels = classic ? Stream.of(RouteFamily.named("classic")) : Stream.empty();
            RouteFamily[] more = Stream.concat(levels, view.stream()).toArray(RouteFamily[]::new);
            Relay relay = Relay.start(listener, store, settings, Clock.systemUTC(), more);
            closeAtTheEnd(relay);
            warnIfOthersCanReachIt(address);
            out.println("Relay ready at " + relay.url() + (classic ? " (level classic too)" : ""));
            if (listener.tls() != null) {
                out.println("Pin: " + listener.tls().pin());
            }
            view.ifPresent(shown -> out.println("Wire view: " + shown.url()));
            out.flush();
        } catch (IOException | RuntimeException failure) {
            store.close();
            throw failure;
        }
        new CountDownLatch(1).await();
    }

    private static void closeAtTheEnd(Relay relay) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(relay::close, "relay-stop"));
        } catch (IllegalStateException alreadyEnding) {
            relay.close();
        }
    }

    private void warnIfOthersCanReachIt(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return;
        }
        if (!tls) {
            err.println(
                    "Careful: other computers can reach this relay, and without --tls everybody on the way sees who "
                            + "writes to whom and when, and can act at the relay in the name of who is logged in.");
        }
        if (classic) {
            err.println("Careful: other computers can reach this relay. At level classic nobody proves who they are, "
                    + "so whoever reaches it can take messages and replace keys.");
        }
    }

    private void releaseName(Store store) {
        if (release != null) {
            boolean existed = store.release(release).join();
            err.println(
                    existed
                            ? "The name " + release + " is free again. Its keys and what was in its mailbox are gone."
                            : "Nobody has the name " + release + " here.");
        }
    }
}

package encryptedchat.relay.wireview;

import encryptedchat.relay.http.Listener;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the command line says about the wire view, which is there unless it says otherwise. */
public final class WireViewOptions {
    private static final String HERE = "127.0.0.1";

    @Option(
            names = "--wire-view",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Show what crosses the wire, on a page of the relay's own. That is the default.")
    private boolean shown = true;

    @Option(
            names = "--wire-view-host",
            paramLabel = "HOST",
            defaultValue = HERE,
            description =
                    "Address of the wire view. The default, ${DEFAULT-VALUE}, is reached from this computer alone.")
    private String host = HERE;

    @Option(
            names = "--wire-view-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the wire view, or 0 for any free one. The default is ${DEFAULT-VALUE}.")
    private int port;

    public int port() {
        return port;
    }

    /**
     * @return nothing if it is not to be shown
     * @throws IOException if it cannot listen there; the message says so
     */
    public Optional<WireView> start(PrintStream err, Clock clock) throws IOException {
        if (!shown) {
            return Optional.empty();
        }
        InetAddress address = Listener.address("--wire-view-host", host);
        try {
            WireView view = WireView.start(new Listener(address, port), host, new SecureRandom(), clock);
            warnIfOthersCanReachIt(address, err);
            return Optional.of(view);
        } catch (IOException failure) {
            throw Listener.cannotListen(host + " port " + port + " for the wire view", "--wire-view-port", failure);
        }
    }

    private static void warnIfOthersCanReachIt(InetAddress address, PrintStream err) {
        if (!address.isLoopbackAddress()) {
            err.println(
                    "Careful: other computers can reach the wire view, and it is plain HTTP. Whoever has its address, "
                            + "or listens on the way, sees who writes to whom and when, and every message as it is sealed. The "
                            + "texts themselves stay closed.");
        }
    }
}

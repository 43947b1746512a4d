package encryptedchat.relay.wireview;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.http.Listener;
import encryptedchat.relay.v1.V1Calls;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;

/** A relay of both levels, with the wire view that shows what crosses its wire. */
record WatchedRelay(Relay relay, WireView view) implements AutoCloseable {
    static WatchedRelay start() throws IOException {
        return start(Clock.systemUTC());
    }

    /** @param clock of the wire view */
    static WatchedRelay start(Clock clock) throws IOException {
        WireView view = startView("127.0.0.1", InetAddress.getLoopbackAddress(), clock);
        return new WatchedRelay(TestRelays.start(V1Calls.UNHURRIED, view), view);
    }

    static WireView startView(String host, InetAddress address, Clock clock) throws IOException {
        return WireView.start(new Listener(address, 0), host, new SecureRandom(), clock);
    }

    Calls calls() {
        return new Calls(relay);
    }

    V1Calls v1() {
        return new V1Calls(relay.url());
    }

    Watcher watch() {
        return Watcher.open(view.url());
    }

    @Override
    public void close() {
        relay.close();
    }
}

package encryptedchat.classroom;

import encryptedchat.classroom.WireTap.Exchange;
import java.io.IOException;
import java.util.function.Predicate;

/** Alice or Bob in the demo: the program, and the way between it and the relay. */
record Actor(String name, Program program, WireTap wire) {
    Place place() {
        return Place.of(name);
    }

    /** Waits until it has crossed the wire, if it has not yet. */
    Exchange await(Predicate<Exchange> wanted) throws IOException, InterruptedException {
        return wire.await(0, wanted.and(Exchange::succeeded));
    }

    /** Waits until the program has said it on its error output, if it has not yet. */
    String awaitStatus(Predicate<String> wanted) throws IOException, InterruptedException {
        return program.awaitErr(0, wanted);
    }

    /** Waits until everything is sent and the program has ended. */
    void leave() throws IOException, InterruptedException {
        program.endInput();
        if (program.awaitExit() != 0) {
            throw new IOException(name + " failed: " + program.err());
        }
    }

    static Predicate<Exchange> is(String method, String path) {
        return exchange -> exchange.method().equals(method) && exchange.path().equals(path);
    }
}

package encryptedchat.classroom.classic;

import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;

import encryptedchat.classroom.Program;
import java.io.IOException;
import java.nio.file.Path;

/** A relay, Bob and Alice as real processes that have agreed on keys. Each can be killed and started anew. */
final class Talk implements AutoCloseable {
    private static final String RELAY = "relay";

    private final Path homes;
    private Program relay;
    private Program bob;
    private Program alice;
    private int turns;

    /** @param homes in it each of the three gets a folder */
    Talk(Path homes) throws IOException, InterruptedException {
        this.homes = homes;
        relay = ClassicPrograms.startRelay(homes.resolve(RELAY));
        bob = ClassicPrograms.startClient(BOB, relay.relayUrl(), home(BOB));
        alice = ClassicPrograms.startClient(ALICE, relay.relayUrl(), home(ALICE));
        awaitKeys();
    }

    /** Waits until both have keys; they may have had others before. */
    void awaitKeys() throws IOException, InterruptedException {
        alice.awaitErr(0, line -> line.contains("is on its way to him"));
        bob.awaitErr(0, line -> line.contains("could decrypt"));
    }

    Program relay() {
        return relay;
    }

    Program alice() {
        return alice;
    }

    Program bob() {
        return bob;
    }

    Path home(String name) {
        return homes.resolve(name);
    }

    /** A new relay process at the address of the old one. */
    void startRelay() throws IOException, InterruptedException {
        relay = ClassicPrograms.startRelayAt(relay.relayUrl(), homes.resolve(RELAY));
    }

    void startAlice(Path home) throws IOException {
        alice = ClassicPrograms.startClient(ALICE, relay.relayUrl(), home);
    }

    /**
     * An Alice who ends at once when her memory is too small.
     *
     * @param heapMegabytes all that she may use for objects
     */
    void startAliceWithLittleMemory(int heapMegabytes) throws IOException {
        alice = ClassicPrograms.startClientWithLittleMemory(ALICE, relay.relayUrl(), home(ALICE), heapMegabytes);
    }

    void startBob(Path home) throws IOException {
        bob = ClassicPrograms.startClient(BOB, relay.relayUrl(), home);
    }

    /** Alice types a text that nobody has typed before, and Bob reads it. */
    void aliceSays(String text) throws IOException, InterruptedException {
        alice.type(text);
        bob.awaitOut(0, ("alice: " + text)::equals);
    }

    /** Bob types a text that nobody has typed before, and Alice reads it. */
    void bobSays(String text) throws IOException, InterruptedException {
        bob.type(text);
        alice.awaitOut(0, ("bob: " + text)::equals);
    }

    /** Each says something, and the other reads it. */
    void bothGoOn() throws IOException, InterruptedException {
        turns++;
        aliceSays("Alice goes on, turn " + turns);
        bobSays("Bob goes on, turn " + turns);
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
        relay.close();
    }
}

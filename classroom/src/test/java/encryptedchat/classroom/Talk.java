package encryptedchat.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A relay, Bob and Alice as real processes that have agreed on keys. Each can be killed and started anew. */
public final class Talk implements AutoCloseable {
    private static final String ALICE = "alice";
    private static final String BOB = "bob";
    private static final String RELAY = "relay";

    private final Level level;
    private final Path folder;
    private final String url;
    private Program relay;
    private Program bob;
    private Program alice;
    private int turns;

    /** @param folder in it each of the three gets a folder */
    public Talk(Level level, Path folder) throws IOException, InterruptedException {
        this(level, folder, level.startRelay(folder.resolve(RELAY)));
    }

    private Talk(Level level, Path folder, Program relay) throws IOException, InterruptedException {
        this(level, folder, relay, relay.relayUrl());
    }

    /** @param url leads the two to the relay, whatever lies between */
    public Talk(Level level, Path folder, Program relay, String url) throws IOException, InterruptedException {
        this.level = level;
        this.folder = folder;
        this.relay = relay;
        this.url = url;
        bob = level.startClient(BOB, url, home(BOB));
        alice = level.startClient(ALICE, url, home(ALICE));
        awaitKeys();
    }

    /** Waits until both have keys; they may have had others before. */
    public void awaitKeys() throws IOException, InterruptedException {
        level.awaitKeys(alice, bob);
    }

    public Program relay() {
        return relay;
    }

    public Program alice() {
        return alice;
    }

    public Program bob() {
        return bob;
    }

    /** @return the address that the two were given, also while there is no relay */
    public String url() {
        return url;
    }

    public Path home(String name) {
        return folder.resolve(name);
    }

    /** @return the folder in which the relay keeps its store */
    public Path data() {
        return folder.resolve(RELAY);
    }

    /** A new relay process at the address of the old one, with the same store. */
    public void startRelay(String... options) throws IOException, InterruptedException {
        relay = level.startRelayAt(relay.relayUrl(), data(), options);
    }

    public void startAlice(String... options) throws IOException {
        startAlice(home(ALICE), options);
    }

    public void startAlice(Path home, String... options) throws IOException {
        alice = level.startClient(ALICE, url, home, options);
    }

    /**
     * An Alice who ends at once when her memory is too small.
     *
     * @param heapMegabytes all that she may use for objects
     */
    public void startAliceWithLittleMemory(int heapMegabytes) throws IOException {
        List<String> little = List.of("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError");
        alice = level.startClient(little, ALICE, url, home(ALICE));
    }

    public void startBob(String... options) throws IOException {
        startBob(home(BOB), options);
    }

    public void startBob(Path home, String... options) throws IOException {
        bob = level.startClient(BOB, url, home, options);
    }

    /** Alice types a text that nobody has typed before, and Bob reads it. */
    public void aliceSays(String text) throws IOException, InterruptedException {
        alice.type(text);
        bob.awaitOut(0, ("alice: " + text)::equals);
    }

    /** Bob types a text that nobody has typed before, and Alice reads it. */
    public void bobSays(String text) throws IOException, InterruptedException {
        bob.type(text);
        alice.awaitOut(0, ("bob: " + text)::equals);
    }

    /** Each says something, and the other reads it. */
    public void bothGoOn() throws IOException, InterruptedException {
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

package encryptedchat.classroom;

import encryptedchat.classroom.rsa.RsaKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** At which level the three programs are started, and how Alice and Bob say there that they have agreed on keys. */
// The lists are those of List.of, which nobody can change.
@SuppressWarnings("ImmutableEnumChecker")
public enum Level {
    CLASSIC(List.of("--classic"), List.of("--level", "classic"), "is on its way to him", "could decrypt"),
    AUTHENTICATED(List.of(), List.of(), "An offer of new keys is on its way to ", "An offer has come from ");

    /** A process that lives for seconds is not worth compiling well. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final List<String> relayOptions;
    private final List<String> clientOptions;
    private final String aliceHasKeys;
    private final String bobHasKeys;

    Level(List<String> relayOptions, List<String> clientOptions, String aliceHasKeys, String bobHasKeys) {
        this.relayOptions = relayOptions;
        this.clientOptions = clientOptions;
        this.aliceHasKeys = aliceHasKeys;
        this.bobHasKeys = bobHasKeys;
    }

    /** A relay process that can be started again at its address. */
    public Program startRelay(Path data, String... more) throws IOException, InterruptedException {
        return startRelay(FreePort.any(), data, more);
    }

    /** A relay process at the address of one that has ended. */
    public Program startRelayAt(String url, Path data, String... more) throws IOException, InterruptedException {
        return startRelay(URI.create(url).getPort(), data, more);
    }

    private Program startRelay(int port, Path data, String... more) throws IOException, InterruptedException {
        return Programs.awaitReady(Programs.launchRelay(SHORT_LIVED, port, data, together(relayOptions, more)));
    }

    /** @param program {@code alice} or {@code bob}, who makes no RSA key but takes one that is fixed */
    public Program startClient(String program, String relayUrl, Path home, String... more) throws IOException {
        return startClient(List.of(), program, relayUrl, home, more);
    }

    /** @param javaOptions options for Java itself, such as {@code -Xmx24m} */
    public Program startClient(List<String> javaOptions, String program, String relayUrl, Path home, String... more)
            throws IOException {
        List<String> all = new ArrayList<>(SHORT_LIVED);
        if (program.equals("bob")) {
            all.addAll(RsaKeys.javaOptions());
        }
        all.addAll(javaOptions);
        return Programs.startClient(all, program, relayUrl, home, together(clientOptions, more));
    }

    /** Waits until both have keys; they may have had others before. */
    public void awaitKeys(Program alice, Program bob) throws IOException, InterruptedException {
        alice.awaitErr(0, line -> line.contains(aliceHasKeys));
        bob.awaitErr(0, line -> line.contains(bobHasKeys));
    }

    private static String[] together(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new);
    }
}

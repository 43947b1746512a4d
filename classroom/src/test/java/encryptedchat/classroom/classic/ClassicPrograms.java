package encryptedchat.classroom.classic;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The three programs at level classic, which each of them does only when told to. */
final class ClassicPrograms {
    private static final String AT_THE_RELAY = "--classic";
    private static final List<String> AT_A_CLIENT = List.of("--level", "classic");

    private ClassicPrograms() {}

    static Program startRelay(Path data) throws IOException, InterruptedException {
        return Programs.startRelay(data, AT_THE_RELAY);
    }

    /** A relay process at the address of one that has ended. */
    static Program startRelayAt(String url, Path data) throws IOException, InterruptedException {
        return Programs.startRelayAt(url, data, AT_THE_RELAY);
    }

    static Program startClient(String name, String relayUrl, Path home) throws IOException {
        return Programs.startClient(name, relayUrl, home, AT_A_CLIENT.toArray(String[]::new));
    }

    /**
     * A client that ends at once when its memory is too small.
     *
     * @param heapMegabytes all that it may use for objects
     */
    static Program startClientWithLittleMemory(String name, String relayUrl, Path home, int heapMegabytes)
            throws IOException {
        List<String> little = List.of("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError");
        List<String> arguments = Stream.concat(
                        Stream.of("--relay", relayUrl, "--home", home.toString()), AT_A_CLIENT.stream())
                .toList();
        return Program.start(name, Programs.command(name + "-client", little, arguments));
    }
}

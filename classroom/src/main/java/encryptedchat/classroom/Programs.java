package encryptedchat.classroom;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our programs as they are packaged, each started as a process of its own. */
public final class Programs {
    private Programs() {}

    /**
     * The relay on a free port, ready to be asked.
     *
     * @param data the folder that it keeps its store in
     */
    public static Program startRelay(Path data, String... options) throws IOException, InterruptedException {
        return awaitReady(launchRelay(List.of(), 0, data, options));
    }

    /** The relay on this port, or on a free one for 0, maybe not ready yet. */
    public static Program launchRelay(List<String> javaOptions, int port, Path data, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port), "--data", data.toString()));
        arguments.addAll(List.of(options));
        return Program.start("relay", command("relay-server", javaOptions, arguments));
    }

    /**
     * Alice or Bob, in a pipe.
     *
     * @param program {@code alice} or {@code bob}; with the option {@code --name} it goes by another name
     */
    public static Program startClient(String program, String relayUrl, Path home, String... options)
            throws IOException {
        return startClient(List.of(), program, relayUrl, home, options);
    }

    /** @param javaOptions options for Java itself, such as {@code -Xmx24m} */
    public static Program startClient(
            List<String> javaOptions, String program, String relayUrl, Path home, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--relay", relayUrl, "--home", home.toString()));
        arguments.addAll(List.of(options));
        return Program.start(program, command(program + "-client", javaOptions, arguments));
    }

    /**
     * @param module the module that the program is packaged in, such as {@code relay-server}
     * @param javaOptions options for Java itself, such as {@code -Xmx24m}
     * @throws IOException if it is not packaged
     */
    public static ProcessBuilder command(String module, List<String> javaOptions, List<String> arguments)
            throws IOException {
        Path jar = jarOf(module);
        if (!Files.exists(jar)) {
            throw new IOException("The file " + jar + " is missing; build it with: mvn -DskipTests package");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** The packaged file of a module, found from where this class is: in this module's {@code target}. */
    public static Path jarOf(String module) {
        try {
            Path here = Path.of(Programs.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return here.resolve("../../..")
                    .normalize()
                    .resolve(module)
                    .resolve("target")
                    .resolve(module + ".jar");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return the relay, when it can be asked */
    public static Program awaitReady(Program relay) throws IOException, InterruptedException {
        relay.awaitOut(0, line -> line.startsWith("Relay ready at "));
        return relay;
    }
}

package encryptedchat.relay.store;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of the test's own, with its data in a temporary folder and open to this computer alone. */
final class PostgresqlServer implements AutoCloseable {
    private static final String USER = "relay";

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Thread stop = new Thread(this::stop);

    private PostgresqlServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    static PostgresqlServer start() throws IOException {
        Path programs = programs();
        Path folder = Path.of(run("mktemp", "-d").strip());
        PostgresqlServer server = new PostgresqlServer(programs, folder, freePort());
        Runtime.getRuntime().addShutdownHook(server.stop);
        run(
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        server.control(
                "start",
                "--log=" + folder.resolve("log"),
                "--options=-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder);
        return server;
    }

    /** @return the address of the tables in this schema, for JDBC */
    String url(String schema) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&currentSchema=" + schema;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stop);
        stop();
    }

    private void stop() {
        try {
            control("stop", "--mode=immediate");
        } finally {
            run("rm", "-r", folder.toString());
        }
    }

    private String control(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(programs.resolve("pg_ctl").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--pgdata=" + folder.resolve("data"), "--wait", "--timeout=30"));
        return run(command.toArray(String[]::new));
    }

    /** Debian keeps the server's programs off the path, in a folder per version. */
    private static Path programs() throws IOException {
        List<Path> folders = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(debian)) {
                versions.forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(folders::add);
        for (Path folder : folders) {
            if (Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("pg_ctl"))) {
                return folder;
            }
        }
        String missing = "PostgreSQL's initdb and pg_ctl are missing; install the package postgresql";
        return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
    }

    /** Runs a program to its end; as the user postgres if this is root, as whom the server refuses to run. */
    private static String run(String... command) {
        try {
            List<String> words = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            }
            words.addAll(Arrays.asList(command));
            Path output = Files.createTempFile("postgresql", ".out");
            Process process = new ProcessBuilder(words)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(words + " failed: " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new IllegalStateException(Arrays.toString(command), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package encryptedchat.classroom.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The computer that is looked at.
 *
 * @param project the folder of this project
 * @param home what Java takes for the home folder, which need not be {@code $HOME}
 * @param temporary the folder for temporary files
 * @param freeBytes how many bytes can still be written in a folder
 * @param pythonPort the one that the Python originals insist on
 */
record Computer(
        Platform platform,
        Map<String, String> environment,
        Path project,
        Path home,
        Path temporary,
        ToLongFunction<Path> freeBytes,
        Clock clock,
        int relayPort,
        int pythonPort) {
    private static final int RELAY_PORT = 7070;
    private static final int PYTHON_PORT = 5000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> PROGRAMS = List.of("relay-server", "alice-client", "bob-client", "classroom");

    static Computer here(Path project) {
        return new Computer(
                Platform.of(System.getProperty("os.name", ""), textOf(Path.of("/etc/os-release"))),
                System.getenv(),
                project,
                Path.of(System.getProperty("user.home", "")),
                Path.of(System.getProperty("java.io.tmpdir", "")),
                folder -> folder.toFile().getUsableSpace(),
                Clock.system(ZoneId.systemDefault()),
                RELAY_PORT,
                PYTHON_PORT);
    }

    boolean isBuilt() {
        return PROGRAMS.stream()
                .allMatch(program ->
                        Files.exists(project.resolve(program).resolve("target").resolve(program + ".jar")));
    }

    /** @return what the variable says, or empty */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** @return those that say something; not what, because a password can be in it */
    List<String> namesOfSet(String... names) {
        return Stream.of(names).filter(name -> !variable(name).isEmpty()).toList();
    }

    /** @return the first of this name on the PATH */
    Optional<Path> program(String name) {
        List<String> names =
                platform == Platform.WINDOWS ? List.of(name + ".exe", name + ".cmd", name + ".bat") : List.of(name);
        // On Windows a folder may stand between quotation marks there.
        return Stream.of(variable("PATH").replace("\"", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> names.stream().map(file -> Path.of(folder, file)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** @return all that the program says; nothing if it cannot be started or does not end */
    String outputOf(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        } catch (IOException notRun) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** @return nothing if it cannot be read */
    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return "";
        }
    }
}

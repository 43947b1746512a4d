package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher {@code ./chat} in a copy of this project, in a folder whose name has spaces: it starts what it is asked
 * for, builds when a source has changed and only then, and says in plain words what is missing.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is chat.cmd")
class LauncherIT {
    private static final Path PROJECT =
            Programs.jarOf("classroom").resolve("../../..").normalize();

    /** With it the relay says what is wrong and ends; so it was started. */
    private static final String[] RELAY_THAT_ENDS = {"relay", "--port", "65536"};

    private static final String NO_SUCH_PORT = "--port takes a number from 0 to 65535, not 65536.";

    private static Path project;

    @TempDir
    private Path folder;

    @BeforeAll
    static void copyTheProject(@TempDir Path temporary) throws IOException {
        project = temporary.resolve("a folder with spaces");
        copyTree(PROJECT, project);
        Files.createDirectories(project.resolve("target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpIsNoMistake(String word) throws Exception {
        Result result = chat(word);

        assertThat(result.exitCode).isZero();
        assertThat(result.out).first().asString().startsWith("Usage: ./chat demo");
        assertThat(result.out)
                .endsWith(
                        "LEVEL is authenticated (the default) or classic.",
                        "Add --help to any of them to see all of its options.");
        assertThat(result.out).allMatch(line -> line.length() <= 80);
        assertThat(result.err).isEmpty();
    }

    @Test
    void noWordIsAMistake() throws Exception {
        Result result = chat();

        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.out).isEmpty();
        assertThat(result.err).first().asString().startsWith("Usage: ./chat demo");
    }

    @Test
    void anUnknownWordIsAMistake() throws Exception {
        Result result = chat("carol");

        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.out).isEmpty();
        assertThat(result.err).startsWith("chat: unknown command 'carol'.");
    }

    @Test
    void whatIsBuiltIsStartedAtOnce() throws Exception {
        markAsBuilt();

        assertThat(chat(RELAY_THAT_ENDS)).isEqualTo(new Result(2, List.of(), List.of(NO_SUCH_PORT)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itStartsThroughALinkInAnotherFolder(boolean absolute) throws Exception {
        markAsBuilt();
        Path chat = project.resolve("chat");
        Path links = Files.createDirectory(project.resolveSibling("links, absolute " + absolute));
        Path first = Files.createSymbolicLink(links.resolve("first link"), absolute ? chat : links.relativize(chat));
        Path second = Files.createSymbolicLink(links.resolve("second link"), first.getFileName());

        Result result = run(new ProcessBuilder(second.toString(), "relay", "--port", "65536"));

        assertThat(result).isEqualTo(new Result(2, List.of(), List.of(NO_SUCH_PORT)));
    }

    @Test
    void aChangedSourceIsBuiltOnce() throws Exception {
        markAsBuilt();
        changeASource();

        Result first = chat(RELAY_THAT_ENDS);
        Result second = chat(RELAY_THAT_ENDS);

        assertThat(first.err).hasSize(3).last().isEqualTo(NO_SUCH_PORT);
        assertThat(first.err).first().asString().startsWith("chat: building the programs.");
        assertThat(first.err).contains("chat: built.");
        assertThat(second.err).containsExactly(NO_SUCH_PORT);
    }

    @Test
    void threeThatStartAtOnceBuildOnce() throws Exception {
        markAsBuilt();
        changeASource();
        Path builds = folder.resolve("builds");
        Path mvn = fakeMaven("3.9.9", "echo built >> '" + builds + "'");

        List<Program> started = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            started.add(Program.start("chat", withPath(chatCommand(RELAY_THAT_ENDS), mvn)));
        }

        for (Program chat : started) {
            assertThat(chat.awaitExit()).isEqualTo(2);
            assertThat(chat.err()).last().isEqualTo(NO_SUCH_PORT);
        }
        assertThat(builds).hasContent("built");
    }

    @Test
    void aBuildThatFailsIsSaidAndTriedAgain() throws Exception {
        markAsBuilt();
        changeASource();
        Path mvn = fakeMaven("3.9.9", "echo '[ERROR] there is no such library'; exit 1");

        for (int turn = 0; turn < 2; turn++) {
            Result result = run(withPath(chatCommand(RELAY_THAT_ENDS), mvn));

            assertThat(result.exitCode).isEqualTo(1);
            assertThat(result.err)
                    .hasSize(3)
                    .contains("[ERROR] there is no such library")
                    .last()
                    .asString()
                    .startsWith("chat: The build failed. The whole output of Maven is in " + project.toRealPath());
        }
    }

    @Test
    void aTakenPortIsSaid() throws Exception {
        markAsBuilt();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = taken.getInetAddress().getHostAddress();
            String port = Integer.toString(taken.getLocalPort());

            Result result = chat("relay", "--data", folder.toString(), "--host", host, "--port", port);

            assertThat(result.exitCode).isEqualTo(1);
            assertThat(result.out).isEmpty();
            assertThat(result.err)
                    .singleElement()
                    .asString()
                    .startsWith("Cannot listen on " + host + " port " + port + ": ")
                    .endsWith("choose another port with --port.");
        }
    }

    @Test
    void aJavaHomeThatIsNoneIsSaid() throws Exception {
        Result result = run(with(
                chatCommand(RELAY_THAT_ENDS),
                "JAVA_HOME",
                folder.resolve("nowhere").toString()));

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err)
                .singleElement()
                .asString()
                .matches("chat: Java was not found\\. Install a JDK, version 17 or later \\(.+\\)\\. "
                        + "If JAVA_HOME is set, it must be the folder of a JDK\\.");
    }

    @ParameterizedTest
    @CsvSource({"11.0.2, 11", "1.8.0_392, 8"})
    void anOldJavaIsSaid(String version, String name) throws Exception {
        Path bin =
                executable(folder.resolve("bin"), "java", "echo 'openjdk version \"" + version + "\" 2019-01-15' >&2");
        String words = "chat: This is Java " + name
                + "; version 17 or later is needed \\(.+\\)\\. If JAVA_HOME is set, it must be the folder of such a JDK\\.";

        Result byHome = run(with(chatCommand(RELAY_THAT_ENDS), "JAVA_HOME", folder.toString()));
        Result byPath = run(with(withPath(chatCommand(RELAY_THAT_ENDS), bin), "JAVA_HOME", ""));

        for (Result result : List.of(byHome, byPath)) {
            assertThat(result.exitCode).isEqualTo(1);
            assertThat(result.err).singleElement().asString().matches(words);
        }
    }

    @Test
    void aJavaWithoutACompilerIsSaidWhenABuildIsNeededAndByTheDoctor() throws Exception {
        markAsBuilt();
        changeASource();
        executable(folder.resolve("bin"), "java", "exec '" + javaHome() + "/bin/java' \"$@\"");
        ProcessBuilder relay = withPath(chatCommand(RELAY_THAT_ENDS), fakeMaven("3.9.9", ":"));
        ProcessBuilder doctor = chatCommand("doctor");

        for (ProcessBuilder chat : List.of(relay, doctor)) {
            Result result = run(with(chat, "JAVA_HOME", folder.toString()));

            assertThat(result.exitCode).isEqualTo(1);
            assertThat(result.err)
                    .singleElement()
                    .asString()
                    .matches("chat: This Java has no compiler\\. Install a JDK, not only a JRE \\(.+\\)\\.");
        }
    }

    @Test
    void theDoctorLooksBeforeAnythingIsBuiltAndBuildsNothing() throws Exception {
        Path fresh = folder.resolve("fresh, not built");
        copyTree(PROJECT.resolve("classroom/src/main"), fresh.resolve("classroom/src/main"));
        Path chat = Files.copy(PROJECT.resolve("chat"), fresh.resolve("chat"), StandardCopyOption.COPY_ATTRIBUTES);
        ProcessBuilder command = with(new ProcessBuilder(chat.toString(), "doctor"), "JAVA_HOME", javaHome());

        Result result = run(withPath(command, fakeMaven("3.6.3", ":")));

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err).isEmpty();
        assertThat(result.out)
                .allMatch(line -> line.length() <= 80 || !line.strip().contains(" "));
        assertThat(result.out)
                .anyMatch(line -> line.startsWith("ok     Java " + Runtime.version()))
                .anyMatch(line -> line.equals("wrong  Maven 3.6.3: older than 3.8.7"))
                .last()
                .isEqualTo("The demo cannot run yet. Fix what is wrong above, then run ./chat doctor again.");
        assertThat(fresh).isDirectoryNotContaining("glob:**/target");
    }

    @Test
    void theDoctorSaysThatTheDemoCanRun() throws Exception {
        Result result = chat("doctor");

        assertThat(result.err).isEmpty();
        assertThat(result.out).noneMatch(line -> line.startsWith("wrong"));
        assertThat(result.out).last().isEqualTo("The demo can run: ./chat demo");
        assertThat(result.exitCode).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.proxyHost=127.0.0.1 -Dhttp.nonProxyHosts", "socksProxyHost=::1 -DsocksNonProxyHosts"})
    void theDoctorFindsAProxyBetweenThisComputerAndItself(String options) throws Exception {
        Result result = run(with(chatCommand("doctor"), "JAVA_TOOL_OPTIONS", "-D" + options + "="));

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.out)
                .anyMatch(line -> line.startsWith("wrong  Connections within this computer (127.0.0.1): "));
    }

    @Test
    void theDoctorTakesNoArguments() throws Exception {
        assertThat(chat("doctor", "who"))
                .isEqualTo(new Result(2, List.of(), List.of("chat doctor checks your setup. It takes no arguments.")));
    }

    @Test
    void anOldMavenIsSaidWhenABuildIsNeeded() throws Exception {
        markAsBuilt();
        ProcessBuilder chat = withPath(chatCommand(RELAY_THAT_ENDS), fakeMaven("3.6.3", ":"));
        assertThat(run(chat).err).containsExactly(NO_SUCH_PORT);
        changeASource();

        Result result = run(chat);

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err).containsExactly("chat: This is Maven 3.6.3; version 3.8.7 or later is needed.");
    }

    @Test
    void noMavenIsSaidWhenABuildIsNeeded() throws Exception {
        markAsBuilt();
        changeASource();
        Path broken = executable(folder.resolve("maven"), "mvn", "exit 127");

        Result result = run(withPath(chatCommand(RELAY_THAT_ENDS), broken));

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.err)
                .containsExactly(
                        "chat: Maven was not found. It is needed to build the programs. Install Maven 3.8.7 or later.");
    }

    private record Result(int exitCode, List<String> out, List<String> err) {}

    private static Result chat(String... arguments) throws Exception {
        return run(chatCommand(arguments));
    }

    private static Result run(ProcessBuilder command) throws Exception {
        try (Program program = Program.start("chat", command)) {
            // A build on a busy machine takes longer than a program to end.
            program.process().onExit().get(5, TimeUnit.MINUTES);
            return new Result(program.awaitExit(), program.out(), program.err());
        }
    }

    /** With the Java and the Maven repository of this build. */
    private static ProcessBuilder chatCommand(String... arguments) {
        List<String> command = new ArrayList<>(List.of(project.resolve("chat").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = with(new ProcessBuilder(command), "JAVA_HOME", javaHome());
        String repository = System.getProperty("maven.repo.local");
        return repository == null ? builder : with(builder, "MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
    }

    private static ProcessBuilder with(ProcessBuilder builder, String variable, String value) {
        builder.environment().put(variable, value);
        return builder;
    }

    private static ProcessBuilder withPath(ProcessBuilder builder, Path first) {
        return with(builder, "PATH", first + ":" + System.getenv("PATH"));
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    /** @return the folder of a {@code mvn} that says it has this version, and does this when it is to build */
    private Path fakeMaven(String version, String build) throws IOException {
        String script = "if [ \"$1\" = -v ]; then echo 'Apache Maven " + version
                + " (1234)\nJava version: 17.0.1'; else " + build + "; fi";
        return executable(folder.resolve("maven"), "mvn", script);
    }

    /** @return the folder */
    private static Path executable(Path folder, String name, String script) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n", UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    private static void markAsBuilt() throws IOException {
        Path built = project.resolve("target/chat-built");
        if (!Files.exists(built)) {
            Files.createFile(built);
        }
        Files.setLastModifiedTime(built, FileTime.from(Instant.now()));
    }

    private static void changeASource() throws IOException {
        Path source = project.resolve("relay-server/src/main/java/encryptedchat/relay/Relay.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
    }

    /** With the times of all files, on which the launcher decides; without what it never looks at. */
    private static void copyTree(Path from, Path to) throws IOException {
        Set<Path> left = Set.of(Path.of(".git"), Path.of("test"), Path.of("failsafe-reports"), Path.of("chat-built"));
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                if (left.contains(source.getFileName())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(source)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                Files.copy(source, to.resolve(from.relativize(source)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

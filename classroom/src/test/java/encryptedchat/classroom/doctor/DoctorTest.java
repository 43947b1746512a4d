package encryptedchat.classroom.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor finds each thing that can be wrong, on a computer that is otherwise well. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs that are found on the PATH are shell scripts")
class DoctorTest {
    private static final long GIBIBYTE = 1L << 30;

    private static final String GOOD_JAVA = "echo 'openjdk version \"21.0.2\" 2024-01-16' >&2";
    private static final String GOOD_MAVEN = "echo 'Apache Maven 3.9.9 (abc)'; echo 'Java version: 17.0.1, vendor: X'";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path project = Path.of("");
    private Path home = Path.of("");
    private Path temporary = Path.of("");
    private String system = "Linux";
    private long freeBytes = 2 * GIBIBYTE;
    private int relayPort;
    private int pythonPort;

    @BeforeEach
    void aComputerThatIsWell() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        madeAt(Instant.EPOCH);
        for (String program : List.of("relay-server", "alice-client", "bob-client", "classroom")) {
            Path target = Files.createDirectories(project.resolve(program).resolve("target"));
            Files.createFile(target.resolve(program + ".jar"));
        }
        onThePath("java", GOOD_JAVA);
        onThePath("mvn", GOOD_MAVEN);
        onThePath("xdg-open", "");
        environment.put("PATH", folder.resolve("bin").toString());
        environment.put("DISPLAY", ":0");
        environment.put("LANG", "C.UTF-8");
        environment.put("COLUMNS", "120");
    }

    @Test
    void aComputerThatIsWellHasNothingToFix() throws Exception {
        assertThat(findings()).hasSize(20).allMatch(finding -> finding.startsWith("ok ") && !finding.contains("->"));
        assertThat(report(false)).endsWith("The demo can run: ./chat demo");
    }

    @Test
    void noJavaOnThePathIsWorthKnowing() throws Exception {
        Files.delete(folder.resolve("bin/java"));

        assertThat(finding("java on the PATH")).startsWith("note ").contains("not found");
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392, note", "11.0.2, note", "17, ok", "17-ea, ok", "25-ea, ok"})
    void anOldJavaOnThePathIsWorthKnowing(String version, String mark) throws Exception {
        onThePath("java", "echo 'openjdk version \"" + version + "\"' >&2");

        assertThat(mark("java on the PATH " + folder.resolve("bin/java") + " " + version))
                .isEqualTo(mark);
    }

    @Test
    void aJavaThatDoesNotRunIsWorthKnowing() throws Exception {
        onThePath("java", "echo 'Unrecognized option'; exit 1");

        assertThat(finding("java on the PATH"))
                .startsWith("note ")
                .contains(": java -version says: Unrecognized option ->");
    }

    @Test
    void noMavenIsWrongAsLongAsNothingIsBuilt() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        assertThat(finding("Maven:")).startsWith("note ").contains("not found").contains("3.8.7 or later");

        notBuilt();
        assertThat(mark("Maven:")).isEqualTo("wrong");
        assertThat(report(false))
                .endsWith("The demo cannot run yet. Fix what is wrong above, then run ./chat doctor again.");
    }

    @ParameterizedTest
    @CsvSource({"3.6.3, wrong", "3.8.6, wrong", "3.8.7, ok", "3.10.0, ok", "4.0.0-rc-4, ok"})
    void anOldMavenIsWrong(String version, String mark) throws Exception {
        notBuilt();
        onThePath("mvn", "echo 'Apache Maven " + version + " (abc)'; echo 'Java version: 17.0.1, vendor: X'");

        assertThat(mark("Maven " + version)).isEqualTo(mark);
        assertThat(mark("Maven's JDK 17.0.1")).isEqualTo("ok");
    }

    @Test
    void aMavenThatUsesAnOldJavaIsWrong() throws Exception {
        notBuilt();
        onThePath("mvn", "echo 'Apache Maven 3.9.9 (abc)'; echo 'Java version: 11.0.2, vendor: X'");

        assertThat(finding("Maven's JDK"))
                .isEqualTo("wrong Maven's JDK 11.0.2: older than 17 -> Set JAVA_HOME to a newer one.");
    }

    @Test
    void aMavenThatDoesNotRunIsWrongAndWhatItSaysIsShown() throws Exception {
        notBuilt();
        onThePath("mvn", "echo; echo 'The JAVA_HOME environment variable is not defined correctly.'; exit 1");

        assertThat(mark("Maven: mvn -v says: The JAVA_HOME environment variable is not defined correctly."))
                .isEqualTo("wrong");
    }

    @Test
    void whatIsNotBuiltIsWorthKnowing() throws Exception {
        notBuilt();

        assertThat(finding("Programs of this project: not built yet"))
                .startsWith("note ")
                .endsWith("do it on a good network: ./chat demo");
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenToIsWrong() throws Exception {
        temporary = Files.createFile(folder.resolve("a file"));

        assertThat(finding("Writing temporary files to " + temporary + ": Not a directory"))
                .startsWith("wrong ")
                .contains("-Djava.io.tmpdir=FOLDER");
    }

    @Test
    void aTargetThatCannotBeWrittenToIsWrongAsLongAsNothingIsBuilt() throws Exception {
        Files.createFile(project.resolve("target"));
        assertThat(mark("Writing to " + project.resolve("target") + ": ")).isEqualTo("note");

        notBuilt();
        assertThat(mark("Writing to " + project.resolve("target") + ": ")).isEqualTo("wrong");
    }

    @Test
    void foldersThatTheDemoDoesNotNeedAreOnlyWorthKnowing() throws Exception {
        Files.createFile(home.resolve(".encrypted-chat"));
        Files.createFile(home.resolve(".encrypted-chat-relay"));

        assertThat(finding(".encrypted-chat: ")).startsWith("note ").endsWith("--home DIR");
        assertThat(finding(".encrypted-chat-relay: ")).startsWith("note ").endsWith("--data DIR");
    }

    @Test
    void anotherHomeFolderThanTheShellsIsWorthKnowing() throws Exception {
        environment.put("HOME", home.toString());
        assertThat(mark("Home folder of Java: " + home)).isEqualTo("ok");

        environment.put("HOME", temporary.toString());
        assertThat(mark("Home folder of Java: " + home + ": but HOME is " + temporary))
                .isEqualTo("note");
    }

    @ParameterizedTest
    @CsvSource({"63, wrong", "64, ok", "2048, ok"})
    void aFullDiskIsWrong(long freeMebibytes, String mark) throws Exception {
        freeBytes = freeMebibytes << 20;

        assertThat(mark("Free space: " + freeMebibytes + " MiB")).isEqualTo(mark);
    }

    @Test
    void littleRoomForAFirstBuildIsWorthKnowing() throws Exception {
        freeBytes = GIBIBYTE - 1;
        notBuilt();

        assertThat(mark("Free space: 1023 MiB")).isEqualTo("note");
    }

    @Test
    void optionsForEveryJavaAreNamedButNotShown() throws Exception {
        environment.put("JAVA_TOOL_OPTIONS", "-Dhttp.proxyPassword=open-sesame");

        assertThat(mark("extra options: JAVA_TOOL_OPTIONS is set")).isEqualTo("note");
        assertThat(report(false)).doesNotContain("open-sesame");
    }

    @Test
    void aProxyThatMavenDoesNotReadIsNamedButNotShown() throws Exception {
        environment.put("https_proxy", "http://me:open-sesame@proxy.example:3128");
        assertThat(mark("https_proxy is set")).isEqualTo("ok");

        notBuilt();
        assertThat(mark("https_proxy is set")).isEqualTo("note");
        assertThat(report(false)).doesNotContain("open-sesame");

        Files.createFile(Files.createDirectory(home.resolve(".m2")).resolve("settings.xml"));
        assertThat(mark("https_proxy is set")).isEqualTo("ok");
    }

    @Test
    void aTakenPortOfThePythonOriginalsIsWorthKnowing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            pythonPort = taken.getLocalPort();

            assertThat(finding("for the Python originals: "))
                    .startsWith("note Port " + pythonPort)
                    .contains("ss -ltnp");
        }
        assertThat(mark("Port " + pythonPort + " for the Python originals")).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({"'{\"status\":\"ready\"}', ok, ' of the relay, which is running'", "Welcome!, note, It may be a relay"})
    void aRelayOfOursMayHaveItsPort(String answer, String mark, String says) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/v1/health", exchange -> {
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            relayPort = server.getAddress().getPort();

            assertThat(finding("Port " + relayPort)).startsWith(mark).contains(says);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aClockBeforeThisProgramWasMadeIsWorthKnowing() throws Exception {
        madeAt(Instant.now().plusSeconds(3600));

        assertThat(finding("Clock"))
                .startsWith("note ")
                .contains(": before this program was made ->")
                .contains("an offer more than 1 day ahead or 30 days old is refused");
    }

    @Test
    void noBrowserIsWorthKnowing() throws Exception {
        environment.remove("DISPLAY");
        assertThat(mark("xdg-open: there is no desktop")).isEqualTo("note");

        environment.put("WAYLAND_DISPLAY", "wayland-0");
        assertThat(mark("Browser, opened with xdg-open")).isEqualTo("ok");

        Files.delete(folder.resolve("bin/xdg-open"));
        assertThat(mark("xdg-open: not found")).isEqualTo("note");
    }

    @ParameterizedTest
    @CsvSource({"de_DE.ISO-8859-1, note", "'', note", "en_US.utf8, ok"})
    void aTerminalWithoutUtf8IsWorthKnowing(String locale, String mark) throws Exception {
        environment.put("LANG", locale);

        assertThat(mark("Letters in the terminal (" + locale + ")")).isEqualTo(mark);
    }

    @ParameterizedTest
    @CsvSource({"9, note", "79, note", "80, ok", "119, ok", "1000, ok"})
    void aNarrowTerminalIsWorthKnowing(String columns, String mark) throws Exception {
        environment.put("COLUMNS", columns);

        assertThat(mark("Columns of the terminal: " + columns)).isEqualTo(mark);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, apt-get, sudo apt install openjdk-17-jdk, 'sudo apt install maven, or unpack', sudo ss, ./chat",
        "Linux, dnf, sudo dnf install java-latest-openjdk, 'sudo dnf install maven, or unpack', sudo ss, ./chat",
        "FreeBSD, pkg, the packages of your distribution, 'of your distribution, or unpack', sudo ss, ./chat",
        "Mac OS X, brew, brew install temurin, 'brew install maven, or unpack', lsof, ./chat",
        "Windows 11, winget, winget install EclipseAdoptium.Temurin.21.JDK, 'or later: unpack', netstat, .\\chat"
    })
    void everySystemIsToldHowToFixInItsOwnWords(
            String name, String installer, String java, String maven, String ports, String chat) throws Exception {
        system = name;
        notBuilt();
        onThePath("java", "exit 1");
        onThePath("mvn", "exit 1");
        onThePath(installer, "");
        HttpServer taken = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        taken.start();
        try {
            relayPort = taken.getAddress().getPort();

            assertThat(findings().toString())
                    .contains(java)
                    .contains(maven)
                    .contains("(" + ports)
                    .contains(chat + " relay --port " + (relayPort + 1));
        } finally {
            taken.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMarkIsAWordWithAColourAndWithout(boolean inColour) throws Exception {
        notBuilt();
        Files.delete(folder.resolve("bin/mvn"));

        String report = report(inColour);

        assertThat(report.lines().filter(line -> line.contains("\u001b["))).hasSize(inColour ? 19 : 0);
        assertThat(report.replaceAll("\u001b\\[\\d+m", "").lines())
                .contains("ok     Network without a proxy", "note   Programs of this project: not built yet")
                .anyMatch(line -> line.startsWith("wrong  Maven: "))
                .allMatch(line -> line.length() <= 80 || !line.strip().contains(" "));
    }

    /** @return each finding in one line: its mark, what it says, and how to fix it */
    private List<String> findings() throws IOException {
        String findings = report(false).split("\n\n", 2)[0];
        return Stream.of(findings.split("\n(?=\\S)"))
                .map(finding -> finding.replaceAll("\\s+", " "))
                .toList();
    }

    private String finding(String part) throws IOException {
        List<String> those =
                findings().stream().filter(finding -> finding.contains(part)).toList();
        assertThat(those).as(part).hasSize(1);
        return those.get(0);
    }

    private String mark(String part) throws IOException {
        String finding = finding(part);
        assertThat(finding.contains("->")).isEqualTo(!finding.startsWith("ok "));
        return finding.split(" ", 2)[0];
    }

    private String report(boolean inColour) throws IOException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("os.name", system);
        settings.put("user.home", home.toString());
        settings.put("java.io.tmpdir", temporary.toString());
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Doctor.Computer computer = new Doctor.Computer(
                name -> settings.getOrDefault(name, ""), project, file -> freeBytes, relayPort, pythonPort);
        new Doctor(computer, new PrintStream(screen, true, UTF_8), inColour).examine();
        return screen.toString(UTF_8).strip();
    }

    private void madeAt(Instant time) throws IOException {
        Files.writeString(
                project.resolve("pom.xml"),
                "<project.build.outputTimestamp>" + time + "</project.build.outputTimestamp>");
    }

    private void notBuilt() throws IOException {
        Files.delete(project.resolve("bob-client/target/bob-client.jar"));
    }

    private void onThePath(String name, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}

package encryptedchat.classroom.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import encryptedchat.classroom.doctor.Finding.Mark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor finds each thing that can be wrong, on a computer that is otherwise well. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs that are found on the PATH are shell scripts")
class ExaminationTest {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final long GIBIBYTE = 1L << 30;

    private static final String GOOD_JAVA = "echo 'openjdk version \"21.0.2\" 2024-01-16' >&2";
    private static final String GOOD_MAVEN = "echo 'Apache Maven 3.9.9 (abc)'; echo 'Java version: 17.0.1, vendor: X'";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path project = Path.of("");
    private Path home = Path.of("");
    private Path temporary = Path.of("");
    private Platform platform = Platform.DEBIAN;
    private long freeBytes = 2 * GIBIBYTE;
    private Instant now = MADE.plusSeconds(1);
    private int relayPort;
    private int pythonPort;

    @BeforeEach
    void aComputerThatIsWell() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Files.writeString(
                project.resolve("pom.xml"),
                "<project.build.outputTimestamp>" + MADE + "</project.build.outputTimestamp>");
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
    void aComputerThatIsWellHasNothingToMend() {
        assertThat(findings())
                .hasSize(19)
                .allMatch(finding -> finding.mark() == Mark.OK && finding.mend().isEmpty());
        assertThat(report(false)).endsWith("The demo can run: ./chat demo");
    }

    @Test
    void noJavaOnThePathIsWorthKnowing() throws Exception {
        Files.delete(folder.resolve("bin/java"));

        assertThat(mark("No java is found on the PATH.")).isEqualTo(Mark.LOOK);
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392, LOOK", "11.0.2, LOOK", "17, OK", "25-ea, OK"})
    void anOldJavaOnThePathIsWorthKnowing(String version, Mark mark) throws Exception {
        onThePath("java", "echo 'openjdk version \"" + version + "\"' >&2");

        assertThat(mark("version " + version)).isEqualTo(mark);
    }

    @Test
    void aJavaThatDoesNotRunIsWorthKnowing() throws Exception {
        onThePath("java", "exit 1");

        assertThat(mark("which does not run")).isEqualTo(Mark.LOOK);
    }

    @Test
    void noMavenIsWrongAsLongAsNothingIsBuilt() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        assertThat(mark("No Maven (mvn)")).isEqualTo(Mark.LOOK);

        notBuilt();
        assertThat(mark("No Maven (mvn)")).isEqualTo(Mark.WRONG);
        assertThat(report(false)).endsWith("The demo cannot run yet. Mend what is wrong above, and ask again.");
    }

    @ParameterizedTest
    @CsvSource({"3.6.3, WRONG", "3.8.6, WRONG", "3.8.7, OK", "3.10.0, OK", "4.0.0-rc-4, OK"})
    void anOldMavenIsWrong(String version, Mark mark) throws Exception {
        notBuilt();
        onThePath("mvn", "echo 'Apache Maven " + version + " (abc)'; echo 'Java version: 17.0.1, vendor: X'");

        assertThat(mark("which uses Java 17.0.1")).isEqualTo(mark);
    }

    @Test
    void aMavenThatUsesAnOldJavaIsWrong() throws Exception {
        notBuilt();
        onThePath("mvn", "echo 'Apache Maven 3.9.9 (abc)'; echo 'Java version: 11.0.2, vendor: X'");

        assertThat(finding("which uses Java 11.0.2"))
                .isEqualTo(Finding.wrong(
                        "Maven 3.9.9, which uses Java 11.0.2. That Java is too old.",
                        "Set JAVA_HOME to a JDK, version 17 or later."));
    }

    @Test
    void aMavenThatDoesNotRunIsWrongAndWhatItSaysIsShown() throws Exception {
        notBuilt();
        onThePath("mvn", "echo; echo 'The JAVA_HOME environment variable is not defined correctly.'; exit 1");

        assertThat(mark("It says: The JAVA_HOME environment variable is not defined correctly."))
                .isEqualTo(Mark.WRONG);
    }

    @Test
    void whatIsNotBuiltIsWorthKnowing() throws Exception {
        notBuilt();

        assertThat(mark("The programs are not built yet.")).isEqualTo(Mark.LOOK);
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenToIsWrong() throws Exception {
        temporary = Files.createFile(folder.resolve("a file"));

        assertThat(mark("The folder for temporary files, " + temporary + ", cannot be written to."))
                .isEqualTo(Mark.WRONG);
    }

    @Test
    void aTargetThatCannotBeWrittenToIsWrongAsLongAsNothingIsBuilt() throws Exception {
        Files.createFile(project.resolve("target"));
        assertThat(mark("which only a build needs")).isEqualTo(Mark.LOOK);

        notBuilt();
        assertThat(mark("and a build needs it")).isEqualTo(Mark.WRONG);
    }

    @Test
    void foldersThatTheDemoDoesNotNeedAreOnlyWorthKnowing() throws Exception {
        Files.createFile(home.resolve(".encrypted-chat"));
        Files.createFile(home.resolve(".encrypted-chat-relay"));

        assertThat(mark(".encrypted-chat cannot be written to.")).isEqualTo(Mark.LOOK);
        assertThat(mark(".encrypted-chat-relay cannot be written to.")).isEqualTo(Mark.LOOK);
    }

    @Test
    void anotherHomeFolderThanTheShellsIsWorthKnowing() {
        environment.put("HOME", home.toString());
        assertThat(mark("Your home folder is " + home)).isEqualTo(Mark.OK);

        environment.put("HOME", temporary.toString());
        assertThat(mark("Java takes " + home + " for your home folder")).isEqualTo(Mark.LOOK);
    }

    @ParameterizedTest
    @CsvSource({"63, WRONG", "64, OK", "2048, OK"})
    void aFullDiskIsWrong(long freeMebibytes, Mark mark) {
        freeBytes = freeMebibytes << 20;

        assertThat(mark(freeMebibytes + " MiB are free")).isEqualTo(mark);
    }

    @Test
    void littleRoomForAFirstBuildIsWorthKnowing() throws Exception {
        freeBytes = GIBIBYTE - 1;
        notBuilt();

        assertThat(mark("1023 MiB are free")).isEqualTo(Mark.LOOK);
    }

    @Test
    void optionsForEveryJavaAreNamedButNotShown() {
        environment.put("JAVA_TOOL_OPTIONS", "-Dhttp.proxyPassword=open-sesame");

        assertThat(mark("given options by JAVA_TOOL_OPTIONS.")).isEqualTo(Mark.LOOK);
        assertThat(report(false)).doesNotContain("open-sesame");
    }

    @Test
    void aProxyThatMavenDoesNotReadIsNamedButNotShown() throws Exception {
        environment.put("https_proxy", "http://me:open-sesame@proxy.example:3128");
        assertThat(mark("named by https_proxy")).isEqualTo(Mark.OK);

        notBuilt();
        assertThat(mark("named by https_proxy")).isEqualTo(Mark.LOOK);
        assertThat(report(false)).doesNotContain("open-sesame");

        Files.createFile(Files.createDirectory(home.resolve(".m2")).resolve("settings.xml"));
        assertThat(mark("named by https_proxy")).isEqualTo(Mark.OK);
    }

    @Test
    void aTakenPortOfThePythonOriginalsIsWorthKnowing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            pythonPort = taken.getLocalPort();

            assertThat(mark("Port " + pythonPort + " is taken.")).isEqualTo(Mark.LOOK);
        }
        assertThat(mark("Port " + pythonPort + ", that of the Python originals, is free."))
                .isEqualTo(Mark.OK);
    }

    @ParameterizedTest
    @CsvSource({"'{\"status\":\"ready\"}', OK", "Welcome!, LOOK"})
    void aRelayOfOursMayHaveItsPort(String answer, Mark mark) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/v1/health", exchange -> {
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            relayPort = server.getAddress().getPort();

            assertThat(mark(mark == Mark.OK ? "a relay of this project is running" : "is taken by another program"))
                    .isEqualTo(mark);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aClockBeforeThisProgramWasMadeIsWorthKnowing() {
        now = MADE.minusSeconds(1);

        assertThat(finding("2025-12-31 23:59 in the zone Z. That is before this program was made.")
                        .mend())
                .contains("not be more than 1 day ahead, or 30 days old");
    }

    @Test
    void noBrowserIsWorthKnowing() throws Exception {
        environment.remove("DISPLAY");
        assertThat(mark("there is no desktop")).isEqualTo(Mark.LOOK);

        environment.put("WAYLAND_DISPLAY", "wayland-0");
        assertThat(mark("A browser can be opened")).isEqualTo(Mark.OK);

        Files.delete(folder.resolve("bin/xdg-open"));
        assertThat(mark("the program xdg-open is missing")).isEqualTo(Mark.LOOK);
    }

    @ParameterizedTest
    @CsvSource({"de_DE.ISO-8859-1, LOOK", "'', LOOK", "en_US.utf8, OK"})
    void aTerminalWithoutUtf8IsWorthKnowing(String locale, Mark mark) {
        environment.put("LANG", locale);

        assertThat(mark("The terminal is set to")).isEqualTo(mark);
    }

    @ParameterizedTest
    @CsvSource({
        "79, LOOK, Lines of the demo break in it.",
        "80, OK, From 120 on the demo shows",
        "119, OK, From 120 on the demo shows",
        "120, OK, The demo shows Alice"
    })
    void aNarrowTerminalIsWorthKnowing(String columns, Mark mark, String says) {
        environment.put("COLUMNS", columns);

        assertThat(mark(columns + " columns wide. " + says)).isEqualTo(mark);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void everySystemIsToldHowToMendInItsOwnWords(Platform system) throws Exception {
        platform = system;
        environment.put("PATH", temporary.toString());
        notBuilt();

        assertThat(report(false).replaceAll("\\s+", " "))
                .contains(system.java)
                .contains(system.maven)
                .contains(system.browser)
                .contains(system.chat);
    }

    @ParameterizedTest
    @CsvSource({
        "Windows 11, '', WINDOWS",
        "Mac OS X, '', MAC",
        "Linux, ID=debian, DEBIAN",
        "Linux, 'ID=linuxmint\nID_LIKE=\"ubuntu debian\"', DEBIAN",
        "Linux, ID=fedora, FEDORA",
        "Linux, ID=arch, OTHER_LINUX",
        "FreeBSD, '', OTHER_LINUX"
    })
    void theSystemIsKnown(String name, String release, Platform system) {
        assertThat(Platform.of(name, release)).isEqualTo(system);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMarkIsAWordWithAColourAndWithout(boolean inColour) throws Exception {
        notBuilt();
        Files.delete(folder.resolve("bin/mvn"));

        List<String> lines = report(inColour).lines().toList();

        assertThat(lines)
                .anyMatch(line -> line.contains("ok") && line.endsWith("     No variable names a proxy."))
                .anyMatch(line -> line.contains("look") && line.contains("   The programs are not built yet."))
                .anyMatch(line -> line.contains("wrong") && line.contains("  No Maven (mvn) is found"));
        assertThat(lines.stream().filter(line -> line.contains("\u001b["))).hasSize(inColour ? 19 : 0);
    }

    private Stream<Finding> findings() {
        return examination().findings();
    }

    private Finding finding(String part) {
        List<Finding> those =
                findings().filter(finding -> finding.says().contains(part)).toList();
        assertThat(those).as(part).hasSize(1);
        return those.get(0);
    }

    private Mark mark(String part) {
        Finding finding = finding(part);
        assertThat(finding.mend().isEmpty()).isEqualTo(finding.mark() == Mark.OK);
        return finding.mark();
    }

    private String report(boolean inColour) {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        examination().report(new PrintStream(screen, true, UTF_8), inColour);
        return screen.toString(UTF_8).strip();
    }

    private Examination examination() {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Examination(new Computer(
                platform, environment, project, home, temporary, path -> freeBytes, clock, relayPort, pythonPort));
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

package encryptedchat.testlevel;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import encryptedchat.classroom.Programs;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A level that nobody knew when the programs were packaged: it is on the class path of Alice and Bob, and nothing else
 * is changed. The relay has never heard of it.
 */
class AddedLevelIT {
    @TempDir
    private Path folder;

    private Path level;
    private Program relay;
    private Program bob;
    private Program alice;

    @BeforeEach
    void begin() throws Exception {
        level = levelAlone();
        relay = startRelay(0);
        bob = start("bob");
        alice = start("alice", "--explain");
        bob.awaitErr(0, line -> line.startsWith("An offer has come from alice"));
    }

    @AfterEach
    void end() {
        List.of(alice, bob, relay).forEach(Program::close);
    }

    @Test
    void bothTalkAtItThroughThePackagedRelayWhoeverIsKilledInBetween() throws Exception {
        bothSaySomething("at first");

        relay = killed(relay, () -> startRelay(port()));
        bothSaySomething("after the relay was killed");

        bob = killed(bob, () -> start("bob"));
        bothSaySomething("after bob was killed");

        alice = killed(alice, () -> start("alice"));
        bothSaySomething("after alice was killed");

        bob.kill();
        alice.type("while bob is away");
        bob = start("bob");
        bob.awaitOut(0, "alice: while bob is away"::equals);
        assertThat(bob.out()).containsExactly("alice: while bob is away");
    }

    @Test
    void oneTimePrekeysAreHandedOutOnceEachUntilTheyHaveRunOut() throws Exception {
        bob.kill();
        for (int offers = 2; offers <= RatchetingPrekeys.ONE_TIME_AT_ONCE + 1; offers++) {
            int before = alice.err().size();
            alice.type("/renew");
            alice.awaitErr(before, line -> line.contains("In: one-time prekey, "));
            // What was handed out is on the relay's disk.
            relay = killed(relay, () -> startRelay(port()));
        }

        List<String> used = alice.err().stream()
                .filter(line -> line.contains("In: one-time prekey, "))
                .toList();
        assertThat(used).hasSize(RatchetingPrekeys.ONE_TIME_AT_ONCE + 1).doesNotHaveDuplicates();
        assertThat(used.subList(0, RatchetingPrekeys.ONE_TIME_AT_ONCE)).allMatch(line -> line.contains(", 32 bytes"));
        assertThat(used.get(RatchetingPrekeys.ONE_TIME_AT_ONCE)).contains(", 0 bytes");
        bob = start("bob");
        bothSaySomething("in the last session");
    }

    private void bothSaySomething(String when) throws IOException, InterruptedException {
        alice.type("Alice, " + when);
        bob.awaitOut(0, ("alice: Alice, " + when)::equals);
        bob.type("Bob, " + when);
        alice.awaitOut(0, ("bob: Bob, " + when)::equals);
    }

    private interface Start {
        Program start() throws IOException, InterruptedException;
    }

    private static Program killed(Program program, Start next) throws IOException, InterruptedException {
        program.kill();
        program.awaitExit();
        return next.start();
    }

    private int port() {
        return URI.create(relay.relayUrl()).getPort();
    }

    private Program startRelay(int port) throws IOException, InterruptedException {
        return Programs.awaitReady(Programs.launchRelay(Level.SHORT_LIVED, port, folder.resolve("relay")));
    }

    private Program start(String name, String... options) throws IOException {
        String classPath = Programs.jarOf(name + "-client") + File.pathSeparator + level;
        String main = "encryptedchat." + name + "." + (name.equals("bob") ? "BobCommand" : "AliceCommand");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Level.SHORT_LIVED);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of("--relay", relay.relayUrl(), "--level", RatchetingLevel.NAME));
        command.addAll(List.of("--home", folder.resolve(name).toString()));
        command.addAll(List.of(options));
        return Program.start(name, new ProcessBuilder(command));
    }

    /** @return a folder with the classes of the level and the line that names it, and nothing else of the tests */
    private Path levelAlone() throws IOException, URISyntaxException {
        Path tests = Path.of(RatchetingLevel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path alone = folder.resolve("level");
        copy(tests.resolve("testlevel"), alone);
        copy(tests.resolve("encryptedchat/testlevel"), alone.resolve("encryptedchat/testlevel"));
        return alone;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}

package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client's home folder belongs to one client at a time and to one owner, and what is damaged in it stays as it is.
 */
class HomeIT {
    private static final String NO_RELAY = "http://127.0.0.1:1";

    @TempDir
    private Path homes;

    @Test
    void aSecondClientInTheSameHomeIsTurnedAway() throws Exception {
        Path home = homes.resolve(ALICE);
        try (Program first = CLASSIC.startClient(ALICE, NO_RELAY, home)) {
            first.awaitErr(0, line -> line.contains("does not answer"));

            try (Program second = CLASSIC.startClient(ALICE, NO_RELAY, home)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.out()).isEmpty();
                assertThat(second.err())
                        .containsExactly("Another client is using the folder " + home
                                + ". Close it, or give this one a folder of its own with --home.");
            }
        }
    }

    @Test
    void aHomeIsFreeAgainWhenItsClientWasKilled() throws Exception {
        try (Program killed = CLASSIC.startClient(ALICE, NO_RELAY, homes.resolve(ALICE))) {
            killed.awaitErr(0, line -> line.contains("does not answer"));
            killed.kill();
        }

        try (Program next = CLASSIC.startClient(ALICE, NO_RELAY, homes.resolve(ALICE))) {
            next.awaitErr(0, line -> line.contains("does not answer"));
            next.endInput();
            assertThat(next.awaitExit()).isZero();
        }
    }

    @Test
    void aDamagedMemoryEndsTheProgramAndIsLeftAsItIs() throws Exception {
        byte[] damaged = "{\"master_secret_b64\": \"half a".getBytes(UTF_8);
        Files.write(ClassicHome.sessionFile(homes), damaged);

        try (Program alice = CLASSIC.startClient(ALICE, NO_RELAY, homes)) {
            assertThat(alice.awaitExit()).isEqualTo(1);
            assertThat(alice.out()).isEmpty();
            assertThat(alice.err())
                    .singleElement()
                    .asString()
                    .startsWith("The file " + ClassicHome.sessionFile(homes) + " is damaged: ");
        }

        assertThat(ClassicHome.sessionFile(homes)).hasBinaryContent(damaged);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void everythingInAHomeBelongsToItsOwnerAlone() throws Exception {
        Path home = homes.resolve("new").resolve(ALICE);
        try (CannedRelay relay = new CannedRelay()) {
            relay.putBobsPublicKey(CannedRelay.rsaKey(4096, RSAKeyGenParameterSpec.F4));
            try (Program alice = CLASSIC.startClient(ALICE, relay.url(), home)) {
                alice.awaitErr(0, line -> line.contains("Type to talk"));
            }
        }

        assertThat(permissions(home)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(home)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .contains(ClassicHome.sessionFile(home))
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

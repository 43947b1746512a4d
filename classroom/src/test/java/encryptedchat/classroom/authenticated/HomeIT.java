package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.classroom.Talk;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A home folder belongs to one client at a time, and what is damaged in it is never used and stays as it is. */
class HomeIT {
    private static final String LOCK = "lock";
    private static final int FLIPPED_PER_FILE = 8;

    private static Talk talk;

    @BeforeAll
    static void letThemTalkAndLeave(@TempDir Path folder) throws Exception {
        talk = new Talk(AUTHENTICATED, folder);
        talk.bothGoOn();
        talk.bob().endInput();
        assertThat(talk.bob().awaitExit()).isZero();
    }

    @AfterAll
    static void end() {
        talk.close();
    }

    @Test
    void aSecondClientInTheSameHomeIsTurnedAwayAndTheFirstGoesOn() throws Exception {
        talk.startBob();
        Program first = talk.bob();
        talk.aliceSays("before the second");
        talk.startBob();

        assertThat(talk.bob().awaitExit()).isEqualTo(1);
        assertThat(talk.bob().out()).isEmpty();
        assertThat(talk.bob().err())
                .singleElement()
                .asString()
                .startsWith("Another client is using the folder " + talk.home("bob"));

        first.type("still the first");
        talk.alice().awaitOut(0, "bob: still the first"::equals);
        first.endInput();
        assertThat(first.awaitExit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "prekeys-authenticated", "conversation-with-alice", "shown-alice"})
    void aDamagedFileIsNamedAndEverythingIsLeftAsItIs(String name, @TempDir Path folder) throws Exception {
        Map<String, ByteBuffer> whole = contents(talk.home("bob"));
        for (byte[] form : damagedForms(Files.readAllBytes(talk.home("bob").resolve(name)))) {
            Map<String, ByteBuffer> damaged = new HashMap<>(whole);
            damaged.put(name, ByteBuffer.wrap(form));
            Path home = Files.createTempDirectory(folder, "home");

            assertThat(complaintOfBobAbout(damaged, home)).startsWith("The file " + home.resolve(name) + " is ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "prekeys-authenticated", "conversation-with-alice", "shown-alice"})
    void aFileOfTheVersionBeforeIsNamedAndEverythingIsLeftAsItIs(String name, @TempDir Path home) throws Exception {
        Map<String, ByteBuffer> mixed = contents(talk.home("bob"));
        mixed.computeIfPresent(name, (same, file) -> ofTheVersionBefore(file));

        assertThat(complaintOfBobAbout(mixed, home)).isEqualTo(anotherVersion(home.resolve(name)));
    }

    @Test
    void aHomeOfTheVersionBeforeIsRefusedAndNothingIsAddedToIt(@TempDir Path home) throws Exception {
        Map<String, ByteBuffer> before = contents(talk.home("bob"));
        before.remove("prekeys-authenticated");
        before.replaceAll((name, file) -> ofTheVersionBefore(file));

        assertThat(complaintOfBobAbout(before, home)).isEqualTo(anotherVersion(home.resolve("identity")));
    }

    private static String anotherVersion(Path file) {
        return "The file " + file + " was written by another version of this program, and is left as it is."
                + " Use that version, or start over with another --home.";
    }

    /** The number of the version stands in the first line; what follows it is not looked at. */
    private static ByteBuffer ofTheVersionBefore(ByteBuffer file) {
        String now = ISO_8859_1.decode(file.duplicate()).toString();
        String before = now.replaceFirst("^encrypted-chat state 3 ", "encrypted-chat state 2 ");
        assertThat(before).isNotEqualTo(now);
        return ByteBuffer.wrap(before.getBytes(ISO_8859_1));
    }

    /** Bob finds this in his home, and leaves it so. */
    private static String complaintOfBobAbout(Map<String, ByteBuffer> files, Path home) throws Exception {
        for (Map.Entry<String, ByteBuffer> file : files.entrySet()) {
            Files.write(home.resolve(file.getKey()), file.getValue().array());
        }

        String complaint = complaintOfBobIn(home);

        assertThat(contents(home)).isEqualTo(files);
        return complaint;
    }

    /** @return the one line that he says before he ends */
    private static String complaintOfBobIn(Path home) throws Exception {
        try (Program bob = AUTHENTICATED.startClient("bob", talk.url(), home)) {
            assertThat(bob.awaitExit()).isEqualTo(1);
            assertThat(bob.out()).isEmpty();
            assertThat(bob.err())
                    .filteredOn(line -> !line.startsWith("The folder "))
                    .hasSize(1);
            return bob.err().get(bob.err().size() - 1);
        }
    }

    /** Cut off at some places, emptied, and with a bit changed at some places from the first byte to the last. */
    private static List<byte[]> damagedForms(byte[] whole) {
        List<byte[]> forms = new ArrayList<>();
        for (int length : List.of(0, 1, whole.length / 2, whole.length - 1)) {
            forms.add(Arrays.copyOf(whole, length));
        }
        for (int step = 0; step < FLIPPED_PER_FILE; step++) {
            byte[] flipped = whole.clone();
            flipped[(whole.length - 1) * step / (FLIPPED_PER_FILE - 1)] ^= (byte) (1 << step);
            forms.add(flipped);
        }
        return forms;
    }

    /** @return all files but the lock */
    private static Map<String, ByteBuffer> contents(Path home) throws Exception {
        Map<String, ByteBuffer> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(LOCK)) {
                    contents.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }
}

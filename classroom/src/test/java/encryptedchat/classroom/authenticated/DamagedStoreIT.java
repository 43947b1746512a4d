package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Level;
import encryptedchat.classroom.Program;
import encryptedchat.classroom.Programs;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A relay does not start on a store that is damaged or older than it, says so in one line, and leaves the store as it
 * is.
 */
class DamagedStoreIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PAGE_BYTES = 4096;

    /** Where the version of the store stands in an SQLite file. */
    private static final int USER_VERSION = 60;

    private static byte[] whole;

    @TempDir
    private Path data;

    @BeforeAll
    static void makeAStore(@TempDir Path folder) throws Exception {
        try (Program relay = AUTHENTICATED.startRelay(folder)) {
            for (int person = 1; person <= 100; person++) {
                String name = "person-" + person;
                Visitor visitor = new Visitor(relay.relayUrl(), new Identity(name, IdentityKeyPair.generate(RANDOM)));
                assertThat(visitor.register(name).status()).isEqualTo(201);
            }
            relay.process().destroy();
            relay.awaitExit();
        }
        whole = Files.readAllBytes(folder.resolve("relay.db"));
        assertThat(whole.length).isGreaterThan(2 * PAGE_BYTES);
    }

    /** SQLite keeps no checksums: of a changed bit only what breaks the structure of the file is seen. */
    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("emptied", new byte[0]),
                Arguments.of("only its first byte", Arrays.copyOf(whole, 1)),
                Arguments.of("cut in the header", Arrays.copyOf(whole, 99)),
                Arguments.of("cut in the middle", Arrays.copyOf(whole, whole.length / 2)),
                Arguments.of("cut at the end of a page", Arrays.copyOf(whole, whole.length - PAGE_BYTES)),
                Arguments.of("cut by one byte", Arrays.copyOf(whole, whole.length - 1)),
                Arguments.of("made by the relay before", ofVersionOne()),
                Arguments.of("a bit of the first byte", flipped(0)),
                Arguments.of("a bit of the application id", flipped(70)),
                Arguments.of("a bit of the kind of the first page", flipped(100)),
                Arguments.of("a bit of the kind of the second page", flipped(PAGE_BYTES)),
                Arguments.of("a bit of the kind of the third page", flipped(2 * PAGE_BYTES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedStoreIsRefusedAndLeftAsItIs(String what, byte[] damaged) throws Exception {
        Path store = data.resolve("relay.db");
        Files.write(store, damaged);

        try (Program relay = Programs.launchRelay(Level.SHORT_LIVED, 0, data)) {
            assertThat(relay.awaitExit()).isEqualTo(1);
            assertThat(relay.out()).isEmpty();
            assertThat(relay.err()).singleElement().asString().startsWith("The relay's store " + store + " ");
        }

        assertThat(store).hasBinaryContent(damaged);
    }

    private static byte[] ofVersionOne() {
        byte[] older = whole.clone();
        ByteBuffer.wrap(older).putInt(USER_VERSION, 1);
        return older;
    }

    private static byte[] flipped(int position) {
        byte[] flipped = whole.clone();
        flipped[position] ^= 8;
        return flipped;
    }
}

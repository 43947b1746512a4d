package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.classroom.AuthenticatedHome;
import encryptedchat.classroom.Needle;
import encryptedchat.classroom.Needles;
import encryptedchat.classroom.Program;
import encryptedchat.client.home.Home;
import encryptedchat.client.home.PassphraseSource;
import encryptedchat.client.home.StateFiles;
import encryptedchat.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home with a passphrase opens with it and with nothing else, and a thief of the folder finds no key in it. */
class PassphraseIT {
    private static final String PASSPHRASE = "correct horse battery staple, ü";

    private static Program relay;
    private static Path home;
    private static Path passphraseFile;

    @TempDir
    private Path own;

    @BeforeAll
    static void bobTalksAndLeaves(@TempDir Path folder) throws Exception {
        home = folder.resolve("bob");
        passphraseFile = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\nnot this line\n");
        relay = AUTHENTICATED.startRelay(folder.resolve("relay"));
        try (Program bob = bob("--passphrase-file", passphraseFile.toString());
                Program alice = AUTHENTICATED.startClient("alice", relay.relayUrl(), folder.resolve("alice"))) {
            alice.type("before");
            bob.awaitOut(0, "alice: before"::equals);
            bob.endInput();
            assertThat(bob.awaitExit()).isZero();
            alice.type("after");
            alice.endInput();
            assertThat(alice.awaitExit()).isZero();
        }
    }

    @AfterAll
    static void end() {
        relay.close();
    }

    @Test
    void theRightPassphraseOpensItAndTheConversationGoesOn() throws Exception {
        try (Program bob = bob("--passphrase-file", passphraseFile.toString())) {
            bob.awaitOut(0, "alice: after"::equals);
            bob.endInput();
            assertThat(bob.awaitExit()).isZero();
        }
    }

    @Test
    void anotherPassphraseIsRefused() throws Exception {
        Path wrong = Files.writeString(own.resolve("wrong"), PASSPHRASE + ".\n");

        try (Program bob = bob("--passphrase-file", wrong.toString())) {
            assertThat(refusal(bob)).startsWith("The passphrase does not open " + home.resolve("identity"));
        }
    }

    @Test
    void inAPipeWithoutAPassphraseItIsRefused() throws Exception {
        try (Program bob = bob()) {
            assertThat(refusal(bob)).contains("--passphrase-file");
        }
    }

    @Test
    void noKeyIsReadableInTheFolder() throws Exception {
        List<Needle> keys = keys();
        StringBuilder contents = new StringBuilder();
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                contents.append(Files.readString(file, ISO_8859_1)).append('\n');
            }
        }

        assertThat(keys).hasSizeGreaterThan(20);
        assertThat(new Needles(keys).in(contents.toString())).isEmpty();
    }

    private static Program bob(String... options) throws Exception {
        return AUTHENTICATED.startClient("bob", relay.relayUrl(), home, options);
    }

    private static String refusal(Program bob) throws Exception {
        assertThat(bob.awaitExit()).isEqualTo(1);
        assertThat(bob.out()).isEmpty();
        assertThat(bob.err()).noneMatch(line -> line.startsWith("\tat "));
        return bob.err().get(bob.err().size() - 1);
    }

    /** What whoever knows the passphrase finds: the identity's seed, each line of the exchange key, the sessions. */
    private static List<Needle> keys() throws Exception {
        List<Needle> keys = new ArrayList<>();
        try (Home opened = Home.open(home)) {
            StateFiles files = StateFiles.open(opened, PassphraseSource.ofFile(passphraseFile), new SecureRandom());
            JsonNode identity = Json.read(files.read("identity").orElseThrow(), JsonNode.class);
            keys.add(new Needle(
                    "the seed",
                    Base64.getDecoder().decode(identity.get("identity_seed").asText())));
            JsonNode prekeys = Json.read(files.read("prekeys-authenticated").orElseThrow(), JsonNode.class);
            byte[] exported = Base64.getDecoder().decode(prekeys.get("prekeys").asText());
            AuthenticatedHome.exchangeKeyPem(exported)
                    .lines()
                    .forEach(line -> keys.add(new Needle("a line of the exchange key", line.getBytes(US_ASCII))));
            JsonNode conversation =
                    Json.read(files.read("conversation-with-alice").orElseThrow(), JsonNode.class);
            for (JsonNode session : conversation.get("peer").get("sessions")) {
                keys.add(
                        new Needle("a session", session.get("exported").asText().getBytes(UTF_8)));
            }
        }
        return keys;
    }
}

package encryptedchat.classroom.authenticated;

import static encryptedchat.classroom.Level.AUTHENTICATED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.AuthenticatedHome;
import encryptedchat.classroom.ByteTap;
import encryptedchat.classroom.Heap;
import encryptedchat.classroom.Needle;
import encryptedchat.classroom.Needles;
import encryptedchat.classroom.Program;
import encryptedchat.classroom.SessionSecrets;
import encryptedchat.classroom.Talk;
import encryptedchat.wire.RawJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay is blind: of a thousand texts, and of all secrets that they were sealed under, nothing is in what crosses
 * the wire, in the relay's store, log and memory, and in what the clients say about themselves. The same search does
 * find them where they have to be, and finds ciphertexts at the relay, so it looks in the right places.
 */
class BlindRelayIT {
    private static final int SESSIONS = 5;
    private static final int TEXTS_PER_SESSION_EACH_WAY = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern CIPHERTEXT = Pattern.compile("\"ciphertext\":\"([^\"]{40,})\"");

    private static Path folder;
    private static Talk talk;
    private static ByteTap wire;
    private static String waiting = "";

    private static final List<Needle> TEXTS = new ArrayList<>();
    private static final List<Needle> MASTER_SECRETS = new ArrayList<>();
    private static final List<Needle> SESSION_KEYS = new ArrayList<>();
    private static final List<Needle> PRIVATE_KEYS = new ArrayList<>();

    @BeforeAll
    static void letThemTalk(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Program relay = AUTHENTICATED.startRelay(folder.resolve("relay"));
        wire = new ByteTap(relay.relayUrl());
        talk = new Talk(AUTHENTICATED, folder, relay, wire.url());
        for (int session = 1; session <= SESSIONS; session++) {
            letThemTalkInOneSession(session);
        }
        leaveOneMessageWaiting();
        collectSecrets();
    }

    private static void letThemTalkInOneSession(int session) throws Exception {
        if (session > 1) {
            int saidBefore = talk.bob().err().size();
            talk.alice().type("/renew");
            talk.bob().awaitErr(saidBefore, line -> line.startsWith("An offer has come from alice"));
        }
        for (int turn = 0; turn < TEXTS_PER_SESSION_EACH_WAY; turn++) {
            talk.alice().type(newText());
            talk.bob().type(newText());
        }
        int shown = session * TEXTS_PER_SESSION_EACH_WAY;
        talk.alice().awaitOut(shown - 1, line -> true);
        talk.bob().awaitOut(shown - 1, line -> true);
    }

    private static String newText() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String text = HexFormat.of().formatHex(random);
        TEXTS.add(new Needle("text " + (TEXTS.size() + 1), text.getBytes(UTF_8)));
        return text;
    }

    /** So that the relay's store and memory have something to hide. */
    private static void leaveOneMessageWaiting() throws Exception {
        talk.bob().kill();
        int storedBefore = talk.relay().err().size();
        List<String> sentBefore = ciphertexts();
        talk.alice().type(newText());
        talk.relay().awaitErr(storedBefore, line -> line.contains("a message from alice"));
        waiting = ciphertexts().stream()
                .filter(each -> !sentBefore.contains(each))
                .findFirst()
                .orElseThrow();
    }

    private static void collectSecrets() throws Exception {
        for (String name : List.of("alice", "bob")) {
            PRIVATE_KEYS.add(new Needle(
                    name + "'s identity seed",
                    AuthenticatedHome.identity(talk.home(name))
                            .keyPair()
                            .exposeSeed()
                            .exposeBytes()));
        }
        AuthenticatedHome.exchangeKeyPem(talk.home("bob"))
                .lines()
                .filter(line -> line.length() == 64)
                .forEach(line -> PRIVATE_KEYS.add(new Needle("a line of Bob's exchange key", line.getBytes(US_ASCII))));
        PRIVATE_KEYS.add(new Needle("the label of a private key", "PRIVATE KEY".getBytes(US_ASCII)));
        for (RawJson offer : SessionSecrets.offersIn(wire.bytes())) {
            SessionSecrets session = SessionSecrets.of(offer, talk.home("alice"), talk.home("bob"));
            MASTER_SECRETS.add(
                    new Needle("a master secret", session.masterSecret().exposeBytes()));
            session.keys().forEach(key -> SESSION_KEYS.add(new Needle("a session key", key.exposeBytes())));
        }
        assertThat(MASTER_SECRETS).hasSize(SESSIONS);
        assertThat(SESSION_KEYS).hasSize(2 * SESSIONS);
    }

    @AfterAll
    static void end() throws Exception {
        talk.close();
        wire.close();
    }

    @Test
    void nothingIsReadableOnTheWire() {
        String bytes = wire.bytes();

        assertThat(ciphertexts()).hasSizeGreaterThan(2 * SESSIONS * TEXTS_PER_SESSION_EACH_WAY);
        assertThat(all().in(bytes)).isEmpty();
    }

    @Test
    void nothingIsReadableInTheLogOfTheRelay() {
        String said = talk.relay().out() + "\n" + talk.relay().err();

        assertThat(said).contains("a message from alice").contains("an offer from alice");
        assertThat(all().in(said)).isEmpty();
    }

    @Test
    void nothingIsReadableInTheStoreOfTheRelay() throws Exception {
        String stored = filesIn(talk.data());

        assertThat(stored).contains(waiting);
        assertThat(all().in(stored)).isEmpty();
    }

    @Test
    void nothingIsReadableInTheMemoryOfTheRelay() throws Exception {
        String memory = Heap.of(talk.relay(), folder);

        assertThat(memory).contains(waiting.substring(0, 40));
        assertThat(all().in(memory)).isEmpty();
    }

    @Test
    void noSecretIsInWhatTheClientsSayAndNoTextIsOutsideStandardOutput() {
        for (Program client : List.of(talk.alice(), talk.bob())) {
            assertThat(all().in(client.err().toString())).isEmpty();
            assertThat(new Needles(secrets()).in(client.out().toString())).isEmpty();
        }
        assertThat(new Needles(TEXTS).in(talk.alice().out() + " " + talk.bob().out()))
                .hasSize(2 * SESSIONS * TEXTS_PER_SESSION_EACH_WAY);
    }

    @Test
    void theSameSearchFindsKeysInAHomeThatHasNoPassphrase() throws Exception {
        String bobs = filesIn(talk.home("bob"));

        assertThat(new Needles(PRIVATE_KEYS).in(bobs)).hasSize(PRIVATE_KEYS.size() - 1);
        assertThat(new Needles(SESSION_KEYS).in(bobs)).isNotEmpty();
        assertThat(new Needles(MASTER_SECRETS).in(bobs)).isEmpty();
    }

    @Test
    void theSameSearchFindsKeysAndTextsInTheMemoryOfAlice() throws Exception {
        String memory = Heap.of(talk.alice(), folder);

        assertThat(new Needles(SESSION_KEYS).in(memory)).isNotEmpty();
        assertThat(new Needles(TEXTS).in(memory)).isNotEmpty();
        assertThat(new Needles(PRIVATE_KEYS).in(memory)).isNotEmpty();
    }

    private static Needles all() {
        return new Needles(Stream.concat(TEXTS.stream(), secrets().stream()).toList());
    }

    private static List<Needle> secrets() {
        return Stream.of(MASTER_SECRETS, SESSION_KEYS, PRIVATE_KEYS)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> ciphertexts() {
        return CIPHERTEXT
                .matcher(wire.bytes())
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    private static String filesIn(Path folder) throws Exception {
        StringBuilder contents = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.append(Files.readString(file, ISO_8859_1)).append('\n');
            }
        }
        return contents.toString();
    }
}

package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.ByteTap;
import encryptedchat.classroom.Heap;
import encryptedchat.classroom.Needle;
import encryptedchat.classroom.Program;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay is blind: neither in what it receives, nor in what it hands out, keeps and logs, is there a text or a
 * secret. The search does find the ciphertexts there, so it looks in the right places.
 */
class BlindRelayIT {
    private static final int TEXTS_EACH_WAY = 50;

    /** It is in every text, so that to search for it is to search for all of them. */
    private static final String CANARY = "canary 5b1f0c";

    private static final Pattern CIPHERTEXT = Pattern.compile("\"ciphertext\":\"([^\"]+)\"");

    private static Path folder;
    private static Program relay;
    private static ByteTap wire;
    private static Program alice;
    private static Program bob;
    private static List<Needle> secrets;

    @BeforeAll
    static void letThemTalk(@TempDir Path temporary) throws Exception {
        folder = temporary;
        relay = CLASSIC.startRelay(folder.resolve("relay"));
        wire = new ByteTap(relay.relayUrl());
        bob = CLASSIC.startClient(BOB, wire.url(), folder.resolve(BOB));
        alice = CLASSIC.startClient(ALICE, wire.url(), folder.resolve(ALICE));
        for (int n = 1; n <= TEXTS_EACH_WAY; n++) {
            alice.type(CANARY + " from alice, " + n);
            bob.type(CANARY + " from bob, " + n);
        }
        alice.awaitOut(TEXTS_EACH_WAY - 1, line -> true);
        bob.awaitOut(TEXTS_EACH_WAY - 1, line -> true);

        SecretBytes masterSecret = ClassicHome.masterSecret(folder.resolve(ALICE));
        assertThat(ClassicHome.masterSecret(folder.resolve(BOB))).isEqualTo(masterSecret);
        SecretBytes key = Hkdf.sha256(
                masterSecret, new byte[0], "chat_session_key_alice_bob".getBytes(US_ASCII), AesGcm.KEY_BYTES);
        secrets = List.of(
                new Needle("a text", CANARY.getBytes(UTF_8)),
                new Needle("the master secret", masterSecret.exposeBytes()),
                new Needle("the AES key", key.exposeBytes()),
                new Needle("a private key", "PRIVATE KEY".getBytes(US_ASCII)));
    }

    @AfterAll
    static void end() throws IOException {
        alice.close();
        bob.close();
        wire.close();
        relay.close();
    }

    @Test
    void noTextAndNoSecretCrossesTheWire() {
        String bytes = wire.bytes();

        assertThat(ciphertexts(bytes)).hasSizeGreaterThanOrEqualTo(2 * 2 * TEXTS_EACH_WAY);
        assertThat(secrets).noneMatch(secret -> secret.isIn(bytes));
    }

    @Test
    void noTextAndNoSecretIsInTheLogOfTheRelay() {
        String said = relay.out() + "\n" + relay.err();

        assertThat(ciphertexts(wire.bytes())).anyMatch(said::contains);
        assertThat(secrets).noneMatch(secret -> secret.isIn(said));
    }

    @Test
    void noTextAndNoSecretIsInTheMemoryOfTheRelay() throws Exception {
        bob.kill();
        List<String> sentBefore = ciphertexts(wire.bytes());
        int loggedBefore = relay.err().size();
        alice.type(CANARY + " waits in the mailbox");
        relay.awaitErr(loggedBefore, line -> line.contains("stored for bob"));
        List<String> waiting = ciphertexts(wire.bytes()).stream()
                .filter(ciphertext -> !sentBefore.contains(ciphertext))
                .toList();

        String memory = Heap.of(relay, folder);

        assertThat(waiting).hasSize(1).allMatch(memory::contains);
        assertThat(secrets).noneMatch(secret -> secret.isIn(memory));
    }

    @Test
    void theSameSearchFindsTextsAndSecretsInTheMemoryOfAlice() throws Exception {
        String memory = Heap.of(alice, folder);

        assertThat(secrets.subList(0, 3)).allMatch(secret -> secret.isIn(memory));
    }

    @Test
    void theClientsShowTheTextsOnStandardOutputAndSayNoSecretAnywhere() {
        assertThat(alice.out()).allMatch(line -> line.contains(CANARY));
        for (Program client : List.of(alice, bob)) {
            String status = client.err().toString();
            String shown = client.out().toString();

            assertThat(secrets).noneMatch(secret -> secret.isIn(status));
            assertThat(secrets.subList(1, secrets.size())).noneMatch(secret -> secret.isIn(shown));
        }
    }

    private static List<String> ciphertexts(String bytes) {
        return CIPHERTEXT
                .matcher(bytes)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}

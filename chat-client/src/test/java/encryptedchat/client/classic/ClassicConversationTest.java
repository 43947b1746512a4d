package encryptedchat.client.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.conversation.Screen;
import encryptedchat.client.explain.Narrator;
import encryptedchat.client.home.Home;
import encryptedchat.client.relay.RelayAddress;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.RecordingConsole;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.classic.ClassicWire.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob reads what waits for him, and leaves. */
@Timeout(60)
class ClassicConversationTest {
    private final MockWebServer server = new MockWebServer();
    private final RecordingConsole console = new RecordingConsole();
    private final SecureRandom random = new SecureRandom();
    private final Session session =
            ClassicSession.begin(SecretBytes.random(32, random), random, InstantSource.system(), Steps.SILENT);

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatCannotBeReadIsRefusedAndItsNeighboursAreShown() throws Exception {
        reads(sealed("one"), "17", "null", "{\"tag\": \"AAAA\"}", sealed(new byte[] {(byte) 0xff}), sealed("two"));

        assertThat(console.messages).containsExactly("alice: one", "alice: two");
        assertThat(console.statuses)
                .filteredOn(line -> line.startsWith("A message was refused: "))
                .hasSize(4)
                .last()
                .isEqualTo("A message was refused: it does not hold UTF-8 text.");
    }

    @Test
    void messageOfOtherKeysIsRefused() throws Exception {
        Session another =
                ClassicSession.begin(SecretBytes.random(32, random), random, InstantSource.system(), Steps.SILENT);
        reads(json(another.seal("forged".getBytes(UTF_8)).envelope()), sealed("one"));

        assertThat(console.messages).containsExactly("alice: one");
        assertThat(console.statuses)
                .filteredOn(line -> line.startsWith("A message was refused: "))
                .hasSize(1);
    }

    private String sealed(String text) throws Exception {
        return sealed(text.getBytes(UTF_8));
    }

    private String sealed(byte[] plaintext) throws Exception {
        return json(session.seal(plaintext).envelope());
    }

    private static String json(Envelope envelope) {
        return Json.writeText(new Message(
                Base64Text.encode(envelope.ciphertext()),
                Base64Text.encode(envelope.nonce()),
                Base64Text.encode(envelope.tag()),
                Base64Text.encode(envelope.associatedData())));
    }

    private void reads(String... messages) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("{\"messages\": [" + String.join(", ", messages) + "]}")
                .build());
        console.end();
        Narrator narrator = new Narrator(console, "classic", "alice");
        try (Home home = Home.open(folder)) {
            ClassicSetting setting = new ClassicSetting(
                    new ClassicRelay(RelayAddress.parse("http://127.0.0.1:" + server.getPort()), narrator),
                    new Sessions(),
                    new ClassicMemory(home),
                    Screen.of(console, narrator),
                    random,
                    InstantSource.system());
            setting.sessions().begin(session);
            new ClassicConversation(setting, new NothingToAgreeOn(), "bob", "alice").run();
        }
    }

    private static final class NothingToAgreeOn implements KeyExchange {
        @Override
        public void proceed() throws RelayException {}

        @Override
        public void tellRelayAgain() {}
    }
}

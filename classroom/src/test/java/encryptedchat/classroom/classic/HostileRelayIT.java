package encryptedchat.classroom.classic;

import static encryptedchat.classroom.Level.CLASSIC;
import static encryptedchat.wire.classic.ClassicWire.ALICE;
import static encryptedchat.wire.classic.ClassicWire.BOB;
import static encryptedchat.wire.classic.ClassicWire.GET_ENCRYPTED_MASTER_SECRET;
import static encryptedchat.wire.classic.ClassicWire.GET_MESSAGES;
import static encryptedchat.wire.classic.ClassicWire.GET_PUBLIC_KEY;
import static encryptedchat.wire.classic.ClassicWire.REGISTER_PUBLIC_KEY;
import static encryptedchat.wire.classic.ClassicWire.SEND_MESSAGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.security.spec.RSAKeyGenParameterSpec.F4;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.classroom.Program;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.RsaPublicKeyPem;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.Message;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import encryptedchat.wire.classic.ClassicWire.RegisterPublicKey;
import encryptedchat.wire.classic.ClassicWire.SendMessage;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A relay that answers nonsense once: the client says in one line what is wrong, without a stack trace, and then goes
 * on as if nothing had been.
 */
class HostileRelayIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALICES_MAILBOX = GET_MESSAGES + ALICE;
    private static final String BOBS_KEY = GET_PUBLIC_KEY + BOB;

    private static CannedRelay relay;
    private static Program alice;
    private static ClassicSession session;

    private int before;

    @BeforeAll
    static void begin(@TempDir Path home) throws Exception {
        relay = new CannedRelay();
        relay.putBobsPublicKey(CannedRelay.rsaKey(4096, F4));
        alice = CLASSIC.startClient(ALICE, relay.url(), home);
        alice.awaitErr(0, line -> line.contains("Type to talk"));
        session = ClassicSession.begin(ClassicHome.masterSecret(home), RANDOM, InstantSource.system(), Steps.SILENT);
    }

    @AfterAll
    static void end() {
        alice.close();
        relay.close();
    }

    @BeforeEach
    void countWhatWasSaidBefore() {
        before = alice.err().size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"messages\": null}",
                "{\"messages\": []",
                "{\"messages\": []} and more",
                "<!DOCTYPE html><title>Sign in to this network</title>",
                "[1, 2]",
                "[{\"status\": \"Gone.\"}, \"404\"]",
                "[{\"status\": \"Gone.\"}, 404, 0]"
            })
    void anAnswerThatIsNoMailboxIsSaidOnce(String answer) throws Exception {
        relay.answerOnce(ALICES_MAILBOX, 200, answer);

        assertThat(complaint()).contains("but not as a relay does");
    }

    @Test
    void jsonNestedAHundredThousandDeepIsSaidOnce() throws Exception {
        relay.answerOnce(ALICES_MAILBOX, 200, "{\"messages\":" + "[".repeat(100_000));

        assertThat(complaint()).contains("but not as a relay does");
    }

    @Test
    void bytesThatAreNotUtf8AreSaidOnce() throws Exception {
        relay.answerOnce(ALICES_MAILBOX, 200, "{\"messages\": [\"ü\"]}".getBytes(ISO_8859_1));

        assertThat(complaint()).contains("but not as a relay does");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 404, 503})
    void aPageOfHtmlForAnErrorIsSaidOnce(int status) throws Exception {
        relay.answerOnce(ALICES_MAILBOX, status, status == 204 ? "" : "<h1>Error</h1>");

        assertThat(complaint()).contains("HTTP " + status + ", but not as a relay does");
    }

    @Test
    void aFailureInsideTheRelayIsSaidOnce() throws Exception {
        relay.answerOnce(ALICES_MAILBOX, 500, "{\"status\": \"Out of\\u001b[2J order.\"}");

        assertThat(complaint()).startsWith("The relay failed: Out of␛[2J order.");
    }

    @Test
    void theOriginalsErrorInsideASuccessIsTheErrorThatItMeans() throws Exception {
        relay.answerOnce(ALICES_MAILBOX, 200, "[{\"status\": \"User not found\"}, 400]");

        assertThat(complaint()).startsWith("The relay refused: User not found");
    }

    @Test
    void eachMalformedMessageIsRefusedAloneAndTheOneBesideThemIsRead() throws Exception {
        List<String> malformed = List.of(
                "null",
                "5",
                "[]",
                "\"text\"",
                "{}",
                "{\"ciphertext\": null, \"nonce\": \"AAAAAAAAAAAAAAAA\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"ciphertext\": 7, \"nonce\": \"AAAAAAAAAAAAAAAA\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"ciphertext\": \"\", \"nonce\": \"AAAAAAAAAAAAAAAA\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"ciphertext\": \"AA\", \"nonce\": \"AAAAAAAAAAAAAAAA\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"ciphertext\": \"AB==\", \"nonce\": \"AAAAAAAAAAAAAAAA\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"ciphertext\": \"AA==\", \"nonce\": \"AAAA\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"ciphertext\": \"AA==\", \"nonce\": \"AAAAAAAAAAAAAAAA\", \"tag\": \"AAAA\"}",
                "{\"ciphertext\": \"AA==\", \"nonce\": \"AAAAAAAAAAAAAAAA\"}");
        Message sound = SendMessage.of(BOB, ALICE, seal("beside them")).message();
        relay.answerOnce(
                ALICES_MAILBOX,
                200,
                "{\"messages\": [" + String.join(", ", malformed) + ", " + new String(Json.write(sound), UTF_8) + "]}");

        alice.awaitOut(0, "bob: beside them"::equals);
        alice.awaitErr(before, line -> complaints().size() == malformed.size());
        assertThat(complaints()).hasSameSizeAs(malformed).allMatch(line -> line.startsWith("A message was refused: "));
    }

    @Test
    void eachAnswerThatIsNoPublicKeyIsRefused() throws Exception {
        List<String> answers = List.of(
                "{}",
                "{\"public_key_pem_b64\": null}",
                "{\"public_key_pem_b64\": 5}",
                "{\"public_key_pem_b64\": \"\"}",
                "{\"public_key_pem_b64\": \"A\"}",
                "{\"public_key_pem_b64\": \"TUFMTE9SWQ==\"}",
                "<h1>no key</h1>");
        answers.forEach(answer -> relay.answerOnce(BOBS_KEY, 200, answer));

        alice.awaitErr(before, line -> complaints().size() == answers.size());
        assertThat(complaints())
                .hasSameSizeAs(answers)
                .allMatch(line -> line.startsWith("The public key that the relay has for bob is refused. "));
    }

    @Test
    void anRsaKeyOf2048BitsIsRefused() throws Exception {
        relay.answerOnce(
                BOBS_KEY, 200, Json.write(new PublicKey(RsaPublicKeyPem.encodeBase64(CannedRelay.rsaKey(2048, F4)))));

        assertThat(complaint()).contains("The RSA key has 2048 bits and is refused");
    }

    @Test
    void anRsaKeyWithAnotherExponentIsRefused() throws Exception {
        relay.answerOnce(
                BOBS_KEY,
                200,
                Json.write(
                        new PublicKey(RsaPublicKeyPem.encodeBase64(CannedRelay.rsaKey(4096, BigInteger.valueOf(3))))));

        assertThat(complaint()).contains("the public exponent 65537");
    }

    @Test
    void aMessageThatTheRelayDoesNotTakeNowIsSentLater() throws Exception {
        relay.answerOnce(SEND_MESSAGE, 500, "<h1>Error</h1>");
        alice.type("please keep this");

        assertThat(complaint()).contains("HTTP 500, but not as a relay does");
        assertThat(opened(sent())).isEqualTo("please keep this");
    }

    @Test
    void aMessageThatTheRelayNeverTakesIsSaidToBeNotSent() throws Exception {
        relay.answerOnce(SEND_MESSAGE, 200, "[{\"status\": \"Missing fields\"}, 400]");
        alice.type("nobody wants this");
        alice.type("but this");

        assertThat(complaint()).isEqualTo("Not sent. The relay refused: Missing fields");
        assertThat(opened(sent())).isEqualTo("but this");
    }

    @Test
    void theOriginalsNotFoundInsideASuccessMeansThatThereIsNoKeyYet(@TempDir Path home) throws Exception {
        try (CannedRelay original = new CannedRelay()) {
            String notFound = "[{\"status\": \"Public key not found\"}, 404]";
            original.answerOnce(BOBS_KEY, 200, notFound);
            original.answerOnce(BOBS_KEY, 200, notFound);
            original.putBobsPublicKey(CannedRelay.rsaKey(4096, F4));
            try (Program secondAlice = CLASSIC.startClient(ALICE, original.url(), home)) {
                secondAlice.awaitErr(0, line -> line.contains("Type to talk"));

                assertThat(secondAlice.err())
                        .hasSize(2)
                        .first()
                        .isEqualTo("Waiting for bob to publish his public key.");
            }
        }
    }

    @Test
    void aMalformedMasterSecretIsRefusedAndASoundOneIsTaken(@TempDir Path home) throws Exception {
        try (CannedRelay bobs = new CannedRelay();
                Program bob = CLASSIC.startClient(BOB, bobs.url(), home)) {
            RSAPublicKey key = RsaPublicKeyPem.decodeBase64(
                    "the key",
                    Json.read(bobs.awaitPost(REGISTER_PUBLIC_KEY), RegisterPublicKey.class)
                            .publicKeyPemBase64());
            SecretBytes secret = ClassicKeyExchange.newMasterSecret(RANDOM, Steps.SILENT);
            String encrypted = Base64Text.encode(ClassicKeyExchange.encrypt(secret, key, RANDOM, Steps.SILENT));
            int before = bob.err().size();
            List<String> answers = List.of(
                    "{}",
                    "{\"encrypted_master_secret_b64\": null}",
                    "{\"encrypted_master_secret_b64\": \"AAAA\"}",
                    "{\"encrypted_master_secret_b64\": \"" + encrypted.replace("=", "") + "\"}");
            for (String answer : answers) {
                bobs.answerOnce(GET_ENCRYPTED_MASTER_SECRET, 200, answer);
            }
            bobs.answerOnce(GET_ENCRYPTED_MASTER_SECRET, 200, Json.write(new EncryptedMasterSecret(encrypted)));
            bob.awaitErr(before, line -> line.contains("could decrypt"));

            assertThat(bob.err().stream().filter(line -> line.startsWith("A master secret was refused: ")))
                    .hasSameSizeAs(answers);
        }
    }

    /** The one line that Alice says about what is wrong; and after it she reads as before. */
    private String complaint() throws Exception {
        String complaint = alice.awaitErr(before, line -> !saysThatAllIsWell(line));
        String text = "still there? " + before;
        relay.putMessage(seal(text));
        alice.awaitOut(0, ("bob: " + text)::equals);
        assertThat(complaints()).containsExactly(complaint);
        return complaint;
    }

    private static Envelope seal(String text) {
        return session.seal(text.getBytes(UTF_8)).envelope();
    }

    private static String opened(Envelope envelope) throws Exception {
        return new String(session.open(envelope).plaintext(), UTF_8);
    }

    private List<String> complaints() {
        return alice.err().stream()
                .skip(before)
                .filter(line -> !saysThatAllIsWell(line))
                .toList();
    }

    private static boolean saysThatAllIsWell(String line) {
        return line.equals("The relay is back.") || line.endsWith("Type to talk.");
    }

    /** The next message that the relay has accepted from Alice. */
    private static Envelope sent() throws Exception {
        return Json.read(relay.awaitPost(SEND_MESSAGE), SendMessage.class)
                .message()
                .decode();
    }
}

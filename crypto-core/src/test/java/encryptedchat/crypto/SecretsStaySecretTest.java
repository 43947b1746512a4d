package encryptedchat.crypto;

import static encryptedchat.crypto.Leaks.assertDoesNotReveal;
import static encryptedchat.crypto.Leaks.stackTrace;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicKeyExchange;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.RsaOaep;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.Pem;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a log, a debugger's tooltip or an error report could show of a secret: nothing. */
class SecretsStaySecretTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes SECRET = SecretBytes.random(32, RANDOM);

    @Test
    void secretBytesDoNotPrintThemselves() {
        assertThat(SECRET).hasToString("SecretBytes[32 bytes, not shown]");
        assertDoesNotReveal(Map.of("keys", List.of(SECRET)), SECRET.exposeBytes());
    }

    @Test
    void keyPairDoesNotPrintItself() throws Exception {
        assertThat(TestKeys.BOB).hasToString(TestKeys.OTHER.toString());
        byte[] privateKey = Pem.decode("PRIVATE KEY", TestKeys.BOB.exposePrivateKeyPem());
        assertDoesNotReveal(TestKeys.BOB, privateKey);
    }

    @Test
    void cipherDoesNotPrintItsKey() {
        assertDoesNotReveal(new AesGcm(SECRET, RANDOM), SECRET.exposeBytes());
    }

    @Test
    void sessionDoesNotPrintItsKeys() {
        ClassicSession session = ClassicSession.begin(SECRET, RANDOM, InstantSource.system(), Steps.SILENT);
        assertDoesNotReveal(session, SECRET.exposeBytes());
        assertDoesNotReveal(session, sessionKey().exposeBytes());
    }

    @Test
    void refusalsRevealNothing() {
        AesGcm cipher = new AesGcm(SECRET, RANDOM);
        Envelope sealed = cipher.seal(SECRET.exposeBytes(), new byte[0]);
        Envelope shortTag = new Envelope(new byte[0], sealed.nonce(), sealed.ciphertext(), new byte[15]);
        byte[] longSecret = Arrays.copyOf(SECRET.exposeBytes(), 33);
        byte[] encrypted = RsaOaep.encrypt(longSecret, TestKeys.BOB.publicKey(), RANDOM);

        for (ThrowingCallable refused : List.<ThrowingCallable>of(
                () -> cipher.open(Bits.flip(sealed, 200)),
                () -> cipher.open(shortTag),
                () -> ClassicKeyExchange.decrypt(encrypted, TestKeys.BOB, Steps.SILENT),
                () -> ClassicKeyExchange.decrypt(encrypted, TestKeys.OTHER, Steps.SILENT),
                () -> ClassicKeyExchange.decrypt(SECRET.exposeBytes(), TestKeys.BOB, Steps.SILENT))) {
            String trace = stackTrace(catchThrowableOfType(RejectedException.class, refused));
            assertDoesNotReveal(trace, SECRET.exposeBytes());
            assertDoesNotReveal(trace, sealed.ciphertext());
            assertDoesNotReveal(trace, encrypted);
        }
    }

    @Test
    void openedPlaintextDoesNotPrintItself() throws Exception {
        Session session = ClassicSession.begin(SECRET, RANDOM, InstantSource.system(), Steps.SILENT);
        Session.Opened opened = session.open(session.seal(SECRET.exposeBytes()).envelope());
        assertThat(opened.plaintext()).isEqualTo(SECRET.exposeBytes());
        assertThat(opened.toString()).startsWith("Opened[plaintext not shown");
        assertDoesNotReveal(opened, SECRET.exposeBytes());
    }

    @Test
    void secretBytesCannotBeWrittenAsJson() {
        assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(SECRET))
                .isInstanceOf(InvalidDefinitionException.class);
        assertThatThrownBy(() -> Json.write(SECRET)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(Map.of("key", SECRET))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHoldsASecretCannotBeSerialised() {
        assertThat(SECRET).isNotInstanceOf(Serializable.class);
        assertThat(TestKeys.BOB).isNotInstanceOf(Serializable.class);
        assertThat(new AesGcm(SECRET, RANDOM)).isNotInstanceOf(Serializable.class);
        assertThat(ClassicSession.begin(SECRET, RANDOM, InstantSource.system(), Steps.SILENT))
                .isNotInstanceOf(Serializable.class);
    }

    /** What the other tests look for is found where it is. */
    @Test
    void leaksAreFound() {
        byte[] secret = SECRET.exposeBytes();
        for (String leak : List.of(
                HexFormat.of().formatHex(secret),
                HexFormat.of().withUpperCase().formatHex(secret, 10, 20),
                HexFormat.ofDelimiter(":").formatHex(secret),
                Arrays.toString(secret),
                Base64.getEncoder().encodeToString(secret),
                Base64.getUrlEncoder().encodeToString(Arrays.copyOfRange(secret, 5, 32)))) {
            assertThatThrownBy(() -> assertDoesNotReveal("key=" + leak + ";", secret))
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static SecretBytes sessionKey() {
        return Hkdf.sha256(SECRET, new byte[0], "chat_session_key_alice_bob".getBytes(US_ASCII), AesGcm.KEY_BYTES);
    }
}

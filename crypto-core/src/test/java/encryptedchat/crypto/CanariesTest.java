package encryptedchat.crypto;

import static encryptedchat.crypto.Leaks.assertDoesNotReveal;
import static encryptedchat.crypto.Leaks.stackTraceOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Pem;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.MessageHeader;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * 125 conversations at level 2 with eight secrets each, which are 1,000: whatever of them is printed, and whatever goes
 * wrong, none is in it.
 */
class CanariesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final Identity alice = new Identity("alice", IdentityKeyPair.generate(RANDOM));
    private final Identity bob = new Identity("bob", IdentityKeyPair.generate(RANDOM));
    private final SecretBytes masterSecret = AuthenticatedKeyExchange.newMasterSecret(RANDOM, Steps.SILENT);
    private final SecretBytes tooLong = SecretBytes.random(33, RANDOM);
    private final Offered offered = offer(masterSecret);
    private final Agreement agreement = offered.agreement();
    private final AuthenticatedSession session =
            AuthenticatedSession.begin(agreement, "alice", "bob", RANDOM, CLOCK, Steps.SILENT);
    private final byte[] text = HexFormat.of()
            .formatHex(SecretBytes.random(16, RANDOM).exposeBytes())
            .getBytes(US_ASCII);
    private final byte[] notText = notText();

    @RepeatedTest(125)
    void noneOfTheThousandIsPrinted() throws Exception {
        String printed = printed();
        for (byte[] secret : secrets()) {
            assertDoesNotReveal(printed, secret);
        }
        assertThat(printed).doesNotContain(new String(text, US_ASCII));
    }

    @Test
    void privateExchangeKeyIsNotPrinted() throws Exception {
        assertDoesNotReveal(printed(), Pem.decode("PRIVATE KEY", TestKeys.BOB.exposePrivateKeyPem()));
    }

    private String printed() throws Exception {
        StringBuilder printed = new StringBuilder();
        for (Object each : List.of(
                alice,
                alice.person(),
                offered,
                agreement,
                session,
                session.export(),
                session.seal(new String(text, US_ASCII)),
                bobsSession().open(sealed(text)),
                SafetyNumber.of(alice.person(), bob.person()),
                AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), bob, Steps.SILENT))) {
            assertThat(each).isNotInstanceOf(Serializable.class);
            printed.append(each).append('\n');
        }
        for (ThrowingCallable mistake : mistakes()) {
            Throwable thrown = catchThrowable(mistake);
            assertThat(thrown).isNotNull();
            printed.append(stackTraceOf(thrown));
        }
        return printed.toString();
    }

    private List<byte[]> secrets() {
        return List.of(
                alice.keyPair().exposeSeed().exposeBytes(),
                bob.keyPair().exposeSeed().exposeBytes(),
                masterSecret.exposeBytes(),
                tooLong.exposeBytes(),
                key("alice", "bob").exposeBytes(),
                key("bob", "alice").exposeBytes(),
                text,
                notText);
    }

    private static byte[] notText() {
        byte[] bytes = SecretBytes.random(33, RANDOM).exposeBytes();
        bytes[32] = (byte) 0xff;
        return bytes;
    }

    private List<ThrowingCallable> mistakes() {
        Envelope good = session.seal(new String(text, US_ASCII));
        SecretBytes exported = session.export();
        byte[] cutShort = Arrays.copyOf(exported.exposeBytes(), exported.length() - 1);
        return List.of(
                () -> accept(offer(tooLong), TestKeys.BOB),
                () -> accept(offered, TestKeys.OTHER),
                () -> session.open(good),
                () -> bobsSession().open(Bits.flip(good, Bits.count(good) - 1)),
                () -> bobsSession().open(sealed(notText)),
                () -> AuthenticatedSession.resume(SecretBytes.copyOf(cutShort), RANDOM, CLOCK, Steps.SILENT),
                () -> AuthenticatedSession.begin(agreement, "alice", "alice", RANDOM, CLOCK, Steps.SILENT),
                () -> session.seal(new String(text, US_ASCII) + '\ud83d'),
                () -> IdentityKeyPair.ofSeed(tooLong),
                () -> new AesGcm(tooLong, RANDOM));
    }

    private Offered offer(SecretBytes secret) {
        return AuthenticatedKeyExchange.offer(
                secret, alice, bob.person(), TestKeys.BOB.publicKey(), NOW.getEpochSecond(), RANDOM, Steps.SILENT);
    }

    private Agreement accept(Offered each, RsaKeyPair keyPair) throws RejectedException {
        return AuthenticatedKeyExchange.accept(each.offer(), alice.person(), bob, keyPair, 0, NOW, Steps.SILENT);
    }

    private AuthenticatedSession bobsSession() {
        return AuthenticatedSession.begin(agreement, "bob", "alice", RANDOM, CLOCK, Steps.SILENT);
    }

    private Envelope sealed(byte[] plaintext) {
        byte[] header = new MessageHeader(agreement.sessionId(), "alice", "bob", 1, 0).toBytes();
        return new AesGcm(key("alice", "bob"), RANDOM).seal(plaintext, header);
    }

    private SecretBytes key(String sender, String recipient) {
        byte[] info = AuthenticatedWire.messageKeyInfo(sender, recipient);
        return Hkdf.sha256(masterSecret, agreement.transcript(), info, AesGcm.KEY_BYTES);
    }
}

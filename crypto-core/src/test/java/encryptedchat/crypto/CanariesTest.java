package encryptedchat.crypto;

import static encryptedchat.crypto.Leaks.assertDoesNotReveal;
import static encryptedchat.crypto.Leaks.stackTraceOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.crypto.level.Detail;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.authenticated.AuthenticatedLevel;
import encryptedchat.crypto.level.authenticated.Offers;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Pem;
import java.io.Serializable;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * 125 conversations at level 2 with at least eight secrets each, which are 1,000: whatever of them is printed, and
 * whatever goes wrong, none is in it.
 */
class CanariesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    private static final Level LEVEL = new AuthenticatedLevel();

    private final List<Detail> details = new ArrayList<>();
    private final Party alice = party("alice");
    private final Party bob = party("bob");
    private final SecretBytes tooLong = SecretBytes.random(33, RANDOM);
    private final Prekeys bobs = Offers.prekeys(TestKeys.BOB);
    private final Begun begun = begin();
    private final Session session = begun.session();
    private final Session bobsSession = accept(bobs).session();
    private final byte[] text = HexFormat.of()
            .formatHex(SecretBytes.random(16, RANDOM).exposeBytes())
            .getBytes(US_ASCII);
    private final byte[] notText = notText();

    @RepeatedTest(125)
    void noneOfTheThousandIsPrinted() throws Exception {
        String printed = printed();
        List<byte[]> secrets = secrets();
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(8);
        for (byte[] secret : secrets) {
            assertDoesNotReveal(printed, secret);
        }
        assertThat(printed).doesNotContain(new String(text, US_ASCII));
    }

    /** The modulus is public; the rest is not. */
    @Test
    void privateExchangeKeyIsNotPrinted() throws Exception {
        String printed = printed();
        byte[] encoded = Pem.decode("PRIVATE KEY", TestKeys.BOB.exposePrivateKeyPem());
        RSAPrivateCrtKey key =
                (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        for (BigInteger secret : List.of(
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient())) {
            assertDoesNotReveal(printed, secret.toByteArray());
        }
    }

    private String printed() throws Exception {
        StringBuilder printed = new StringBuilder();
        for (Object each : List.of(
                alice,
                alice.person(),
                bobs,
                begun,
                accept(bobs),
                session,
                LEVEL.storage().export(session),
                LEVEL.storage().export(bobs),
                session.seal(text),
                bobsSession.open(session.seal(text).envelope()),
                bobsSession.open(session.seal(notText).envelope()),
                SafetyNumber.of(alice.person(), bob.person()),
                LEVEL.publish(bob, bobs))) {
            assertThat(each).isNotInstanceOf(Serializable.class);
            printed.append(each).append('\n');
        }
        for (ThrowingCallable mistake : mistakes()) {
            Throwable thrown = catchThrowable(mistake);
            assertThat(thrown).isNotNull();
            printed.append(stackTraceOf(thrown));
        }
        return printed.append(details).toString();
    }

    /** At the end what the steps tell: the master secret, a key for each direction, and what a mistake made. */
    private List<byte[]> secrets() {
        List<byte[]> secrets = new ArrayList<>(List.of(
                alice.identity().keyPair().exposeSeed().exposeBytes(),
                bob.identity().keyPair().exposeSeed().exposeBytes(),
                tooLong.exposeBytes(),
                text,
                notText));
        details.stream()
                .map(Detail::value)
                .filter(SecretBytes.class::isInstance)
                .map(SecretBytes.class::cast)
                .distinct()
                .map(SecretBytes::exposeBytes)
                .forEach(secrets::add);
        return secrets;
    }

    private static byte[] notText() {
        byte[] bytes = SecretBytes.random(33, RANDOM).exposeBytes();
        bytes[32] = (byte) 0xff;
        return bytes;
    }

    private List<ThrowingCallable> mistakes() {
        Envelope good = session.seal(text).envelope();
        return List.of(
                () -> accept(Offers.prekeys(TestKeys.OTHER)),
                () -> session.open(good),
                () -> bobsSession.open(Bits.flip(good, Bits.count(good) - 1)),
                () -> LEVEL.storage().resume(alice, cutShort(LEVEL.storage().export(session))),
                () -> LEVEL.storage().resume(bob, LEVEL.storage().export(session)),
                () -> LEVEL.storage().resumePrekeys(cutShort(LEVEL.storage().export(bobs))),
                () -> LEVEL.begin(bob, bob.person(), LEVEL.publish(bob, bobs), 1_700_000_000),
                () -> IdentityKeyPair.ofSeed(tooLong),
                () -> new AesGcm(tooLong, RANDOM));
    }

    private static SecretBytes cutShort(SecretBytes exported) {
        return SecretBytes.copyOf(Arrays.copyOf(exported.exposeBytes(), exported.length() - 1));
    }

    private Begun begin() {
        try {
            return LEVEL.begin(alice, bob.person(), LEVEL.publish(bob, bobs), 1_700_000_000);
        } catch (RejectedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Accepted accept(Prekeys prekeys) {
        try {
            return LEVEL.accept(bob, alice.person(), prekeys, begun.offer(), 0);
        } catch (RejectedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private Party party(String name) {
        Identity identity = new Identity(name, IdentityKeyPair.generate(RANDOM));
        return new Party(identity, RANDOM, CLOCK, (step, of) -> details.addAll(of.get()));
    }
}

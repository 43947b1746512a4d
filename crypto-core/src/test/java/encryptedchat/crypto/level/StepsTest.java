package encryptedchat.crypto.level;

import static encryptedchat.crypto.level.Offers.NOW;
import static encryptedchat.crypto.level.People.ALICE;
import static encryptedchat.crypto.level.People.BOB;
import static encryptedchat.crypto.level.People.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.Bits;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.TestKeys;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both levels tell each step once, in the order of the protocol, and no secret as plain bytes. */
class StepsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));

    private final Heard heard = new Heard();

    /** Writes down what is told. */
    private static final class Heard {
        final List<String> names = new ArrayList<>();
        final List<Object> values = new ArrayList<>();

        /** In the name of one of the two. */
        Steps as(String listener) {
            return (Steps) Proxy.newProxyInstance(
                    Steps.class.getClassLoader(), new Class<?>[] {Steps.class}, (proxy, step, arguments) -> {
                        names.add(listener + ": " + step.getName());
                        values.addAll(Arrays.asList(arguments));
                        return null;
                    });
        }
    }

    @Test
    void levelClassicTellsEachStepInItsOrder() throws Exception {
        talkClassic();

        assertThat(heard.names)
                .containsExactly(
                        "alice: masterSecretMade",
                        "alice: keyDerived",
                        "alice: masterSecretEncrypted",
                        "bob: masterSecretDecrypted",
                        "bob: keyDerived",
                        "alice: sealed",
                        "bob: opened");
    }

    @Test
    void levelAuthenticatedTellsEachStepInItsOrder() throws Exception {
        talkAuthenticated();

        assertThat(heard.names)
                .containsExactly(
                        "bob: exchangeKeySigned",
                        "alice: exchangeKeyVerified",
                        "alice: masterSecretMade",
                        "alice: masterSecretEncrypted",
                        "alice: transcriptHashed",
                        "alice: offerSigned",
                        "bob: transcriptHashed",
                        "bob: offerVerified",
                        "bob: masterSecretDecrypted",
                        "alice: keyDerived",
                        "alice: keyDerived",
                        "bob: keyDerived",
                        "bob: keyDerived",
                        "alice: sealed",
                        "bob: opened");
    }

    @Test
    void noSecretIsToldAsPlainBytes() throws Exception {
        talkClassic();
        talkAuthenticated();

        List<byte[]> secrets =
                told(SecretBytes.class).stream().map(SecretBytes::exposeBytes).toList();
        assertThat(secrets).hasSizeGreaterThan(10);
        assertThat(told(byte[].class))
                .isNotEmpty()
                .noneMatch(bytes -> secrets.stream().anyMatch(secret -> Arrays.equals(secret, bytes)));
    }

    @Test
    void whatIsRefusedIsNotToldAsDone() throws Exception {
        Agreement agreement = Offers.make(SecretBytes.random(32, RANDOM), NOW).agreement();
        AuthenticatedSession alice = AuthenticatedSession.begin(agreement, "alice", "bob", RANDOM, CLOCK, Steps.SILENT);
        AuthenticatedSession bob =
                AuthenticatedSession.begin(agreement, "bob", "alice", RANDOM, CLOCK, heard.as("bob"));
        Envelope sealed = alice.seal("hello");
        bob.open(sealed);
        heard.names.clear();

        assertThatThrownBy(() -> bob.open(sealed)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> bob.open(Bits.flip(alice.seal("hello"), 300))).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> accept(Offers.signed(MALLORY, BOB.person(), new byte[512])))
                .isInstanceOf(RejectedException.class);
        assertThat(heard.names).isEmpty();
    }

    private void accept(Offer offer) throws RejectedException {
        AuthenticatedKeyExchange.accept(
                offer, ALICE.person(), BOB, TestKeys.BOB, 0, Instant.ofEpochSecond(NOW), heard.as("bob"));
    }

    private void talkClassic() throws Exception {
        Steps alice = heard.as("alice");
        Steps bob = heard.as("bob");
        SecretBytes masterSecret = ClassicKeyExchange.newMasterSecret(RANDOM, alice);
        ClassicSession alices = new ClassicSession(masterSecret, RANDOM, CLOCK, alice);
        byte[] encrypted = ClassicKeyExchange.encrypt(masterSecret, TestKeys.BOB.publicKey(), RANDOM, alice);
        SecretBytes decrypted = ClassicKeyExchange.decrypt(encrypted, TestKeys.BOB, bob);
        new ClassicSession(decrypted, RANDOM, CLOCK, bob).open(alices.seal("hello"));
    }

    private void talkAuthenticated() throws Exception {
        Steps alice = heard.as("alice");
        Steps bob = heard.as("bob");
        ExchangeKey published = AuthenticatedKeyExchange.sign(TestKeys.BOB.publicKey(), BOB, bob);
        RSAPublicKey verified = AuthenticatedKeyExchange.verify(published, BOB.person(), alice);
        SecretBytes masterSecret = AuthenticatedKeyExchange.newMasterSecret(RANDOM, alice);
        Offered offered =
                AuthenticatedKeyExchange.offer(masterSecret, ALICE, BOB.person(), verified, NOW, RANDOM, alice);
        Agreement taken = AuthenticatedKeyExchange.accept(
                offered.offer(), ALICE.person(), BOB, TestKeys.BOB, 0, CLOCK.instant(), bob);
        AuthenticatedSession alices =
                AuthenticatedSession.begin(offered.agreement(), "alice", "bob", RANDOM, CLOCK, alice);
        AuthenticatedSession.begin(taken, "bob", "alice", RANDOM, CLOCK, bob).open(alices.seal("hello"));
    }

    private <T> List<T> told(Class<T> type) {
        return heard.values.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

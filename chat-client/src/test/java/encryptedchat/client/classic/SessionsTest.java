package encryptedchat.client.classic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.ClassicSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.AesGcm;
import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final SecureRandom random = new SecureRandom();
    private final Sessions sessions = new Sessions();
    private final ClassicSession first = session(1);
    private final ClassicSession second = session(2);
    private final ClassicSession third = session(3);

    @Test
    void beforeKeysAreAgreedOnNothingCanBeSealedOrOpened() {
        assertThat(sessions.current()).isEmpty();
        assertThat(reasonToRefuse(first.seal("early"))).isEqualTo(Reason.NOT_AUTHENTIC);
    }

    @Test
    void textsAreSealedInTheSessionBegunLast() {
        sessions.begin(first);
        assertThat(sessions.current()).containsSame(first);

        sessions.begin(second);
        assertThat(sessions.current()).containsSame(second);
    }

    @Test
    void messagesOfTheCurrentAndOfThePreviousSessionAreOpened() throws RejectedException {
        sessions.begin(first);
        sessions.begin(second);

        assertThat(sessions.open(second.seal("now"))).isEqualTo("now");
        assertThat(sessions.open(first.seal("before"))).isEqualTo("before");
    }

    @Test
    void messagesOfTheSessionBeforeThePreviousAreRefused() {
        sessions.begin(first);
        sessions.begin(second);
        sessions.begin(third);

        assertThat(reasonToRefuse(first.seal("too old"))).isEqualTo(Reason.NOT_AUTHENTIC);
    }

    @Test
    void nothingIsSealedInARememberedSession() throws RejectedException {
        sessions.remember(first);

        assertThat(sessions.current()).isEmpty();
        assertThat(sessions.open(first.seal("from before the restart"))).isEqualTo("from before the restart");
    }

    @Test
    void rememberedSessionStillOpensWhenTheNextHasBegun() throws RejectedException {
        sessions.remember(first);
        sessions.begin(second);

        assertThat(sessions.open(first.seal("late"))).isEqualTo("late");
        assertThat(sessions.open(second.seal("now"))).isEqualTo("now");
    }

    @Test
    void messageOfNeitherSessionIsRefused() {
        sessions.begin(first);
        assertThat(reasonToRefuse(third.seal("foreign"))).isEqualTo(Reason.NOT_AUTHENTIC);

        sessions.begin(second);
        assertThat(reasonToRefuse(third.seal("foreign"))).isEqualTo(Reason.NOT_AUTHENTIC);
    }

    @Test
    void refusalOfTheCurrentSessionIsNotHiddenByThePreviousOne() {
        sessions.begin(first);
        sessions.begin(second);
        AesGcm secondsCipher = new AesGcm(
                Hkdf.sha256(masterSecret(2), new byte[0], "chat_session_key_alice_bob".getBytes(US_ASCII), 32), random);

        assertThat(reasonToRefuse(secondsCipher.seal(new byte[] {(byte) 0xff}, new byte[0])))
                .isEqualTo(Reason.NOT_TEXT);
    }

    @Test
    void refusedMessageChangesNothing() throws RejectedException {
        sessions.begin(first);
        sessions.begin(second);

        assertThat(reasonToRefuse(third.seal("foreign"))).isEqualTo(Reason.NOT_AUTHENTIC);

        assertThat(sessions.current()).containsSame(second);
        assertThat(sessions.open(first.seal("before"))).isEqualTo("before");
        assertThat(sessions.open(second.seal("now"))).isEqualTo("now");
    }

    private Reason reasonToRefuse(Envelope envelope) {
        return catchThrowableOfType(RejectedException.class, () -> sessions.open(envelope))
                .reason();
    }

    private ClassicSession session(int number) {
        return new ClassicSession(masterSecret(number), random, InstantSource.system(), Steps.SILENT);
    }

    private static SecretBytes masterSecret(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return SecretBytes.copyOf(bytes);
    }
}

package encryptedchat.client.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.level.Session;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.level.classic.ClassicSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Envelope;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Sessions sessions = new Sessions();
    private final Session first = session(1);
    private final Session second = session(2);
    private final Session third = session(3);

    @Test
    void beforeKeysAreAgreedOnNothingCanBeSealedOrOpened() {
        assertThat(sessions.current()).isEmpty();
        assertThat(reasonToRefuse(seal(first, "early"))).isEqualTo(Reason.NOT_AUTHENTIC);
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

        assertThat(opened(seal(second, "now"))).isEqualTo("now");
        assertThat(opened(seal(first, "before"))).isEqualTo("before");
    }

    @Test
    void messagesOfTheSessionBeforeThePreviousAreRefused() {
        sessions.begin(first);
        sessions.begin(second);
        sessions.begin(third);

        assertThat(reasonToRefuse(seal(first, "too old"))).isEqualTo(Reason.NOT_AUTHENTIC);
    }

    @Test
    void nothingIsSealedInARememberedSession() throws RejectedException {
        sessions.remember(first);

        assertThat(sessions.current()).isEmpty();
        assertThat(opened(seal(first, "from before the restart"))).isEqualTo("from before the restart");
    }

    @Test
    void rememberedSessionStillOpensWhenTheNextHasBegun() throws RejectedException {
        sessions.remember(first);
        sessions.begin(second);

        assertThat(opened(seal(first, "late"))).isEqualTo("late");
        assertThat(opened(seal(second, "now"))).isEqualTo("now");
    }

    @Test
    void messageOfNeitherSessionIsRefused() {
        sessions.begin(first);
        assertThat(reasonToRefuse(seal(third, "foreign"))).isEqualTo(Reason.NOT_AUTHENTIC);

        sessions.begin(second);
        assertThat(reasonToRefuse(seal(third, "foreign"))).isEqualTo(Reason.NOT_AUTHENTIC);
    }

    @Test
    void bytesThatAreNoTextComeOutAsTheyWereSealed() throws RejectedException {
        byte[] noText = {(byte) 0xff};
        sessions.begin(first);
        sessions.begin(second);

        assertThat(sessions.open(second.seal(noText).envelope())).isEqualTo(noText);
        assertThat(sessions.open(first.seal(noText).envelope())).isEqualTo(noText);
    }

    @Test
    void refusedMessageChangesNothing() throws RejectedException {
        sessions.begin(first);
        sessions.begin(second);

        assertThat(reasonToRefuse(seal(third, "foreign"))).isEqualTo(Reason.NOT_AUTHENTIC);

        assertThat(sessions.current()).containsSame(second);
        assertThat(opened(seal(first, "before"))).isEqualTo("before");
        assertThat(opened(seal(second, "now"))).isEqualTo("now");
    }

    private Reason reasonToRefuse(Envelope envelope) {
        return catchThrowableOfType(RejectedException.class, () -> sessions.open(envelope))
                .reason();
    }

    private String opened(Envelope envelope) throws RejectedException {
        return new String(sessions.open(envelope), UTF_8);
    }

    private static Envelope seal(Session session, String text) {
        return session.seal(text.getBytes(UTF_8)).envelope();
    }

    private static Session session(int number) {
        byte[] masterSecret = new byte[32];
        Arrays.fill(masterSecret, (byte) number);
        return ClassicSession.begin(
                SecretBytes.copyOf(masterSecret), new SecureRandom(), InstantSource.system(), Steps.SILENT);
    }
}

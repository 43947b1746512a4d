package encryptedchat.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.crypto.RejectedException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The claim that something is refused, and for which reason. */
public final class Rejections {
    private Rejections() {}

    public static void assertRejected(Reason reason, ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }
}

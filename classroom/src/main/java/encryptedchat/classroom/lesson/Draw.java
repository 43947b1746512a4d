package encryptedchat.classroom.lesson;

import encryptedchat.crypto.primitive.Hkdf;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.CanonicalBytes;
import encryptedchat.wire.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The numbers of one learner's task: the same each time, and others for each learner and lesson.
 *
 * <p>They are derived as keys are: HKDF (RFC 5869) from the learner's name, each under its own label. Whoever reads
 * this can compute the answers too; it keeps learners from copying, not from cheating.
 */
final class Draw {
    private static final byte[] NO_SALT = {};

    private final SecretBytes name;
    private final String lesson;

    Draw(Learner learner, String lesson) {
        this.name = SecretBytes.copyOf(Utf8.encode(learner.name()));
        this.lesson = lesson;
    }

    /** @param label says what the bytes are for; the same label gives the same bytes */
    byte[] bytes(String label, int length) {
        byte[] info = CanonicalBytes.of("encrypted-chat lesson")
                .add(lesson)
                .add(label)
                .toBytes();
        return Hkdf.sha256(name, NO_SALT, info, length).exposeBytes();
    }

    /** @return a number from the first to the last, both included */
    int number(String label, int first, int last) {
        long drawn = ByteBuffer.wrap(bytes(label, Long.BYTES)).getLong();
        return first + (int) Long.remainderUnsigned(drawn, last - first + 1L);
    }

    <T> T one(String label, List<T> of) {
        return of.get(number(label, 0, of.size() - 1));
    }

    /** @return the same things in another order (Fisher and Yates) */
    <T> List<T> shuffled(String label, List<T> things) {
        List<T> shuffled = new ArrayList<>(things);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, number(label + " " + last, 0, last));
        }
        return shuffled;
    }

    /** @return a short text that nobody guesses, in plain ASCII letters and digits */
    String text(String label) {
        String place = one(
                label + " place",
                List.of("library", "station", "gym", "canteen", "garden", "museum", "theatre", "workshop"));
        return "The code for the " + place + " is " + number(label + " code", 100_000, 999_999);
    }
}

package encryptedchat.relay.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The body of a request or an answer, or its beginning.
 *
 * @param kept at most {@value #MAX_KEPT_BYTES} bytes; the relay's own array where that is short enough, so nobody
 *     changes it
 * @param bytes how long the body was
 */
@SuppressWarnings("ArrayRecordComponent")
record Body(byte[] kept, int bytes) {
    static final int MAX_KEPT_BYTES = 64 * 1024;

    static final Body NONE = new Body(new byte[0], 0);

    static Body of(byte[] shown, int bytes) {
        return new Body(shown.length <= MAX_KEPT_BYTES ? shown : Arrays.copyOf(shown, MAX_KEPT_BYTES), bytes);
    }

    /** @return with U+FFFD for what is not UTF-8 */
    String text() {
        return new String(kept, UTF_8);
    }
}

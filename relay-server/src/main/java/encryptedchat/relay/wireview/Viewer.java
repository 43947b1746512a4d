package encryptedchat.relay.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.wireview.Recording.Numbered;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends the recording to one open page, as server-sent events (HTML Living Standard, section 9.2): what is kept, and
 * then what comes. It has its own place in the recording and takes one exchange at a time, so a page that reads slowly
 * holds up nobody and costs no memory; a page that reads too slowly is told how many exchanges it has missed.
 */
final class Viewer {
    private static final int BUFFER_BYTES = 32 * 1024;

    private static final byte[] CAUGHT_UP = "event: caughtup\ndata: {}\n\n".getBytes(UTF_8);

    /** A comment. Only who writes learns that the other side is gone. */
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    private final Recording recording;
    private final Duration heartbeat;
    private final OutputStream out;
    private long seen;

    /**
     * @param seen the number of the last exchange that the page has
     * @param heartbeat after how much silence something is sent all the same
     */
    Viewer(Recording recording, long seen, Duration heartbeat, OutputStream out) {
        this.recording = recording;
        this.heartbeat = heartbeat;
        this.seen = seen;
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    /**
     * Returns when the recording is closed.
     *
     * @throws IOException if nobody reads any longer
     */
    void serve() throws IOException, InterruptedException {
        long history = recording.newest();
        sendUpTo(history);
        out.write(CAUGHT_UP);
        while (!recording.isClosed()) {
            sendUpTo(Long.MAX_VALUE);
            out.flush();
            recording.awaitAfter(seen, heartbeat);
            if (recording.newest() == seen) {
                out.write(HEARTBEAT);
            }
        }
    }

    private void sendUpTo(long last) throws IOException {
        while (seen < last) {
            Optional<Numbered> next = recording.after(seen);
            if (next.isEmpty()) {
                return;
            }
            send(next.get());
        }
    }

    private void send(Numbered next) throws IOException {
        long missed = next.number() - seen - 1;
        if (missed > 0) {
            out.write(("event: missed\ndata: {\"missed\": " + missed + "}\n\n").getBytes(UTF_8));
        }
        out.write(("id: " + next.number() + "\nevent: exchange\ndata: ").getBytes(UTF_8));
        out.write(next.exchange().json(next.number()));
        out.write("\n\n".getBytes(UTF_8));
        seen = next.number();
    }
}

package encryptedchat.relay.wireview;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The pages that are open now. Each holds a thread, so there is a bound to their number. */
final class Viewers {
    static final int MAX = 16;

    /** A closed page keeps its place for about two of these. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final HttpField RETRY_AFTER =
            new HttpField(HttpHeader.RETRY_AFTER, String.valueOf(2 * HEARTBEAT.toSeconds()));

    private final Recording recording;
    private final Semaphore places = new Semaphore(MAX);

    Viewers(Recording recording) {
        this.recording = recording;
    }

    /** Sends events until the recording is closed or nobody reads any longer; or 503 if there are too many viewers. */
    void serve(Request request, Response response, Callback callback) {
        if (!places.tryAcquire()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
            response.getHeaders().put(RETRY_AFTER);
            callback.succeeded();
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            new Viewer(recording, lastSeen(request), HEARTBEAT, out).serve();
        } catch (IOException nobodyReads) {
            callback.failed(nobodyReads);
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
        callback.succeeded();
    }

    /** A browser that comes back says what it has. Whatever cannot be a number of this recording counts for nothing. */
    private long lastSeen(Request request) {
        @Nullable String id = request.getHeaders().get("Last-Event-ID");
        if (id == null || !id.matches("\\d{1,18}")) {
            return 0;
        }
        long number = Long.parseLong(id);
        return number <= recording.newest() ? number : 0;
    }
}

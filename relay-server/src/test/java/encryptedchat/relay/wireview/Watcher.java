package encryptedchat.relay.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open page: reads the events of a wire view, as a browser does. */
final class Watcher implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    record Event(String id, String name, String text) {
        JsonNode data() {
            return Calls.json(text);
        }
    }

    private Watcher(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        @Nullable InputStream body = connection.getResponseCode() == 200 ? connection.getInputStream() : null;
        lines = new BufferedReader(new InputStreamReader(body == null ? InputStream.nullInputStream() : body, UTF_8));
    }

    /** @param url of the page */
    static Watcher open(String url) {
        return open(url, null);
    }

    /** @param lastEventId of a page that comes back */
    static Watcher open(String url, @Nullable String lastEventId) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "events").toURL().openConnection();
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (lastEventId != null) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            return new Watcher(connection);
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        }
    }

    int status() throws IOException {
        return connection.getResponseCode();
    }

    String header(String name) {
        return connection.getHeaderField(name);
    }

    /** Waits for one. Comments are passed over. */
    Event next() {
        String id = "";
        String name = "";
        String data = "";
        for (String line = line(); ; line = line()) {
            if (line.isEmpty() && !name.isEmpty()) {
                return new Event(id, name, data);
            }
            String value = line.substring(line.indexOf(':') + 1).stripLeading();
            if (line.startsWith("id:")) {
                id = value;
            } else if (line.startsWith("event:")) {
                name = value;
            } else if (line.startsWith("data:")) {
                data = value;
            }
        }
    }

    /** @return the exchange that comes next */
    JsonNode exchange() {
        Event event = next();
        assertThat(event.name()).isEqualTo("exchange");
        return event.data();
    }

    /** @return all events up to the one that says that these were all that was kept */
    List<Event> history() {
        List<Event> history = new ArrayList<>();
        for (Event event = next(); !event.name().equals("caughtup"); event = next()) {
            history.add(event);
        }
        return history;
    }

    private String line() {
        try {
            String line = lines.readLine();
            if (line == null || Thread.interrupted()) {
                throw new AssertionError(line == null ? "the stream has ended" : "what should come does not come");
            }
            return line;
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    /** Reads until the other side ends the stream, or cuts it off. */
    void awaitEnd() {
        try {
            while (lines.readLine() != null) {
                assertThat(Thread.interrupted()).as("the stream goes on").isFalse();
            }
        } catch (IOException cutOff) {
            assertThat(cutOff).hasMessageContaining("EOF");
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}

package encryptedchat.relay.wireview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** An open page: reads the events of a wire view, as a browser does. */
final class Watcher implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    record Event(String id, String name, String text) {
        JsonNode data() {
            return Calls.json(text);
        }
    }

    private Watcher(HttpResponse<InputStream> response) {
        this.response = response;
        lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    /**
     * @param url of the page
     * @param headers names and values, in turn
     */
    static Watcher open(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "events"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Watcher(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    HttpResponse<InputStream> response() {
        return response;
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
            if (line == null) {
                throw new AssertionError("the stream has ended");
            }
            return line;
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    /** Reads until the other side ends the stream, or cuts it off. */
    void awaitEnd() {
        try {
            lines.lines().forEach(line -> {});
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff).hasRootCauseInstanceOf(EOFException.class);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

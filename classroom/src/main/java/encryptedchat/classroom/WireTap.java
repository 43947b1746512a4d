package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Somebody on the way between a client and the relay: passes everything on as it is, and writes it down. Anybody who
 * runs the network between them sees exactly this.
 */
public final class WireTap implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final MediaType JSON = MediaType.get("application/json");

    /** One request with its answer; both bodies are the JSON as it was sent, or empty. */
    public record Exchange(String client, String method, String path, String request, int status, String answer) {
        boolean succeeded() {
            return status == HttpURLConnection.HTTP_OK;
        }

        boolean carriesMessages() {
            return answer.contains("ciphertext");
        }

        /** The content of every field that crossed, but for the relay's own words in "status". */
        Stream<String> values() {
            return Stream.of(request, answer)
                    .filter(body -> !body.isEmpty())
                    .flatMap(WireTap::fields)
                    .filter(field -> !field.getKey().equals("status"))
                    .map(field -> field.getValue().asText());
        }
    }

    private final String client;
    private final HttpUrl relay;
    private final OkHttpClient http = new OkHttpClient();
    private final Recording<Exchange> recording = new Recording<>();
    private final Javalin server;

    /** @param client whose way to the relay this is */
    public WireTap(String client, String relayUrl) {
        this.client = client;
        this.relay = HttpUrl.get(relayUrl);
        this.server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    config.jetty.host = InetAddress.getLoopbackAddress().getHostAddress();
                    config.jetty.port = 0;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    config.routes.get("/<path>", this::passOn);
                    config.routes.post("/<path>", this::passOn);
                })
                .start();
    }

    /** @return the address to give to the client instead of the relay's */
    public String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.port();
    }

    /** @return everything so far, in the order of the answers */
    public List<Exchange> recording() {
        return recording.all();
    }

    /**
     * Waits for an exchange.
     *
     * @param from how many exchanges to pass over
     */
    public Exchange await(int from, Predicate<Exchange> wanted) throws IOException, InterruptedException {
        return recording
                .await(from, wanted, LONG_ENOUGH)
                .orElseThrow(() -> new IOException("What was expected on the wire of " + client + " did not come."));
    }

    @Override
    public void close() {
        server.stop();
    }

    private void passOn(Context ctx) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(relay.newBuilder().encodedPath(ctx.path()).build());
        String sent = ctx.body();
        if (ctx.method().name().equals("POST")) {
            request.post(RequestBody.create(sent.getBytes(UTF_8), JSON));
        }
        try (Response response = http.newCall(request.build()).execute()) {
            String answer = response.body().string();
            recording.add(new Exchange(client, ctx.method().name(), ctx.path(), sent, response.code(), answer));
            ctx.status(response.code()).contentType("application/json").result(answer);
        }
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(String body) {
        try {
            return fields(Json.read(body.getBytes(UTF_8), JsonNode.class));
        } catch (WireFormatException notJson) {
            throw new IllegalStateException("this is not how a relay speaks", notJson);
        }
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode json) {
        return json.properties().stream()
                .flatMap(field -> field.getValue().isArray()
                        ? field.getValue().valueStream().flatMap(WireTap::fields)
                        : Stream.of(field));
    }
}

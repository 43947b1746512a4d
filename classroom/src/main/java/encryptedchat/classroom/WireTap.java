package encryptedchat.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** Making an RSA key pair can take more than a minute on a slow computer. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    /** A poll is held by the relay for up to 30 seconds. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private static final List<String> ANSWERED_HEADERS = List.of(Header.CONTENT_TYPE, Header.RETRY_AFTER);

    /** Words of the protocol or the relay, and not of the people. */
    private static final Set<String> FIXED_FIELDS = Set.of("status", "stored", "level", "type", "title", "detail");

    /** One request with its answer; both bodies are the JSON as it was sent, or empty, as the query may be. */
    public record Exchange(
            String client, String method, String path, String query, String request, int status, String answer) {
        boolean succeeded() {
            return HttpStatus.forStatus(status).isSuccess();
        }

        List<Field> requestFields() {
            return Field.allIn(request);
        }

        List<Field> answerFields() {
            return Field.allIn(answer);
        }

        /** All that crossed and could hold a text. */
        Stream<String> values() {
            Stream<String> inBodies = Stream.concat(requestFields().stream(), answerFields().stream())
                    .filter(field -> !FIXED_FIELDS.contains(field.name()))
                    .map(Field::value);
            return Stream.concat(Stream.of(query), inBodies);
        }
    }

    private final String client;
    private final HttpUrl relay;
    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(LONGEST_ANSWER).build();
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
                    config.routes.put("/<path>", this::passOn);
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

    /** Whoever still waits for an answer is told that the relay cannot be reached. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
        server.stop();
    }

    private void passOn(Context ctx) {
        try (Response response = http.newCall(requestOf(ctx)).execute()) {
            String answer = response.body().string();
            recording.add(new Exchange(
                    client,
                    ctx.method().name(),
                    ctx.path(),
                    Optional.ofNullable(ctx.queryString()).orElse(""),
                    ctx.body(),
                    response.code(),
                    answer));
            ctx.status(response.code()).result(answer);
            for (String name : ANSWERED_HEADERS) {
                Optional.ofNullable(response.header(name)).ifPresent(value -> ctx.header(name, value));
            }
        } catch (IOException unreachable) {
            ctx.status(HttpStatus.BAD_GATEWAY).result("The relay cannot be reached: " + unreachable.getMessage());
        }
    }

    private Request requestOf(Context ctx) {
        Request.Builder request = new Request.Builder()
                .url(relay.newBuilder()
                        .encodedPath(ctx.path())
                        .encodedQuery(ctx.queryString())
                        .build());
        Optional.ofNullable(ctx.header(Header.AUTHORIZATION))
                .ifPresent(login -> request.header(Header.AUTHORIZATION, login));
        boolean hasBody = !ctx.method().name().equals("GET");
        return request.method(ctx.method().name(), hasBody ? bodyOf(ctx) : null).build();
    }

    private static RequestBody bodyOf(Context ctx) {
        MediaType type =
                Optional.ofNullable(ctx.contentType()).map(MediaType::parse).orElse(null);
        return RequestBody.create(ctx.body().getBytes(UTF_8), type);
    }
}

package encryptedchat.client;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.classic.ClassicWire.Status;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * JSON over HTTP to one relay, with one meaning for every way in which it can fail.
 *
 * <p>It never sends a request twice by itself: whether a message may be repeated is for the protocol to say.
 */
public final class RelayHttp {
    /** Twice what a full mailbox has, in bytes; a relay that sends more in one answer is broken or hostile. */
    private static final long MAX_ANSWER_BYTES = 32L * 1024 * 1024;

    private static final int MAX_SHOWN_CHARACTERS = 200;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpUrl relay;
    private final OkHttpClient http;

    public RelayHttp(HttpUrl relay) {
        this.relay = relay;
        this.http = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .callTimeout(Duration.ofSeconds(20))
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                // OkHttp would send a request again that is answered with 503 and "Retry-After: 0".
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build())
                // Dropped before the relay would drop it, so that a request never meets a connection just closed.
                .connectionPool(new ConnectionPool(2, 10, TimeUnit.SECONDS))
                .build();
    }

    public byte[] get(String path) throws RelayException {
        return answer(request(path).build());
    }

    /** Returns when the relay has accepted it. */
    public void post(String path, Object body) throws RelayException {
        byte[] answer = answer(
                request(path).post(RequestBody.create(Json.write(body), JSON)).build());
        try {
            if (!Json.read(answer, JsonNode.class).isObject()) {
                throw new WireFormatException("The JSON has another shape.");
            }
        } catch (WireFormatException notARelay) {
            throw notUnderstood(notARelay);
        }
    }

    /** @return an exception that says that the relay answered, but not with what it was asked for */
    public RelayException notUnderstood(WireFormatException why) {
        return new RelayException(
                Kind.AWAY,
                address() + " answers, but not as a relay does (" + why.getMessage() + ") Is the address right?");
    }

    private String address() {
        return relay.toString().replaceFirst("/$", "");
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(relay.newBuilder().encodedPath(path).build());
    }

    private byte[] answer(Request request) throws RelayException {
        try (Response response = http.newCall(request).execute()) {
            byte[] body = read(response.body().source());
            return answer(response.code(), body);
        } catch (IOException noAnswer) {
            throw new RelayException(
                    Kind.AWAY,
                    "The relay at " + address() + " does not answer ("
                            + TextRules.printable(String.valueOf(noAnswer.getMessage())) + "). Is it started?");
        }
    }

    private byte[] read(BufferedSource source) throws IOException {
        if (source.request(MAX_ANSWER_BYTES + 1)) {
            throw new IOException("its answer is longer than " + MAX_ANSWER_BYTES + " bytes");
        }
        return source.readByteArray();
    }

    private byte[] answer(int status, byte[] body) throws RelayException {
        if (status == HttpURLConnection.HTTP_OK && (body.length == 0 || body[0] != '[')) {
            return body;
        }
        try {
            throw status == HttpURLConnection.HTTP_OK
                    ? failureInsideSuccess(Json.read(body, JsonNode.class))
                    : failure(status, Json.read(body, Status.class));
        } catch (WireFormatException notARelay) {
            throw new RelayException(
                    Kind.AWAY,
                    address() + " answers with HTTP " + status + ", but not as a relay does. Is the address right?");
        }
    }

    /** The original's relay says 200 and puts the true status behind the text: {@code [{"status": "…"}, 404]}. */
    private static RelayException failureInsideSuccess(JsonNode answer) throws WireFormatException {
        if (answer.size() != 2 || !answer.get(1).isInt()) {
            throw new WireFormatException("The JSON has another shape.");
        }
        return failure(answer.get(1).intValue(), Json.read(answer.get(0), Status.class));
    }

    private static RelayException failure(int status, Status answer) {
        String shown = TextRules.printable(answer.status());
        String text = shown.length() <= MAX_SHOWN_CHARACTERS ? shown : shown.substring(0, MAX_SHOWN_CHARACTERS) + "…";
        if (status == HttpURLConnection.HTTP_NOT_FOUND) {
            return new RelayException(Kind.NOTHING_THERE, text);
        }
        if (status == TOO_MANY_REQUESTS) {
            return new RelayException(Kind.BUSY, text);
        }
        return status >= HttpURLConnection.HTTP_INTERNAL_ERROR || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT
                ? new RelayException(Kind.AWAY, "The relay failed: " + text)
                : new RelayException(Kind.REFUSED, "The relay refused: " + text);
    }
}

package encryptedchat.client.relay;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * JSON over HTTP to one relay, with one meaning for every way in which it can fail. Any number of threads may use it.
 *
 * <p>It never sends a request twice by itself: whether a message may be repeated is for the protocol to say.
 */
public final class RelayHttp {
    /** Twice what a full mailbox of level classic has, in bytes; a relay that sends more is broken or hostile. */
    private static final long MAX_ANSWER_BYTES = 32L * 1024 * 1024;

    private static final MediaType JSON = MediaType.get("application/json");

    private final RelayAddress relay;
    private final AnswerForm form;
    private final OkHttpClient http;
    private final Map<Call, RelayRequest> underWay = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile boolean woken;

    public RelayHttp(RelayAddress relay, AnswerForm form) {
        this.relay = relay;
        this.form = form;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                // A poll may be held; how long a whole call may take, each request says.
                .readTimeout(Duration.ZERO)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                // OkHttp would send a request again that is answered with 503 and "Retry-After: 0".
                .addNetworkInterceptor(chain -> withoutInvitation(chain.proceed(chain.request())))
                // Dropped before the relay would drop it, so that a request never meets a connection just closed.
                .connectionPool(new ConnectionPool(2, 10, TimeUnit.SECONDS));
        this.http = (relay.url().isHttps() ? withTls(builder) : builder).build();
    }

    /**
     * @return the body of an answer that tells of no failure
     * @throws RelayException if there is no answer, or one that tells of a failure or is not a relay's
     */
    public byte[] send(RelayRequest request) throws RelayException {
        RelayAnswer answer = exchange(request);
        try {
            form.check(answer);
        } catch (WireFormatException notARelay) {
            throw new RelayException(
                    Kind.AWAY,
                    relay + " answers with HTTP " + answer.status()
                            + ", but not as a relay does. Is the address right?");
        }
        return answer.body();
    }

    /** The same, where the answer must be JSON of exactly this shape. */
    public <T> T send(RelayRequest request, Class<T> shape) throws RelayException {
        byte[] answer = send(request);
        return understood(() -> Json.read(answer, shape));
    }

    /** Reads what the relay has answered. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws WireFormatException;
    }

    /** @throws RelayException if it cannot be read: the relay answered, but not with what it was asked for */
    public <T> T understood(Reading<T> reading) throws RelayException {
        try {
            return reading.read();
        } catch (WireFormatException why) {
            throw new RelayException(
                    Kind.AWAY,
                    relay + " answers, but not as a relay does (" + why.getMessage() + ") Is the address right?");
        }
    }

    /** @throws RelayException if the condition is false: the relay answered, but not with what it was asked for */
    public void require(boolean condition, String otherwise) throws RelayException {
        understood(() -> {
            if (!condition) {
                throw new WireFormatException(otherwise);
            }
            return true;
        });
    }

    /** Asks somebody for something that need not be there. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws RelayException;
    }

    /** @return the answer, or nothing where the relay says that there is nothing */
    public static <T> Optional<T> ifThere(Question<T> question) throws RelayException {
        try {
            return Optional.of(question.ask());
        } catch (RelayException failure) {
            if (failure.kind() == Kind.NOTHING_THERE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Ends what is under way and refuses what comes: from now on every request fails with {@link Kind#STOPPED}. */
    public void stop() {
        stopped = true;
        underWay.keySet().forEach(Call::cancel);
    }

    /**
     * Ends the request that is {@link RelayRequest#waiting}, or, if none is, the next one, at once: it fails with
     * {@link Kind#WOKEN}. So nobody who goes to wait in this moment misses it.
     */
    public synchronized void stopWaiting() {
        woken = true;
        underWay.forEach((call, request) -> {
            if (request.isWaiting()) {
                call.cancel();
            }
        });
    }

    private synchronized void end(Call call, RelayRequest request) {
        underWay.remove(call);
        if (request.isWaiting()) {
            woken = false;
        }
    }

    /** Looked at behind the beginning of a call, so that either this or who ends it cancels the call. */
    private boolean isEnded(RelayRequest request) {
        return stopped || (woken && request.isWaiting());
    }

    private RelayAnswer exchange(RelayRequest request) throws RelayException {
        Call call = http.newCall(toHttp(request));
        call.timeout().timeout(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        underWay.put(call, request);
        if (isEnded(request)) {
            call.cancel();
        }
        try (Response response = call.execute()) {
            return new RelayAnswer(
                    response.code(),
                    header(response, "Content-Type"),
                    header(response, "Retry-After"),
                    read(response.body().source()));
        } catch (IOException noAnswer) {
            throw isEnded(request)
                    ? new RelayException(stopped ? Kind.STOPPED : Kind.WOKEN, "The request was stopped.")
                    : ConnectionTrouble.explain(noAnswer, relay);
        } finally {
            end(call, request);
        }
    }

    private Request toHttp(RelayRequest request) {
        RequestBody body = request.body() == null
                ? (request.method().equals("PUT") ? RequestBody.EMPTY : null)
                : RequestBody.create(Json.write(request.body()), JSON);
        Request.Builder http = new Request.Builder().url(relay + request.path()).method(request.method(), body);
        return (request.token() == null ? http : http.header("Authorization", "Bearer " + request.token())).build();
    }

    private static String header(Response response, String name) {
        return Optional.ofNullable(response.header(name)).orElse("");
    }

    private static byte[] read(BufferedSource source) throws IOException {
        if (source.request(MAX_ANSWER_BYTES + 1)) {
            throw new ProtocolException("the answer is too long");
        }
        return source.readByteArray();
    }

    private static Response withoutInvitation(Response response) {
        return response.code() == HttpURLConnection.HTTP_UNAVAILABLE
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    /** TLS 1.2 and 1.3 only, and no way back to plain HTTP. */
    private OkHttpClient.Builder withTls(OkHttpClient.Builder builder) {
        OkHttpClient usual = new OkHttpClient();
        RelayTrust trust = new RelayTrust(relay.pin(), Objects.requireNonNull(usual.x509TrustManager()));
        return builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .sslSocketFactory(trust.socketFactory(), trust)
                .hostnameVerifier(relay.pin().isPresent() ? (host, session) -> true : usual.hostnameVerifier());
    }
}

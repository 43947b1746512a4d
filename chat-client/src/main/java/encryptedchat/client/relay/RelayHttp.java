package encryptedchat.client.relay;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
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

    private static final HostnameVerifier OF_OKHTTP = new OkHttpClient().hostnameVerifier();

    private static final MediaType JSON = MediaType.get("application/json");

    private final RelayAddress relay;
    private final AnswerForm form;
    private final OkHttpClient http;
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

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
        Optional<RelayException> failure;
        try {
            failure = form.failure(answer);
        } catch (WireFormatException notARelay) {
            throw new RelayException(
                    Kind.AWAY,
                    relay + " answers with HTTP " + answer.status()
                            + ", but not as a relay does. Is the address right?");
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return answer.body();
    }

    /** The same, where the answer must be JSON of exactly this shape. */
    public <T> T send(RelayRequest request, Class<T> shape) throws RelayException {
        try {
            return Json.read(send(request), shape);
        } catch (WireFormatException notARelay) {
            throw notUnderstood(notARelay);
        }
    }

    /** @return an exception that says that the relay answered, but not with what it was asked for */
    public RelayException notUnderstood(WireFormatException why) {
        return new RelayException(
                Kind.AWAY,
                relay + " answers, but not as a relay does (" + why.getMessage() + ") Is the address right?");
    }

    /** Ends what is under way and refuses what comes: from now on every request fails with {@link Kind#STOPPED}. */
    public void stop() {
        stopped = true;
        underWay.forEach(Call::cancel);
    }

    private RelayAnswer exchange(RelayRequest request) throws RelayException {
        Call call = http.newCall(toHttp(request));
        call.timeout().timeout(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        underWay.add(call);
        // Looked at behind the add, so that either this or stop() cancels the call.
        if (stopped) {
            call.cancel();
        }
        try (Response response = call.execute()) {
            return new RelayAnswer(
                    response.code(),
                    header(response, "Content-Type"),
                    header(response, "Retry-After"),
                    read(response.body().source()));
        } catch (IOException noAnswer) {
            throw stopped
                    ? new RelayException(Kind.STOPPED, "The request was stopped.")
                    : ConnectionTrouble.explain(noAnswer, relay);
        } finally {
            underWay.remove(call);
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
        RelayTrust trust = new RelayTrust(relay.pin());
        return builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .sslSocketFactory(trust.socketFactory(), trust)
                .hostnameVerifier(relay.pin().isPresent() ? (host, session) -> true : OF_OKHTTP);
    }
}

package encryptedchat.client.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.wire.classic.ClassicWire.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayHttpTest {
    private static final int LONGEST_ANSWER = 32 * 1024 * 1024;
    private static final String STATUS = "{\"status\": \"what the relay says\"}";
    private static final RelayRequest GET = RelayRequest.get("/path");
    private static final RelayRequest POST = RelayRequest.post("/path", new Status("sent"));
    private static final String PAGE = "<!DOCTYPE html><html><body>It works!</body></html>";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answerOfARelayIsHandedOver() throws RelayException {
        server.enqueue(answer(200, STATUS).build());

        assertThat(get()).asString(UTF_8).isEqualTo(STATUS);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 429, 500, 502})
    void pageOfAnotherServerIsNotARelays(int status) {
        server.enqueue(answer(status, PAGE).build());

        assertThat(failure())
                .hasMessageContaining("not as a relay does")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    @Test
    void nobodyListeningIsAway() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        RelayHttp http = http("http://127.0.0.1:" + free);

        assertThat(catchThrowableOfType(RelayException.class, () -> http.send(GET)))
                .hasMessageContaining("127.0.0.1:" + free)
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    @Test
    void connectionCutBeforeTheAnswerIsAway() {
        server.enqueue(answer(200, STATUS)
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(failure().kind()).isEqualTo(Kind.AWAY);
    }

    @Test
    void connectionCutInTheAnswerIsAway() {
        server.enqueue(answer(200, "x".repeat(1000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        assertThat(failure().kind()).isEqualTo(Kind.AWAY);
    }

    /** The words of a library say what broke, not what to do; and they may quote what was received. */
    @Test
    void troubleIsSaidInPlainWords() throws IOException {
        String address = "http://127.0.0.1:" + server.getPort();
        server.enqueue(answer(200, STATUS)
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(answer(200, STATUS).headersDelay(1, TimeUnit.MINUTES).build());

        assertThat(failure())
                .hasMessage("The relay at " + address + " does not answer (the connection was cut). Is it started?");
        assertThat(failureOf(GET.waiting(Duration.ofMillis(-19_500))))
                .hasMessage("The relay at " + address + " does not answer (it takes too long). Is it started?");
        server.close();
        assertThat(failure())
                .hasMessage("The relay at " + address + " does not answer (nobody listens there). Is it started?");
        RelayHttp nowhere = http("http://no-such-host.invalid:7070");
        assertThat(catchThrowableOfType(RelayException.class, () -> nowhere.send(GET)))
                .hasMessage(
                        "The relay at http://no-such-host.invalid:7070 does not answer (nobody knows a host of this "
                                + "name). Is the address right?");
    }

    @Test
    void answerThatIsHeldAsLongAsTheRequestAllowsIsWaitedFor() throws RelayException {
        server.enqueue(
                answer(200, STATUS).headersDelay(300, TimeUnit.MILLISECONDS).build());

        assertThat(get()).asString(UTF_8).isEqualTo(STATUS);
    }

    @Test
    void stoppingEndsWhatIsUnderWayAndRefusesWhatComes() throws Exception {
        server.enqueue(answer(200, STATUS).headersDelay(1, TimeUnit.MINUTES).build());
        RelayHttp http = http();
        ExecutorService polling = Executors.newSingleThreadExecutor();
        try {
            Future<RelayException> held =
                    polling.submit(() -> catchThrowableOfType(RelayException.class, () -> http.send(GET)));
            server.takeRequest();

            http.stop();

            assertThat(held.get(1, TimeUnit.MINUTES).kind()).isEqualTo(Kind.STOPPED);
            assertThat(catchThrowableOfType(RelayException.class, () -> http.send(GET))
                            .kind())
                    .isEqualTo(Kind.STOPPED);
            assertThat(server.getRequestCount()).isEqualTo(1);
        } finally {
            polling.shutdownNow();
        }
    }

    @Test
    void longestAnswerIsRead() throws RelayException {
        server.enqueue(
                new MockResponse.Builder().body(new Letters(LONGEST_ANSWER)).build());

        assertThat(get()).hasSize(LONGEST_ANSWER);
    }

    @Test
    void longerAnswerIsAway() {
        server.enqueue(
                new MockResponse.Builder().body(new Letters(LONGEST_ANSWER + 1)).build());

        assertThat(failure().kind()).isEqualTo(Kind.AWAY);
    }

    @Test
    void endlessAnswerIsAway() {
        server.enqueue(
                new MockResponse.Builder().body(new Letters(Long.MAX_VALUE)).build());

        assertThat(failure().kind()).isEqualTo(Kind.AWAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        server.enqueue(answer(status, "").addHeader("Location", "/elsewhere").build());
        server.enqueue(answer(200, STATUS).build());

        assertThat(failure().kind()).isEqualTo(Kind.AWAY);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void requestWhoseConnectionIsCutIsNotSentAgain() {
        server.enqueue(answer(200, STATUS)
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(answer(200, STATUS).build());

        assertThat(failureOfPost().kind()).isEqualTo(Kind.AWAY);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void requestOnAConnectionThatWasUsedBeforeIsNotSentAgain() throws RelayException {
        server.enqueue(answer(200, STATUS).build());
        server.enqueue(answer(200, STATUS)
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(answer(200, STATUS).build());
        RelayHttp http = http();
        http.send(POST);

        RelayException failure = catchThrowableOfType(RelayException.class, () -> http.send(POST));

        assertThat(failure.kind()).isEqualTo(Kind.AWAY);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 408, 421, 429, 503})
    void requestIsNotSentAgainBecauseTheAnswerAsksForIt(int status) {
        server.enqueue(answer(status, STATUS).addHeader("Retry-After", "0").build());
        server.enqueue(answer(200, STATUS).build());

        assertThat(failureOfPost()).isNotNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J forged\r\n\r\n",
                "HTTP/1.1 \u001b[2J forged\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\u001b[2J\r\n"
            })
    void controlCharactersOfAnAnswerThatIsNotHttpDoNotReachTheScreen(String rawAnswer) throws Exception {
        try (ServerSocket hostile = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RelayHttp http = http("http://127.0.0.1:" + hostile.getLocalPort());
            ExecutorService answering = Executors.newSingleThreadExecutor();
            try {
                Future<?> answered = answering.submit(() -> answerOnce(hostile, rawAnswer));
                RelayException failure = catchThrowableOfType(RelayException.class, () -> http.send(GET));
                answered.get();

                assertThat(failure).message().doesNotContainPattern("\\p{Cntrl}");
            } finally {
                answering.shutdownNow();
            }
        }
    }

    private static Void answerOnce(ServerSocket server, String rawAnswer) throws IOException {
        try (Socket client = server.accept()) {
            client.getInputStream().read(new byte[8192]);
            client.getOutputStream().write(rawAnswer.getBytes(UTF_8));
        }
        return null;
    }

    private static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    private RelayHttp http() {
        return http("http://127.0.0.1:" + server.getPort());
    }

    private static RelayHttp http(String url) {
        return new RelayHttp(RelayAddress.parse(url), new ProblemAnswers());
    }

    private byte[] get() throws RelayException {
        return http().send(GET);
    }

    private RelayException failure() {
        return catchThrowableOfType(RelayException.class, this::get);
    }

    private RelayException failureOfPost() {
        return failureOf(POST);
    }

    private RelayException failureOf(RelayRequest request) {
        return catchThrowableOfType(RelayException.class, () -> http().send(request));
    }

    /** A body of so many letters, made as they are sent, until the client hangs up. */
    private record Letters(long count) implements MockResponseBody {
        private static final byte[] SOME = "a".repeat(8192).getBytes(UTF_8);

        @Override
        public long getContentLength() {
            return count;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            for (long rest = count; rest > 0; rest -= SOME.length) {
                sink.write(SOME, 0, (int) Math.min(rest, SOME.length));
            }
            sink.flush();
        }
    }
}

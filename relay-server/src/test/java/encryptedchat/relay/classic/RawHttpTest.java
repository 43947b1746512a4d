package encryptedchat.relay.classic;

import static encryptedchat.relay.Calls.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Relay;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that no HTTP library would send. They are answered with 4xx and the one form of an error, or not at all. */
@TestInstance(PER_CLASS)
class RawHttpTest {
    private static final String HOST = "Host: relay\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String GET = "GET /get_messages/bob HTTP/1.1\r\n";
    private static final String POST = "POST /send_message HTTP/1.1\r\n";

    private static final int SILENCE_MILLIS = 15_000;

    private final Relay relay = Calls.startRelay();
    private final Calls calls = new Calls(relay);

    @AfterEach
    void nothingIsStoredAndTheRelayServes() {
        calls.assertRelayHoldsNothing();
        calls.assertRelayServes();
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Raw(String what, int code, byte[] request) {
        Raw(String what, int code, String request) {
            this(what, code, request.getBytes(ISO_8859_1));
        }

        @Override
        public String toString() {
            return what + " is " + code;
        }
    }

    @ParameterizedTest
    @MethodSource
    void malformedRequestIsAnsweredWith4xxAndAStatusText(Raw raw) throws IOException {
        Reply reply = exchange(raw.request()).orElseThrow(() -> new AssertionError("closed without an answer"));

        reply.assertIsRefusal();
        assertThat(reply.code()).as(reply.toString()).isEqualTo(raw.code());
        assertThat(reply.head()).doesNotContainIgnoringCase("Set-Cookie").doesNotContainIgnoringCase("\nServer:");
    }

    static Stream<Raw> malformedRequestIsAnsweredWith4xxAndAStatusText() {
        return Stream.of(requestLines(), paths(), headers(), lengths(), upgrades())
                .flatMap(raw -> raw);
    }

    private static Stream<Raw> requestLines() {
        return Stream.of(
                new Raw("garbage", 400, "\0\1garbage\r\n\r\n"),
                new Raw("a request line of one word", 400, "GET\r\n\r\n"),
                new Raw("HTTP/0.9", 400, "GET /get_messages/bob\r\n"),
                new Raw("HTTP/9.9", 400, "GET /get_messages/bob HTTP/9.9\r\n" + HOST + "\r\n"),
                new Raw("a PUT of HTTP/9.9", 400, "PUT /get_messages/bob HTTP/9.9\r\n" + HOST + "\r\n"),
                new Raw("HTTP/x", 400, "GET /get_messages/bob HTTP/x\r\n" + HOST + "\r\n"),
                new Raw("an unknown method", 405, "BREW /get_messages/bob HTTP/1.1\r\n" + HOST + "\r\n"),
                new Raw("TRACE", 405, "TRACE /get_messages/bob HTTP/1.1\r\n" + HOST + "\r\n"),
                new Raw("a method in lower case", 405, "get /get_messages/bob HTTP/1.1\r\n" + HOST + "\r\n"),
                new Raw("OPTIONS *", 404, "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"),
                new Raw("CONNECT", 404, "CONNECT relay:80 HTTP/1.1\r\n" + HOST + "\r\n"));
    }

    private static Stream<Raw> paths() {
        return Stream.of(
                        "/%zz",
                        "/%ff",
                        "/%",
                        "/get_messages/%zz",
                        "/get_messages/%ff",
                        "/get_messages/%c0%af",
                        "/get_messages/%00",
                        "/get_messages/bob%0d%0aX:%20y",
                        "/get_messages/%u0062ob",
                        "/get_public_key/%u12",
                        "/get_messages/bob%2f",
                        "/get_messages//bob",
                        "/../get_messages/bob",
                        "/get_messages/..%2fbob",
                        "*",
                        "get_messages/bob",
                        "http://relay/%ff")
                .flatMap(path -> Stream.of("GET", "POST", "PUT", "BREW")
                        .map(method -> new Raw(
                                method + " of path " + path,
                                400,
                                method + " " + path + " HTTP/1.1\r\n" + HOST + "\r\n")));
    }

    private static Stream<Raw> headers() {
        return Stream.of(
                new Raw("no host", 400, GET + "\r\n"),
                new Raw("two hosts", 400, GET + HOST + HOST + "\r\n"),
                new Raw("an impossible host", 400, GET + "Host: a b:c\r\n\r\n"),
                new Raw("a header without a colon", 400, GET + HOST + "a b c\r\n\r\n"),
                new Raw("a blank before the colon", 400, GET + HOST + "a : b\r\n\r\n"),
                new Raw("a NUL in a header", 400, GET + HOST + "a: b\0c\r\n\r\n"),
                new Raw("a folded header", 400, GET + HOST + "a: b\r\n  c\r\n\r\n"),
                new Raw("an unknown expectation", 417, POST + HOST + JSON + "Expect: a miracle\r\n\r\n"),
                new Raw("an unknown charset", 400, post("Content-Type: application/json; charset=no-such", "{}")),
                new Raw("an illegal charset", 400, post("Content-Type: application/json; charset=\"\\\"", "{}")),
                new Raw(
                        "an unknown encoding",
                        400,
                        post("Content-Type: application/json\r\nContent-Encoding: br", "{}")),
                new Raw("a type that is none", 415, post("Content-Type: ;;;===", "{}")),
                new Raw("no type", 415, post("X: y", "{}")));
    }

    private static Stream<Raw> lengths() {
        return Stream.of(
                new Raw("a negative length", 400, POST + HOST + JSON + "Content-Length: -1\r\n\r\n{}"),
                new Raw("a length in words", 400, POST + HOST + JSON + "Content-Length: two\r\n\r\n{}"),
                new Raw(
                        "a length of 25 digits",
                        400,
                        POST + HOST + JSON + "Content-Length: " + "9".repeat(25) + "\r\n\r\n{}"),
                new Raw("two lengths", 400, POST + HOST + JSON + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                new Raw(
                        "a length and chunks",
                        400,
                        POST + HOST + JSON + "Content-Length: 2\r\n" + CHUNKED + "\r\n2\r\n{}\r\n0\r\n\r\n"),
                new Raw("an unknown transfer encoding", 400, POST + HOST + JSON + "Transfer-Encoding: gzip\r\n\r\n{}"),
                new Raw("a chunk of size zz", 400, POST + HOST + JSON + CHUNKED + "\r\nzz\r\n{}\r\n0\r\n\r\n"),
                new Raw("a chunk of size -1", 400, POST + HOST + JSON + CHUNKED + "\r\n-1\r\n{}\r\n0\r\n\r\n"),
                new Raw(
                        "a chunk of 20 digits",
                        400,
                        POST + HOST + JSON + CHUNKED + "\r\n" + "f".repeat(20) + "\r\n{}\r\n0\r\n\r\n"),
                new Raw("no length at all", 400, POST + HOST + JSON + "\r\n"));
    }

    private static Stream<Raw> upgrades() {
        String webSocket = String.join(
                "\r\n",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "");
        return Stream.of(
                new Raw("a WebSocket on a route", 400, GET + HOST + webSocket),
                new Raw("a WebSocket elsewhere", 400, "GET /chat HTTP/1.1\r\n" + HOST + webSocket),
                new Raw("the preface of HTTP/2", 426, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                new Raw("a TLS hello", 400, tlsHello()));
    }

    private static byte[] tlsHello() {
        byte[] hello = new byte[64];
        byte[] start = HexFormat.of().parseHex("160301003b010000370303");
        System.arraycopy(start, 0, hello, 0, start.length);
        return hello;
    }

    private static String post(String headers, String body) {
        return POST + HOST + headers + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void whatIsTooLongIsRefusedOrCutOff() throws IOException {
        List<String> tooLong = List.of(
                "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                GET + HOST + "X: " + "a".repeat(100_000) + "\r\n\r\n",
                GET + HOST + "X: y\r\n".repeat(20_000) + "\r\n",
                "A".repeat(100_000) + " / HTTP/1.1\r\n" + HOST + "\r\n");
        for (String request : tooLong) {
            exchange(request.getBytes(ISO_8859_1)).ifPresent(Reply::assertIsRefusal);
        }
        // A little too long reaches the relay whole, so that its answer is not lost with the connection.
        assertThat(code("GET /" + "a".repeat(8192) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .isEqualTo(414);
        assertThat(code(GET + HOST + "X: " + "a".repeat(8192) + "\r\n\r\n")).isEqualTo(431);
    }

    @Test
    void bodyShorterThanAnnouncedIsNotStored() throws IOException {
        String whole = message("alice", "bob", "hello").toString();

        for (String framed : List.of(
                "Content-Length: " + (whole.length() + 1) + "\r\n\r\n" + whole,
                CHUNKED + "\r\n" + Integer.toHexString(whole.length()) + "\r\n" + whole + "\r\n",
                CHUNKED + "\r\n" + Integer.toHexString(whole.length() + 1) + "\r\n" + whole)) {
            Optional<Reply> reply = exchange((POST + HOST + JSON + framed).getBytes(ISO_8859_1), true);

            reply.ifPresent(Reply::assertIsRefusal);
            assertThat(calls.messages("bob")).isEmpty();
        }
    }

    @Test
    void headThatBreaksOffIsRefusedOrCutOff() throws IOException {
        exchange((POST + HOST).getBytes(ISO_8859_1), true).ifPresent(Reply::assertIsRefusal);
    }

    @Test
    void connectionServesOnAfterARefusedRequest() throws IOException {
        String refused = post("Content-Type: application/json", "{}");
        String good = post(
                "Content-Type: application/json",
                message("alice", "bob", "hello").toString());
        try (Socket socket = connect()) {
            socket.getOutputStream().write((refused + good).getBytes(ISO_8859_1));
            DataInputStream in = new DataInputStream(socket.getInputStream());

            assertThat(Reply.read(in).code()).isEqualTo(400);
            assertThat(Reply.read(in).code()).isEqualTo(200);
        }
        assertThat(calls.messages("bob")).hasSize(1);
    }

    private int code(String request) throws IOException {
        Reply reply = exchange(request.getBytes(ISO_8859_1)).orElseThrow();
        reply.assertIsRefusal();
        return reply.code();
    }

    private Optional<Reply> exchange(byte[] request) throws IOException {
        return exchange(request, false);
    }

    /** @return the first answer, or nothing if the relay closes the connection without one */
    private Optional<Reply> exchange(byte[] request, boolean hangUp) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            if (hangUp) {
                socket.shutdownOutput();
            }
            return Optional.of(Reply.read(new DataInputStream(socket.getInputStream())));
        } catch (EOFException | SocketException closed) {
            return Optional.empty();
        }
    }

    private Socket connect() throws IOException {
        URI url = URI.create(relay.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(SILENCE_MILLIS);
        return socket;
    }

    /** One answer off the wire: its head as text, and as many bytes of body as the head says. */
    record Reply(String head, String body) {
        static Reply read(DataInputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            byte[] body = new byte[contentLength(head.toString())];
            in.readFully(body);
            return new Reply(head.toString(), new String(body, UTF_8));
        }

        private static int contentLength(String head) {
            return head.toLowerCase(Locale.ROOT)
                    .lines()
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no Content-Length in " + head));
        }

        int code() {
            assertThat(head).startsWith("HTTP/1.1 ");
            return Integer.parseInt(head.substring(9, 12));
        }

        void assertIsRefusal() {
            assertThat(code()).as(toString()).isBetween(400, 499);
            assertThat(head.lines()).contains("Content-Type: application/json");
            assertThat(Calls.json(body).path("status").asText()).isNotBlank();
        }

        @Override
        public String toString() {
            return head + body;
        }
    }
}

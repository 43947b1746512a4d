package encryptedchat.relay.wireview;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in: whoever has the address, and no page of another site that runs in the same browser. */
@TestInstance(PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class GuardTest {
    private static final String HERE = "127.0.0.1";

    private WireView view;
    private URI url;

    @BeforeAll
    void start() throws IOException {
        view = WatchedRelay.startView(HERE, InetAddress.getLoopbackAddress(), Clock.systemUTC());
        url = URI.create(view.url());
    }

    @AfterAll
    void stop() {
        view.close();
    }

    /** @param headers without {@code Date}, which differs */
    private record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(String raw) {
            String[] parts = raw.split("\r\n\r\n", 2);
            return new Answer(
                    Integer.parseInt(raw.substring(9, 12)),
                    parts[0].lines()
                            .skip(1)
                            .map(line -> line.split(": ", 2))
                            .filter(header -> !header[0].equals("Date"))
                            .collect(Collectors.toMap(header -> header[0], header -> header[1])),
                    parts[1]);
        }
    }

    private Answer send(String method, String path, String host, String... headers) throws IOException {
        return send(url, method, path, host, headers);
    }

    private static Answer send(URI url, String method, String path, String host, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return Answer.of(new String(socket.getInputStream().readAllBytes(), US_ASCII));
        }
    }

    private String ownHost() {
        return HERE + ":" + url.getPort();
    }

    private Answer get(String path, String... headers) throws IOException {
        return send("GET", path, ownHost(), headers);
    }

    private String file(String name) {
        return url.getPath() + name;
    }

    private void assertNothing(Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer).isEqualTo(get("/"));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoHasTheAddressGetsWhatThereIsToSayOfALevel() throws IOException {
        Answer answer = get(file("levels/v1.json"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        assertThat(answer.body()).startsWith("{").contains("\"nonce\"");
    }

    @Test
    void whoHasNotTheTokenGetsNothingAndLearnsNothing() throws IOException {
        String token = url.getPath().substring(1, url.getPath().length() - 1);
        String other = token.substring(0, 21) + (token.endsWith("A") ? "Q" : "A");
        for (String path : List.of(
                "/events",
                "/levels/v1.json",
                "/index.html",
                "/" + other + "/levels/v1.json",
                "/" + token.substring(0, 21) + "/levels/v1.json",
                "/" + token + "A/levels/v1.json",
                "/" + token,
                "/?" + token + "/levels/v1.json",
                "/x/" + token + "/levels/v1.json")) {
            assertNothing(get(path));
        }
    }

    @Test
    void nothingElseIsServedBelowTheToken() throws IOException {
        for (String name : List.of(
                "no-such-file.js",
                "WireView.class",
                "package-info.class",
                "../v1/openapi-components.json",
                "levels/v1.json/",
                "v1.json",
                "levels/",
                "levels/no-such-level.json",
                "levels/../levels/v1.json",
                "levels/page.js",
                "Events",
                "events/",
                "v1/health")) {
            Answer answer = get(file(name));
            assertThat(answer.status()).as(name).isIn(400, 404);
            assertThat(answer.body()).isEmpty();
        }
    }

    /** The name of another site that is made to point at this computer: DNS rebinding. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "evil.example",
                "127.0.0.1.evil.example:PORT",
                "localhost.evil.example:PORT",
                "localhost.:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.2:PORT",
                "192.0.2.1:PORT",
                "[::2]:PORT",
                "0.0.0.0:PORT",
                "relay:PORT"
            })
    void otherHostGetsNothing(String host) throws IOException {
        String named = host.replace("PORT", String.valueOf(url.getPort()));

        assertNothing(send("GET", file("levels/v1.json"), named));
        assertNothing(send("GET", file("events"), named));
    }

    @Test
    void eachNameOfThisComputerIsGood() throws IOException {
        for (String host : List.of("127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT")) {
            String named = host.replace("PORT", String.valueOf(url.getPort()));

            assertThat(send("GET", file("levels/v1.json"), named).status()).isEqualTo(200);
        }
    }

    @Test
    void requestOfAnotherSiteGetsNothingThoughItHasTheAddress() throws IOException {
        for (String site : List.of("cross-site", "same-site", "", "anything", "same-origin, cross-site")) {
            assertNothing(get(file("levels/v1.json"), "Sec-Fetch-Site: " + site));
            assertNothing(get(file("events"), "Sec-Fetch-Site: " + site));
        }
        for (String site : List.of("same-origin", "none")) {
            assertThat(get(file("levels/v1.json"), "Sec-Fetch-Site: " + site).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "get"})
    void onlyReadingIsPossible(String method) throws IOException {
        assertNothing(send(method, file("levels/v1.json"), ownHost()));
        assertNothing(send(method, file("events"), ownHost(), "Origin: http://evil.example"));
    }

    @Test
    void requestWithoutAPathGetsNothing() throws IOException {
        assertNothing(send("OPTIONS", "*", ownHost()));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.getOutputStream().write("CONNECT relay:80 HTTP/1.1\r\nHost: relay:80\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 404");
        }
    }

    @Test
    void headIsAnsweredWithoutABodyAndOpensNoStream() throws IOException {
        assertThat(send("HEAD", file("levels/v1.json"), ownHost()).body()).isEmpty();
        assertThat(send("HEAD", file("events"), ownHost()).body()).isEmpty();
    }

    Stream<String> everyKindOfAnswer() {
        return Stream.of(file("levels/v1.json"), file("page.css"), file("no-such-file.js"), "/");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfAnswer")
    void everyAnswerForbidsWhatThePageDoesNotNeed(String path) throws IOException {
        Map<String, String> headers = get(path, "Origin: http://evil.example").headers();

        assertThat(headers)
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                                + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry("Cache-Control", "no-store");
        assertThat(headers.keySet())
                .noneMatch(name ->
                        name.startsWith("Access-Control") || name.equals("Server") || name.equals("Set-Cookie"));
    }

    @Test
    void beyondLoopbackEveryAddressAndTheGivenNameAreGoodAndNoOtherName() throws IOException {
        try (WireView open =
                WatchedRelay.startView("Relay.Test", InetAddress.getByName("0.0.0.0"), Clock.systemUTC())) {
            URI page = URI.create(open.url());
            String guide = page.getPath() + "levels/v1.json";
            for (String host : List.of("relay.test", "localhost", "127.0.0.1", "192.0.2.1", "[2001:db8::1]")) {
                assertThat(send(page, "GET", guide, host + ":" + page.getPort()).status())
                        .as(host)
                        .isEqualTo(200);
            }
            for (String host : List.of("evil.example", "x.relay.test", "1.2.3.4.evil.example", "1.2.3")) {
                assertThat(send(page, "GET", guide, host + ":" + page.getPort()).status())
                        .as(host)
                        .isEqualTo(404);
            }
        }
    }
}

package encryptedchat.classroom.authenticated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A relay that passes everything on to an honest one and back, writes it down, and changes what a test wants changed.
 */
final class LyingRelay implements AutoCloseable {
    private static final List<String> HEADERS = List.of("Content-Type", "Authorization");

    private final String honest;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Lie> lies = new CopyOnWriteArrayList<>();
    private final Queue<Passed> passed = new ConcurrentLinkedQueue<>();

    /** A request, as the client has sent it, and the answer that the honest relay gave. */
    record Passed(String method, String path, String request, int status, String answer) {}

    /** What is not passed on as it is. */
    interface Lie {
        /** @return the body to pass on instead, or the same */
        default String request(String method, String path, String body) throws Exception {
            return body;
        }

        /** @return the body to answer with instead, or the same */
        default String answer(String method, String path, int status, String body) throws Exception {
            return body;
        }
    }

    LyingRelay(String honest) throws IOException {
        this.honest = honest;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::passOn);
        server.start();
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** From now on this one too is told. */
    void tell(Lie lie) {
        lies.add(lie);
    }

    /** @return everything so far, in the order of the answers */
    List<Passed> passed() {
        return List.copyOf(passed);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().toString();
            String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String request = sent;
            for (Lie lie : lies) {
                request = lie.request(method, path, request);
            }
            HttpResponse<String> answered =
                    http.send(honestRequest(exchange, method, path, request), BodyHandlers.ofString());
            String answer = answered.body();
            passed.add(new Passed(method, path, sent, answered.statusCode(), answer));
            for (Lie lie : lies) {
                answer = lie.answer(method, path, answered.statusCode(), answer);
            }
            answer(exchange, answered, answer.getBytes(UTF_8));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException away) {
            throw away;
        } catch (Exception wrongTest) {
            throw new IllegalStateException(wrongTest);
        }
    }

    private HttpRequest honestRequest(HttpExchange exchange, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .uri(URI.create(honest + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (String name : HEADERS) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<String> answered, byte[] body) throws IOException {
        answered.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(answered.statusCode(), body.length);
        exchange.getResponseBody().write(body);
    }
}

package encryptedchat.client.mailbox;

import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Login.Challenge;
import encryptedchat.wire.v1.Login.Token;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.Mail.Acknowledged;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Mailbox;
import encryptedchat.wire.v1.Mail.Stored;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * As much of a relay's {@code /v1} as one client sees, in memory: it believes everybody, and a test says what it shows
 * to whom.
 */
final class TinyRelay extends Dispatcher implements AutoCloseable {
    final Map<String, Person> people = new ConcurrentHashMap<>();
    final Map<String, ExchangeKey> exchangeKeys = new ConcurrentHashMap<>();
    final BlockingQueue<Content> sent = new LinkedBlockingQueue<>();
    final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final MockWebServer server = new MockWebServer();

    TinyRelay() throws IOException {
        server.setDispatcher(this);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    void deliver(Waiting message) {
        waiting.add(message);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        try {
            String path = String.valueOf(request.getTarget()).split("\\?", 2)[0];
            return answer(request.getMethod(), path.split("/"), request);
        } catch (WireFormatException malformed) {
            return problem(Problem.Kind.MALFORMED);
        }
    }

    private MockResponse answer(String method, String[] path, RecordedRequest request)
            throws WireFormatException, InterruptedException {
        return switch (method + " " + path[2] + " " + path.length) {
            case "POST challenges 3" -> json(201, new Challenge(Base64Text.encode(new byte[32]), 0));
            case "POST tokens 3" -> json(201, new Token("token", 0));
            case "GET people 4" -> orUnknown(people.get(path[3]), Problem.Kind.PERSON_UNKNOWN);
            case "GET people 6" -> orUnknown(exchangeKeys.get(path[3]), Problem.Kind.NO_EXCHANGE_KEY);
            case "PUT people 6" -> json(200, Json.read(body(request), ExchangeKey.class));
            case "PUT mailboxes 6" -> {
                sent.add(Json.read(body(request), Content.class));
                yield json(201, Stored.NEW);
            }
            case "GET mailboxes 5" -> json(200, new Mail.Messages(poll()));
            case "POST mailboxes 5" -> acknowledge(Json.read(body(request), Acknowledgement.class));
            case "GET mailboxes 4" -> json(200, new Mailbox(List.of()));
            default -> problem(Problem.Kind.NO_SUCH_ROUTE);
        };
    }

    /** Holds the answer for a moment, so that nobody asks as fast as possible. */
    private List<Waiting> poll() throws InterruptedException {
        for (int attempt = 0; attempt < 20 && waiting.isEmpty(); attempt++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return List.copyOf(waiting);
    }

    private MockResponse acknowledge(Acknowledgement ids) {
        acknowledged.addAll(ids.ids());
        waiting.removeIf(message -> ids.ids().contains(message.id()));
        return json(200, new Acknowledged(0));
    }

    private static byte[] body(RecordedRequest request) {
        return request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    }

    private static MockResponse orUnknown(@Nullable Object found, Problem.Kind otherwise) {
        return found == null ? problem(otherwise) : json(200, found);
    }

    private static MockResponse json(int status, Object body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(new Buffer().write(Json.write(body)))
                .build();
    }

    private static MockResponse problem(Problem.Kind kind) {
        return new MockResponse.Builder()
                .code(kind.status())
                .addHeader("Content-Type", Problem.CONTENT_TYPE)
                .body(new Buffer().write(Json.write(Problem.of(kind, "Not here."))))
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}

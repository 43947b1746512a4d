package encryptedchat.client.conversation;

import encryptedchat.crypto.level.Party;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.WireFormatException;
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
import encryptedchat.wire.v1.Prekeys.Supply;
import encryptedchat.wire.v1.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
    final Map<String, PublishedPrekeys> prekeys = new ConcurrentHashMap<>();

    /** The ids that were claimed under, one for each request. */
    final List<String> claims = new CopyOnWriteArrayList<>();

    final BlockingQueue<Content> sent = new LinkedBlockingQueue<>();
    final List<String> acknowledged = new CopyOnWriteArrayList<>();

    /** So many messages are accepted; the next one waits for its answer. */
    final Semaphore room = new Semaphore(1_000_000);

    /** So many polls that may wait for long are answered in a moment; the next one is held. */
    final Semaphore polls = new Semaphore(1_000_000);

    /** One for each poll that is held. */
    final Semaphore heldPolls = new Semaphore(0);

    /** Whether it refuses messages because it is being stopped. */
    volatile boolean isStopping;

    /** Sees the id of each message when it comes, before it is accepted. */
    volatile Consumer<String> watcher = id -> {};

    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final MockWebServer server = new MockWebServer();

    TinyRelay() throws IOException {
        server.setDispatcher(this);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** From now on this one has the name. */
    void show(Party person) {
        byte[] identityKey = person.person().identityKey().toBytes();
        people.put(person.name(), Person.of(person.name(), identityKey));
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
            case "PUT people 6" -> publish(path[3], Json.read(body(request), PublishedPrekeys.class));
            case "PUT people 8" -> claim(path[3], path[7]);
            case "PUT mailboxes 6" -> store(path[5], Json.read(body(request), Content.class));
            case "GET mailboxes 5" -> json(200, new Mail.Messages(poll(request)));
            case "POST mailboxes 5" -> acknowledge(Json.read(body(request), Acknowledgement.class));
            case "GET mailboxes 4" -> json(200, new Mailbox(List.of()));
            default -> problem(Problem.Kind.NO_SUCH_ROUTE);
        };
    }

    private MockResponse publish(String name, PublishedPrekeys some) {
        PublishedPrekeys before = prekeys.getOrDefault(name, PublishedPrekeys.NONE);
        PublishedPrekeys now = some.signed().isEmpty()
                ? new PublishedPrekeys(before.signed(), some.oneTime())
                : new PublishedPrekeys(some.signed(), before.oneTime());
        prekeys.put(name, now);
        return json(200, new Supply(now.oneTime().size()));
    }

    /** Gives the one-time prekeys out in turn, the same one for the same claim. */
    private MockResponse claim(String name, String id) {
        PublishedPrekeys all = prekeys.get(name);
        if (all == null) {
            return problem(Problem.Kind.NO_PREKEYS);
        }
        claims.add(id);
        int place = claims.stream().distinct().toList().indexOf(id);
        List<Prekey> oneTime = all.oneTime().stream().skip(place).limit(1).toList();
        return json(201, new PublishedPrekeys(all.signed(), oneTime));
    }

    private MockResponse store(String id, Content content) throws InterruptedException {
        if (isStopping) {
            return problem(Problem.Kind.STOPPING);
        }
        watcher.accept(id);
        room.acquire();
        sent.add(content);
        return json(201, Stored.NEW);
    }

    /** Holds the answer for a moment, so that nobody asks as fast as possible. */
    private List<Waiting> poll(RecordedRequest request) throws InterruptedException {
        if (String.valueOf(request.getTarget()).endsWith("wait=25") && !polls.tryAcquire()) {
            heldPolls.release();
            polls.acquire();
        }
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
        room.release();
        polls.release(1000);
        server.close();
    }
}

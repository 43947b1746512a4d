package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.message;
import static encryptedchat.relay.v1.V1Calls.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Under load and over broken connections: what the relay accepted arrives, once, in its sender's order. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeliveryIT {
    private static final int SENDERS = 32;
    private static final int MESSAGES = 1000;
    private static final int POLLERS = 4;
    private static final int CUT_CONNECTIONS = 1000;
    private static final long SEED = 20261123;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Relay relay;
    private Calls calls;
    private V1Calls checkedCalls;

    @BeforeEach
    void start() {
        Limits limits = new Limits(SENDERS * MESSAGES, 1L << 30);
        relay = TestRelays.start(folder, limits, V1Calls.UNHURRIED, Clock.systemUTC());
        calls = new Calls(relay);
        checkedCalls = new V1Calls(relay.url());
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        relay.close();
    }

    private <T> List<Future<T>> startAll(int count, IntFunction<Callable<T>> task) {
        return IntStream.range(0, count).mapToObj(task).map(threads::submit).toList();
    }

    private Answer call(String method, String path, String token, byte[] body) {
        return calls.send(calls.request(path)
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", Calls.JSON)
                .header("Authorization", "Bearer " + token));
    }

    @Test
    void messagesOfManySendersAllArriveEachSendersInOrder() throws Exception {
        String bobsToken = checkedCalls.registerAndLogIn(TestPerson.named("bob"));
        List<String> tokens = IntStream.range(0, SENDERS)
                .mapToObj(sender -> checkedCalls.registerAndLogIn(TestPerson.named("s" + sender)))
                .toList();
        long begun = System.nanoTime();

        List<Future<Void>> senders = startAll(SENDERS, sender -> () -> sendAll(tokens.get(sender)));
        List<Future<Set<String>>> pollers = startAll(POLLERS, poller -> () -> pollUntilDone(senders, bobsToken));

        int received = 0;
        Set<String> distinct = new LinkedHashSet<>();
        for (Future<Void> sender : senders) {
            sender.get();
        }
        for (Future<Set<String>> poller : pollers) {
            Set<String> seen = poller.get();
            assertEachSendersAreInOrder(seen);
            received += seen.size();
            distinct.addAll(seen);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;

        System.out.printf(
                "%d senders x %,d messages to %d pollers in %.1f s: %,.0f messages/s; %,d arrived, %d lost, %d came to "
                        + "several pollers before one of them acknowledged%n",
                SENDERS,
                MESSAGES,
                POLLERS,
                seconds,
                SENDERS * MESSAGES / seconds,
                distinct.size(),
                SENDERS * MESSAGES - distinct.size(),
                received - distinct.size());
        assertThat(distinct).hasSize(SENDERS * MESSAGES);
        assertThat(checkedCalls.waiting("bob", bobsToken)).isEmpty();
    }

    private Void sendAll(String token) {
        for (int number = 0; number < MESSAGES; number++) {
            Answer answer = call(
                    "PUT", "/v1/mailboxes/bob/messages/" + newId(), token, Json.write(message(String.valueOf(number))));
            assertThat(answer.code()).as(answer.body()).isEqualTo(201);
        }
        return null;
    }

    /** @return sender and text of each message, in the order in which this poller saw them first */
    private Set<String> pollUntilDone(List<Future<Void>> senders, String token) {
        Set<String> seen = new LinkedHashSet<>();
        boolean done;
        int count;
        do {
            done = senders.stream().allMatch(Future::isDone);
            Answer answer = call("GET", "/v1/mailboxes/bob/messages?wait=1", token, new byte[0]);
            assertThat(answer.code()).as(answer.body()).isEqualTo(200);
            List<JsonNode> messages =
                    answer.json().path("messages").valueStream().toList();
            count = messages.size();
            messages.forEach(message -> seen.add(message.path("sender").textValue() + " " + text(message)));
            if (count > 0) {
                List<String> ids = messages.stream()
                        .map(message -> message.path("id").textValue())
                        .toList();
                assertThat(call(
                                        "POST",
                                        "/v1/mailboxes/bob/acknowledgements",
                                        token,
                                        Json.write(new Acknowledgement(ids)))
                                .code())
                        .isEqualTo(200);
            }
        } while (!done || count > 0);
        return seen;
    }

    private static String text(JsonNode message) {
        String ciphertext = message.at("/content/body/ciphertext").textValue();
        return new String(Base64.getDecoder().decode(ciphertext), UTF_8);
    }

    private static void assertEachSendersAreInOrder(Set<String> seen) {
        for (int sender = 0; sender < SENDERS; sender++) {
            String name = "s" + sender + " ";
            assertThat(seen.stream()
                            .filter(message -> message.startsWith(name))
                            .map(message -> Integer.valueOf(message.substring(name.length()))))
                    .isSorted();
        }
    }

    @Test
    void messageSentThroughAThousandCutConnectionsIsStoredOnce() throws Exception {
        String token = checkedCalls.registerAndLogIn(TestPerson.named("alice"));
        String bobsToken = checkedCalls.registerAndLogIn(TestPerson.named("bob"));
        String id = newId();
        byte[] request = request(token, id, Json.write(message("once".repeat(500))));

        List<Future<Integer>> attempts = startAll(8, thread -> () -> {
            int answered = 0;
            for (int attempt = thread; attempt < CUT_CONNECTIONS; attempt += 8) {
                answered += sendAndCut(request, new Random(SEED + attempt)) ? 1 : 0;
            }
            return answered;
        });
        int answered = 0;
        for (Future<Integer> attempt : attempts) {
            answered += attempt.get();
        }

        Answer last = checkedCalls.put("/v1/mailboxes/bob/messages/" + id, token, message("once".repeat(500)));
        System.out.printf(
                "one message sent %,d times through connections that were cut, %,d of them after the first byte of an "
                        + "answer: stored once%n",
                CUT_CONNECTIONS, answered);
        assertThat(last.code()).isEqualTo(200);
        assertThat(checkedCalls.waiting("bob", bobsToken)).containsExactly(id);
    }

    private static byte[] request(String token, String id, byte[] body) {
        String head = "PUT /v1/mailboxes/bob/messages/" + id + " HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, UTF_8)).getBytes(UTF_8);
    }

    /**
     * One time in three the connection is cut within the request, one time right behind it, and one time with the
     * answer.
     *
     * @return whether something of an answer had come
     */
    private boolean sendAndCut(byte[] request, Random random) throws IOException {
        URI url = URI.create(relay.url());
        int way = random.nextInt(3);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            // Closing sends a reset: nothing that the relay says arrives any more.
            socket.setSoLinger(random.nextBoolean(), 0);
            socket.getOutputStream().write(request, 0, way == 0 ? random.nextInt(request.length) : request.length);
            return way == 2 && socket.getInputStream().read() >= 0;
        } catch (SocketException reset) {
            return false;
        }
    }
}

package encryptedchat.relay.wireview;

import static encryptedchat.relay.Calls.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.v1.TestPerson;
import encryptedchat.relay.v1.V1Calls;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the events say of an exchange: all that crossed the wire, but for the token; and each thing in its order. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RecordedExchangesTest {
    private static final Clock STANDING = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private static final int SENDERS = 4;
    private static final int MESSAGES = 50;

    private static List<JsonNode> recorded(WatchedRelay relay) throws IOException {
        try (Watcher watcher = relay.watch()) {
            return watcher.history().stream().map(Watcher.Event::data).toList();
        }
    }

    private static JsonNode last(WatchedRelay relay) throws IOException {
        List<JsonNode> recorded = recorded(relay);
        return recorded.get(recorded.size() - 1);
    }

    @Test
    void exchangeIsShownAsItWasSentAndAnswered() throws IOException {
        try (WatchedRelay relay = WatchedRelay.start(STANDING)) {
            ObjectNode body = message("alice", "bob", "hello");
            relay.calls().get("/v1/health");
            relay.calls().post("/send_message?x=%41&y", body);

            assertThat(last(relay).toString())
                    .isEqualTo("{'number':2,'level':'classic','at':1700000000000003,'asked_at':1700000000000002,"
                                    .replace('\'', '"')
                            + "'answered_at':1700000000000004,'caller':'alice','known_by':'claim','method':'POST',"
                                    .replace('\'', '"')
                            + "'path':'/send_message','query':'x=%41&y','request':".replace('\'', '"')
                            + quoted(body.toString())
                            + ",\"request_bytes\":" + body.toString().length()
                            + ",\"status\":200,\"answer\":" + quoted("{\"status\":\"The message waits for bob.\"}")
                            + ",\"answer_bytes\":39}");
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    @Test
    void tokenIsInNoEvent() throws IOException {
        try (WatchedRelay relay = WatchedRelay.start()) {
            V1Calls calls = relay.v1();
            String token = calls.registerAndLogIn(TestPerson.named("alice"));
            calls.sendMessage("alice", token, V1Calls.newId(), "hello");
            calls.waiting("alice", token);

            List<JsonNode> recorded = recorded(relay);

            assertThat(recorded.toString()).doesNotContain(token).doesNotContain("Bearer");
            JsonNode login = recorded.stream()
                    .filter(exchange -> exchange.path("path").textValue().equals(V1.TOKENS))
                    .findFirst()
                    .orElseThrow();
            JsonNode answer = Calls.json(login.path("answer").textValue());
            assertThat(answer.path("token").textValue()).isEqualTo("not shown");
            assertThat(login.path("answer_bytes").intValue())
                    .isEqualTo(answer.toString().length() + token.length() - "not shown".length());
        }
    }

    @Test
    void bodyThatWasRefusedUnreadIsNotShown() throws IOException {
        try (WatchedRelay relay = WatchedRelay.start()) {
            relay.v1().sendMessage("bob", "no-such-token", V1Calls.newId(), "hello");

            assertThat(last(relay).path("status").intValue()).isEqualTo(401);
            assertThat(last(relay).path("request").textValue()).isEmpty();
            assertThat(last(relay).path("request_bytes").intValue()).isZero();
        }
    }

    @Test
    void bodyThatIsNotJsonOrNotEvenTextIsShownAllTheSame() throws IOException {
        try (WatchedRelay relay = WatchedRelay.start()) {
            relay.calls().post("/send_message", "no\r\n\r\nevent: JSON \u2028\0".getBytes(UTF_8));
            assertThat(last(relay).path("status").intValue()).isEqualTo(400);
            assertThat(last(relay).path("request").textValue()).isEqualTo("no\r\n\r\nevent: JSON \u2028\0");

            relay.calls().post("/send_message", new byte[] {'a', (byte) 0xff, 'b'});
            assertThat(last(relay).path("request").textValue()).isEqualTo("a\ufffdb");
            assertThat(last(relay).path("request_bytes").intValue()).isEqualTo(3);
        }
    }

    @Test
    void longBodiesAreCutAndTheirLengthIsShown() throws IOException {
        try (WatchedRelay relay = WatchedRelay.start()) {
            ObjectNode sent = message("alice", "bob", "x".repeat(60_000));
            relay.calls().accepts("/send_message", sent);
            assertThat(last(relay).path("request").textValue())
                    .isEqualTo(sent.toString().substring(0, 65_536));
            assertThat(last(relay).path("request_bytes").intValue())
                    .isEqualTo(sent.toString().length());

            Answer delivered = relay.calls().get("/get_messages/bob");
            assertThat(last(relay).path("answer").textValue())
                    .isEqualTo(delivered.body().substring(0, 65_536));
            assertThat(last(relay).path("answer_bytes").intValue())
                    .isEqualTo(delivered.body().length());
        }
    }

    @Test
    void answerWithoutABodyIsShownAsOne() throws IOException {
        try (WatchedRelay relay = WatchedRelay.start()) {
            relay.calls().send(relay.calls().request("/v1/health").method("HEAD", BodyPublishers.noBody()));

            assertThat(last(relay).path("method").textValue()).isEqualTo("HEAD");
            assertThat(last(relay).path("answer").textValue()).isEmpty();
            assertThat(last(relay).path("answer_bytes").intValue()).isZero();
        }
    }

    /** The poll that a message ends is answered before the sender is. */
    @Test
    void messageStandsBeforeItsDeliveryHoweverManySendAtOnce() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (WatchedRelay relay = WatchedRelay.start(STANDING)) {
            V1Calls calls = relay.v1();
            String token = calls.registerAndLogIn(TestPerson.named("bob"));
            List<Future<?>> senders = IntStream.range(0, SENDERS)
                    .<Future<?>>mapToObj(sender -> threads.submit(() -> {
                        for (int number = 0; number < MESSAGES; number++) {
                            calls.sendMessage("bob", token, V1Calls.newId(), "hello");
                        }
                    }))
                    .toList();
            readAll(calls, token);
            for (Future<?> sender : senders) {
                sender.get();
            }

            List<JsonNode> ordered = recorded(relay).stream()
                    .sorted(Comparator.<JsonNode>comparingLong(
                                    exchange -> exchange.path("at").longValue())
                            .thenComparingLong(
                                    exchange -> exchange.path("number").longValue()))
                    .toList();

            List<Integer> puts = indices(ordered, "PUT", "/v1/mailboxes/bob/messages/");
            assertThat(puts).hasSize(SENDERS * MESSAGES);
            for (int put : puts) {
                String id = ordered.get(put).path("path").textValue().substring("/v1/mailboxes/bob/messages/".length());
                assertThat(ordered.subList(0, put))
                        .noneMatch(before -> before.path("answer").textValue().contains(id));
                assertThat(ordered.subList(put, ordered.size()))
                        .anyMatch(after -> after.path("answer").textValue().contains(id));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void readAll(V1Calls calls, String token) {
        for (int read = 0; read < SENDERS * MESSAGES; ) {
            List<String> ids = calls.get("/v1/mailboxes/bob/messages?wait=5", token)
                    .json()
                    .path("messages")
                    .valueStream()
                    .map(message -> message.path("id").textValue())
                    .collect(Collectors.toList());
            calls.acknowledge("bob", token, ids);
            read += ids.size();
        }
    }

    private static List<Integer> indices(List<JsonNode> exchanges, String method, String path) {
        return IntStream.range(0, exchanges.size())
                .filter(i -> exchanges.get(i).path("method").textValue().equals(method)
                        && exchanges.get(i).path("path").textValue().startsWith(path))
                .boxed()
                .toList();
    }
}

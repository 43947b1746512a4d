package encryptedchat.relay.wireview;

import static encryptedchat.relay.v1.V1Calls.message;
import static encryptedchat.relay.v1.V1Calls.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.http.RouteFamily;
import encryptedchat.relay.store.Limits;
import encryptedchat.relay.v1.TestPerson;
import encryptedchat.relay.v1.V1Calls;
import encryptedchat.relay.wireview.Watcher.Event;
import encryptedchat.wire.Json;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the wire view costs those who talk: next to nothing, whoever looks at it and however slowly. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WireViewLoadIT {
    private static final int ROUNDS = Integer.getInteger("wire-view.rounds", 3);
    private static final int SENDERS = 8;
    private static final int MESSAGES = Integer.getInteger("wire-view.messages", 250);

    private static final Limits ROOMY = new Limits(1_000_000, 1L << 30);
    private static final int SENDS = 1_000;
    private static final int LONG_READS = 4_000;
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private enum View {
        OFF,
        NOBODY_LOOKS,
        ONE_LOOKS
    }

    /** The same load in turn without the wire view, with it, and with a page that reads all of it. */
    @Test
    void sameLoadWithAndWithoutTheWireView() throws Exception {
        Map<View, List<Double>> rates = new EnumMap<>(View.class);
        for (int round = 0; round <= ROUNDS; round++) {
            for (View view : View.values()) {
                double rate = rate(view);
                if (round > 0) {
                    rates.computeIfAbsent(view, first -> new ArrayList<>()).add(rate);
                }
            }
        }

        double off = median(rates, View.OFF);
        double nobody = median(rates, View.NOBODY_LOOKS);
        double one = median(rates, View.ONE_LOOKS);
        System.out.printf(
                "%,d messages sent, read and acknowledged, in messages/s: without the wire view %,.0f; with it, and "
                        + "nobody looks, %,.0f (%.2f of that); with one page open %,.0f (%.2f)%n",
                SENDERS * MESSAGES, off, nobody, nobody / off, one, one / off);
    }

    private static double median(Map<View, List<Double>> rates, View view) {
        return rates.getOrDefault(view, List.of()).stream().sorted().toList().get(ROUNDS / 2);
    }

    private double rate(View view) throws Exception {
        WireView wireView = WatchedRelay.startView("127.0.0.1", InetAddress.getLoopbackAddress(), Clock.systemUTC());
        RouteFamily[] families = view == View.OFF ? new RouteFamily[0] : new RouteFamily[] {wireView};
        Path data = Files.createTempDirectory(folder, "relay");
        try (wireView;
                Relay relay = TestRelays.start(data, ROOMY, V1Calls.UNHURRIED, Clock.systemUTC(), families)) {
            V1Calls people = new V1Calls(relay.url());
            String bobsToken = people.registerAndLogIn(TestPerson.named("bob"));
            List<String> tokens = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> people.registerAndLogIn(TestPerson.named("s" + sender)))
                    .toList();
            Future<Integer> page = threads.submit(() -> view == View.ONE_LOOKS ? watch(wireView) : 0);
            long begun = System.nanoTime();
            List<Future<?>> senders = tokens.stream()
                    .<Future<?>>map(token -> threads.submit(() -> send(new Calls(relay), token)))
                    .toList();
            readAll(new Calls(relay), bobsToken);
            for (Future<?> sender : senders) {
                sender.get();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(page.get()).isEqualTo(view == View.ONE_LOOKS ? SENDERS * MESSAGES : 0);
            return SENDERS * MESSAGES / seconds;
        }
    }

    /** @return how many messages were seen to be sent, when all were */
    private static int watch(WireView view) throws IOException {
        int sent = 0;
        try (Watcher watcher = Watcher.open(view.url())) {
            while (sent < SENDERS * MESSAGES) {
                Event event = watcher.next();
                if (event.text().contains("\"path\":\"/v1/mailboxes/bob/messages/")) {
                    sent++;
                }
            }
        }
        return sent;
    }

    private static Answer call(Calls calls, String method, String path, String token, byte[] body) {
        Answer answer = calls.send(calls.request(path)
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", Calls.JSON)
                .header("Authorization", "Bearer " + token));
        assertThat(answer.code()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static void send(Calls calls, String token) {
        byte[] body = Json.write(message("x".repeat(100)));
        for (int number = 0; number < MESSAGES; number++) {
            call(calls, "PUT", "/v1/mailboxes/bob/messages/" + newId(), token, body);
        }
    }

    private static void readAll(Calls calls, String token) {
        for (int read = 0; read < SENDERS * MESSAGES; ) {
            JsonNode messages = call(calls, "GET", "/v1/mailboxes/bob/messages?wait=5", token, new byte[0])
                    .json()
                    .path("messages");
            List<String> ids = messages.valueStream()
                    .map(message -> message.path("id").textValue())
                    .toList();
            byte[] acknowledgement = Json.write(new Acknowledgement(ids));
            call(calls, "POST", "/v1/mailboxes/bob/acknowledgements", token, acknowledgement);
            read += ids.size();
        }
    }

    @Test
    void pageThatDoesNotReadHoldsUpNobodyAndCostsNoMemory() throws Exception {
        try (WatchedRelay relay = WatchedRelay.start();
                Watcher page = relay.watch()) {
            Calls calls = relay.calls();
            String token = relay.v1().registerAndLogIn(TestPerson.named("bob"));
            call(calls, "PUT", "/v1/mailboxes/bob/messages/" + newId(), token, Json.write(message("x".repeat(45_000))));
            double before = secondsForSends(calls, token);
            long memory = usedMemory();

            for (int read = 0; read < LONG_READS; read++) {
                call(calls, "GET", "/v1/mailboxes/bob/messages?limit=1", token, new byte[0]);
            }
            double after = secondsForSends(calls, token);
            long more = usedMemory() - memory;

            System.out.printf(
                    "%,d messages took %.2f s before a page stopped reading and %.2f s after it; %,d MiB of answers "
                            + "crossed meanwhile, and %,d MiB more were in use%n",
                    SENDS, before, after, LONG_READS * 60_000L / MEBIBYTE, more / MEBIBYTE);
            assertThat(more).isLessThan(Recording.MAX_BYTES + 32 * MEBIBYTE);
            assertPageLearnsWhatItMissed(page, newest(relay));
        }
    }

    private static double secondsForSends(Calls calls, String token) {
        long begun = System.nanoTime();
        for (int sent = 0; sent < SENDS; sent++) {
            call(calls, "PUT", "/v1/mailboxes/bob/messages/" + newId(), token, Json.write(message("hello")));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long newest(WatchedRelay relay) throws IOException {
        try (Watcher other = relay.watch()) {
            List<Event> history = other.history();
            return Long.parseLong(history.get(history.size() - 1).id());
        }
    }

    private static void assertPageLearnsWhatItMissed(Watcher page, long newest) {
        long accountedFor = 0;
        long missed = 0;
        while (accountedFor < newest) {
            Event event = page.next();
            if (event.name().equals("missed")) {
                missed += event.data().path("missed").longValue();
                accountedFor += event.data().path("missed").longValue();
            } else if (event.name().equals("exchange")) {
                accountedFor++;
                assertThat(event.id()).isEqualTo(String.valueOf(accountedFor));
            }
        }
        assertThat(missed).isPositive();
    }
}

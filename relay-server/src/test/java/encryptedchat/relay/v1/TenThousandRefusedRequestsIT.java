package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.message;
import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.object;
import static encryptedchat.relay.v1.V1Calls.tree;
import static encryptedchat.relay.v1.V1Calls.zeros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.V1;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of all operations, each without the right to it or spoiled at random. Request number n is made from the seed
 * and n alone, so that a number in a failure's message is enough to make it again.
 */
class TenThousandRefusedRequestsIT {
    private static final int REQUESTS = 10_000;
    private static final int THREADS = 4;
    private static final long SEED = 20261123;
    private static final long MEGABYTE = 1024 * 1024;

    private final TestPerson alice = TestPerson.named("alice");

    /** @param token empty for none */
    private record Refused(String method, String path, String token, String type, String body) {
        @Override
        public String toString() {
            return method + " " + path + " " + type + " " + body.substring(0, Math.min(200, body.length()));
        }
    }

    @Test
    void eachIsAnsweredWith4xxAndMemoryIsBounded(@TempDir Path folder) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Relay relay = TestRelays.start(folder, Limits.DEFAULT, V1Calls.UNHURRIED, Clock.systemUTC())) {
            V1Calls checked = new V1Calls(relay.url());
            String alicesToken = checked.registerAndLogIn(alice);
            String bobsToken = checked.registerAndLogIn(TestPerson.named("bob"));
            Calls calls = new Calls(relay);
            long usedBefore = usedHeap();
            long begun = System.nanoTime();

            List<Callable<Map<String, Integer>>> shares = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                shares.add(() -> sendEach(calls, alicesToken, first));
            }
            Map<String, Integer> counts = new TreeMap<>();
            for (Future<Map<String, Integer>> share : threads.invokeAll(shares)) {
                share.get().forEach((problem, count) -> counts.merge(problem, count, Integer::sum));
            }

            double seconds = (System.nanoTime() - begun) / 1e9;
            long more = (usedHeap() - usedBefore) / MEGABYTE;
            System.out.printf(
                    "%,d requests without right or form in %.1f s, refused with %s; used heap grew by %d MiB%n",
                    REQUESTS, seconds, counts, more);
            assertThat(counts.values().stream().mapToInt(count -> count).sum()).isEqualTo(REQUESTS);
            assertThat(more).isLessThan(32);
            assertThat(checked.waiting("alice", alicesToken)).isEmpty();
            assertThat(checked.waiting("bob", bobsToken)).isEmpty();
            assertThat(checked.sendMessage("bob", alicesToken, newId(), "hello").code())
                    .isEqualTo(201);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private Map<String, Integer> sendEach(Calls calls, String token, int first) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int number = first; number < REQUESTS; number += THREADS) {
            Refused refused = refused(new Random(SEED + number), token);
            HttpRequest.Builder request = calls.request(refused.path())
                    .method(refused.method(), BodyPublishers.ofString(refused.body()))
                    .header("Content-Type", refused.type());
            if (!refused.token().isEmpty()) {
                request.header("Authorization", "Bearer " + refused.token());
            }
            Answer answer = calls.send(request);

            assertThat(answer.code())
                    .as("request %d, seed %d: %s, answered with %s", number, SEED, refused, answer.body())
                    .isBetween(400, 499);
            assertThat(answer.header("Content-Type")).contains(Problem.CONTENT_TYPE);
            String type = answer.json().path("type").textValue();
            counts.merge(type.substring(type.lastIndexOf('/') + 1), 1, Integer::sum);
        }
        return counts;
    }

    private static final List<String> WITH_TOKEN = List.of(
            "GET /v1/people/bob",
            "PUT /v1/people/bob/prekeys/any-level/claims/0123456789abcdef0123456789abcdef",
            "PUT /v1/people/alice/prekeys/any-level",
            "GET /v1/people/alice/prekeys/any-level",
            "PUT /v1/mailboxes/bob/messages/0123456789abcdef0123456789abcdef",
            "GET /v1/mailboxes/alice/messages",
            "POST /v1/mailboxes/alice/acknowledgements",
            "GET /v1/mailboxes/alice");

    private static final List<String> OF_BOB = List.of(
            "PUT /v1/people/bob/prekeys/any-level",
            "GET /v1/people/bob/prekeys/any-level",
            "GET /v1/mailboxes/bob/messages",
            "POST /v1/mailboxes/bob/acknowledgements",
            "GET /v1/mailboxes/bob");

    private Refused refused(Random random, String token) {
        return switch (random.nextInt(10)) {
            case 0 -> refused(pick(random, WITH_TOKEN), "", Calls.JSON, "{}");
            case 1 -> refused(pick(random, WITH_TOKEN), token(random), Calls.JSON, "{}");
            case 2 -> refused(pick(random, OF_BOB), token, Calls.JSON, "{\"ids\":[\"" + newId() + "\"]}");
            case 3 -> refused("PATCH", pick(random, WITH_TOKEN).replaceFirst("\\w+ ", ""), token, Calls.JSON, "{}");
            case 4 -> refused("GET /v1/" + newId() + "/" + random.nextInt(), token, Calls.JSON, "{}");
            case 5 -> refused(pick(random, WITH_TOKEN) + "?" + newId() + "=" + newId(), token, Calls.JSON, "{}");
            case 6 -> refused("PUT /v1/people/p" + random.nextInt(1_000_000), "", Calls.JSON, registration(random));
            case 7 -> refused("POST /v1/tokens", "", Calls.JSON, login(random));
            default -> {
                ObjectNode body = body(random);
                String operation = body.has("ids")
                        ? "POST /v1/mailboxes/alice/acknowledgements"
                        : body.has("name")
                                ? "POST /v1/challenges"
                                : body.has("signed")
                                        ? "PUT /v1/people/alice/prekeys/any-level"
                                        : "PUT /v1/mailboxes/bob/messages/" + newId();
                boolean asText = random.nextInt(8) == 0;
                yield refused(
                        operation,
                        token,
                        asText ? "text/plain" : Calls.JSON,
                        asText ? body.toString() : spoiled(random, body.toString()));
            }
        };
    }

    private static Refused refused(String operation, String token, String type, String body) {
        String[] methodAndPath = operation.split(" ", 2);
        return refused(methodAndPath[0], methodAndPath[1], token, type, body);
    }

    private static Refused refused(String method, String path, String token, String type, String body) {
        return new Refused(method, path, token, type, body);
    }

    private static String token(Random random) {
        return newId() + newId().substring(0, random.nextInt(32));
    }

    /** Somebody else's key, or a good key with a signature over other bytes. */
    private String registration(Random random) {
        byte[] signature = alice.sign(V1.registrationBytes("somebody" + random.nextInt(), alice.identityKey()));
        return tree(alice.registration())
                .put("signature", Base64.getEncoder().encodeToString(signature))
                .toString();
    }

    /** A challenge that the relay never made. */
    private String login(Random random) {
        byte[] challenge = new byte[32];
        random.nextBytes(challenge);
        return object("name", random.nextBoolean() ? "alice" : "nobody")
                .put("challenge", Base64.getEncoder().encodeToString(challenge))
                .put("signature", zeros(64))
                .toString();
    }

    private ObjectNode body(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> tree(message("x".repeat(random.nextInt(1000) + 1)));
            case 1 -> tree(new PublishedPrekeys(List.of(), List.of(alice.prekey("kind", Instant.now()))));
            case 2 -> object("name", "nobody");
            default -> tree("{\"ids\":[\"" + newId() + "\"]}");
        };
    }

    /** Cut off, with a byte changed to one that no JSON has, with something behind it, too long, or a field more. */
    private static String spoiled(Random random, String json) {
        int at = random.nextInt(json.length());
        return switch (random.nextInt(5)) {
            case 0 -> json.substring(0, at);
            case 1 -> json.substring(0, at) + "\0" + json.substring(at + 1);
            case 2 -> json + pick(random, List.of("{}", "1", "]", "x"));
            case 3 -> {
                byte[] tooLong = new byte[V1.MAX_BODY_BYTES + 1];
                Arrays.fill(tooLong, (byte) ' ');
                yield json + new String(tooLong, UTF_8);
            }
            default -> "{\"unknown\":1," + json.substring(1);
        };
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

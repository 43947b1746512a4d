package encryptedchat.relay.classic;

import static encryptedchat.relay.Calls.validBody;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.classic.ClassicWire;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Valid requests of all routes, each spoiled at random in a way that leaves nothing valid of it. Request number n is
 * made from the seed and n alone, so that a number in a failure's message is enough to make it again.
 */
class TenThousandMalformedRequestsIT {
    private static final int REQUESTS = 10_000;
    private static final int THREADS = 4;
    private static final long SEED = 20261123;

    private static final List<String> WRONG_VALUES =
            List.of("0", "-1", "1e300", "true", "[]", "{}", "[\"bob\"]", "{\"bob\":\"bob\"}", "[[[[null]]]]");
    private static final List<String> WRONG_TYPES =
            List.of("text/plain", "application/xml", "application/jsonp", "multipart/form-data", "json", "*/*");

    @Test
    void eachIsAnsweredWith4xxAndNothingIsStored() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Relay relay = Calls.startRelay()) {
            Calls calls = new Calls(relay);
            long started = System.nanoTime();

            List<Callable<Map<Integer, Integer>>> shares = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                shares.add(() -> sendEach(calls, first));
            }
            Map<Integer, Integer> counts = new TreeMap<>();
            for (Future<Map<Integer, Integer>> share : threads.invokeAll(shares)) {
                share.get().forEach((code, count) -> counts.merge(code, count, Integer::sum));
            }

            System.out.printf(
                    "%,d malformed requests in %.1f s, answered with %s%n",
                    REQUESTS, (System.nanoTime() - started) / 1e9, counts);
            assertThat(counts.values().stream().mapToInt(count -> count).sum()).isEqualTo(REQUESTS);
            assertThat(counts).containsOnlyKeys(400, 404, 405, 413, 415);
            calls.assertRelayHoldsNothing();
            calls.assertRelayServes();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<Integer, Integer> sendEach(Calls calls, int first) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int number = first; number < REQUESTS; number += THREADS) {
            Malformed request = malformed(new Random(SEED + number));
            Answer answer = calls.send(
                    request.method(),
                    request.path(),
                    request.contentType(),
                    BodyPublishers.ofByteArray(request.body()));

            assertThat(answer.code())
                    .as("request %d, seed %d: %s, answered with %s", number, SEED, request, answer.body())
                    .isBetween(400, 499);
            assertThat(answer.status()).isNotBlank();
            counts.merge(answer.code(), 1, Integer::sum);
        }
        return counts;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Malformed(String method, String path, String contentType, byte[] body) {
        @Override
        public String toString() {
            String text = new String(body, UTF_8);
            return method + " " + path + " " + text.substring(0, Math.min(200, text.length()));
        }
    }

    private static Malformed malformed(Random random) {
        String route = pick(random, Calls.POST_ROUTES);
        byte[] valid = validBody(route).toString().getBytes(UTF_8);
        return switch (random.nextInt(20)) {
            case 0 -> new Malformed(pick(random, List.of("GET", "POST")), unknownPath(random), Calls.JSON, valid);
            case 1 ->
                new Malformed(
                        pick(random, List.of("GET", "PUT", "DELETE", "PATCH", "QUERY")), route, Calls.JSON, valid);
            case 2 ->
                new Malformed(
                        pick(random, List.of("POST", "PUT", "DELETE", "OPTIONS", "X")),
                        pick(random, Calls.GET_ROUTES),
                        Calls.JSON,
                        valid);
            case 3 -> new Malformed("GET", unknownUser(random), Calls.JSON, new byte[0]);
            case 4 -> new Malformed("POST", route, pick(random, WRONG_TYPES), valid);
            case 5 -> new Malformed("POST", route, Calls.JSON, notAnObject(random));
            case 6 -> new Malformed("POST", route, Calls.JSON, spoilBytes(random, valid));
            default -> {
                ObjectNode body = validBody(route);
                for (int flaws = 1 + random.nextInt(3); flaws > 0; flaws--) {
                    spoilField(random, route, body);
                }
                byte[] bytes = body.toString().getBytes(UTF_8);
                yield new Malformed(
                        "POST", route, Calls.JSON, random.nextBoolean() ? bytes : spoilBytes(random, bytes));
            }
        };
    }

    /** None of these is put right by another of them that comes later. */
    private static void spoilField(Random random, String route, ObjectNode body) {
        List<String> fields =
                validBody(route).propertyStream().map(Map.Entry::getKey).toList();
        String field = pick(random, fields);
        boolean mayBeAbsent = field.equals("associated_data");
        switch (random.nextInt(6)) {
            case 0 -> body.remove(mayBeAbsent ? "sender" : field);
            case 1 -> body.set(field, Calls.json(pick(random, WRONG_VALUES)));
            case 2 -> body.putNull(mayBeAbsent ? "nonce" : field);
            case 3 -> body.put(word(random) + "?", word(random));
            case 4 ->
                body.put(
                        field,
                        validBody(route).path(field).textValue()
                                + pick(random, List.of("=", " ", "\n", "ä", "\0", "!")));
            default -> body.put(field, wrongBytes(random, field));
        }
    }

    private static String wrongBytes(Random random, String field) {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        return switch (field) {
            case "sender", "recipient", "user_id" -> word(random) + random.nextInt(10);
            case "nonce" -> Base64Text.encode(Arrays.copyOf(bytes, random.nextInt(12)));
            case "tag" -> Base64Text.encode(Arrays.copyOf(bytes, 17 + random.nextInt(100)));
            case "encrypted_master_secret_b64" -> Base64Text.encode(Arrays.copyOf(bytes, random.nextInt(512)));
            case "ciphertext" -> "";
            case "associated_data" -> Base64Text.encode(bytes) + "A";
            default -> Base64Text.encode(bytes);
        };
    }

    /** Each leaves something that is not JSON in UTF-8, or is more than one value. */
    private static byte[] spoilBytes(Random random, byte[] json) {
        byte[] spoiled = json.clone();
        int at = random.nextInt(json.length);
        switch (random.nextInt(5)) {
            case 0 -> spoiled = Arrays.copyOf(json, at);
            case 1 -> spoiled[json[at] < 0 ? 0 : at] = (byte) (0x80 + random.nextInt(0x80));
            case 2 -> spoiled[at] = (byte) random.nextInt(9);
            case 3 ->
                spoiled = (new String(json, UTF_8) + pick(random, List.of("{}", "1", "]", "}", "x", "\0")))
                        .getBytes(UTF_8);
            default -> spoiled = Arrays.copyOf(json, ClassicWire.MAX_BODY_BYTES + 1);
        }
        return spoiled;
    }

    private static byte[] notAnObject(Random random) {
        int depth = 1 + random.nextInt(20_000);
        return switch (random.nextInt(5)) {
            case 0 -> "[".repeat(depth).getBytes(UTF_8);
            case 1 -> "{\"nonce\":".repeat(depth).getBytes(UTF_8);
            case 2 -> ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
            case 3 -> word(random).getBytes(UTF_8);
            default -> {
                byte[] noise = new byte[random.nextInt(1000)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }

    private static String unknownPath(Random random) {
        return pick(random, List.of("/", "/v2/", "/get_", "/get_messages/bob/"))
                + word(random)
                + pick(random, List.of("", "/", "?a=b", "/%41", "/%25"));
    }

    private static String unknownUser(Random random) {
        String name = pick(
                random,
                List.of(
                        word(random),
                        "Bob",
                        "%20bob",
                        "b%C3%B6b",
                        "%FF",
                        "%C0%AF",
                        "bob%2f",
                        "%2e%2e",
                        "..;",
                        "bob%5c"));
        return pick(random, List.of("/get_messages/", "/get_public_key/")) + name;
    }

    private static String word(Random random) {
        String letters = "qxzw_-";
        StringBuilder word = new StringBuilder("q");
        for (int length = random.nextInt(20); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

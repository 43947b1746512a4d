package encryptedchat.relay.classic;

import static encryptedchat.relay.Calls.delivered;
import static encryptedchat.relay.Calls.message;
import static encryptedchat.relay.Calls.secret;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the relay promises when many people store and fetch at once: nothing that it accepted is lost, and nothing is
 * handed out twice. The store is also driven without HTTP, where the steps of two threads meet far more often.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConcurrencyIT {
    private static final int SENDERS = 16;
    private static final int MESSAGES = 500;
    private static final int READERS = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyAcceptedMessageIsReceivedOnceAndInItsSendersOrder() throws Exception {
        try (Relay relay = Calls.startRelay()) {
            Calls calls = new Calls(relay);
            List<Future<Void>> senders = startAll(SENDERS, sender -> () -> {
                for (int number = 0; number < MESSAGES; number++) {
                    calls.accepts("/send_message", message("alice", "bob", sender + " " + number));
                }
                return null;
            });
            List<Future<List<String>>> readers =
                    startAll(READERS, reader -> () -> readUntilDone(senders, () -> texts(calls.messages("bob"))));

            assertReceivedOnceAndInOrder(senders, MESSAGES, readers);
            assertThat(calls.messages("bob")).isEmpty();
        }
    }

    @Test
    void storeLosesNoMessageAndGivesNoneTwice() throws Exception {
        ClassicStore store = new ClassicStore();
        int messages = 20_000;
        List<Future<Void>> senders = startAll(READERS, sender -> () -> {
            for (int number = 0; number < messages; number++) {
                assertThat(store.putMessage("bob", new Message(sender + " " + number, "", "", null)))
                        .isTrue();
            }
            return null;
        });
        List<Future<List<String>>> readers = startAll(
                READERS,
                reader -> () -> readUntilDone(
                        senders,
                        () -> store.takeMessages("bob").stream()
                                .map(Message::ciphertext)
                                .toList()));

        assertReceivedOnceAndInOrder(senders, messages, readers);
    }

    @Test
    void eachStoredSecretIsHandedOutAtMostOnce() throws Exception {
        try (Relay relay = Calls.startRelay()) {
            Calls calls = new Calls(relay);
            for (int round = 0; round < 100; round++) {
                ObjectNode secret = secret(round);
                calls.accepts("/send_encrypted_master_secret", secret);

                List<Answer> answers = new ArrayList<>();
                for (Future<Answer> taker : startAll(8, taker -> () -> calls.get("/get_encrypted_master_secret"))) {
                    answers.add(taker.get());
                }

                assertThat(answers)
                        .extracting(Answer::code)
                        .containsOnlyOnce(200)
                        .containsOnly(200, 404);
                assertThat(answers)
                        .filteredOn(answer -> answer.code() == 200)
                        .allSatisfy(answer -> assertThat(answer.json()).isEqualTo(secret));
            }
        }
    }

    @Test
    void storeHandsOutEachSecretExactlyOnceToTwoTakersAtATime() throws Exception {
        ClassicStore store = new ClassicStore();
        int rounds = 50_000;
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Future<List<String>> other = threads.submit(() -> {
            List<String> taken = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                waitUntil(begun, round);
                takeSecret(store).ifPresent(taken::add);
                ended.set(round);
            }
            return taken;
        });

        List<String> taken = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            store.putMasterSecret(new EncryptedMasterSecret("secret " + round));
            begun.set(round);
            // The other needs a moment to notice; the moment varies, so that now one and now the other is first.
            for (int pause = round % 256; pause > 0; pause--) {
                Thread.onSpinWait();
            }
            takeSecret(store).ifPresent(taken::add);
            waitUntil(ended, round);
        }

        taken.addAll(other.get());
        assertThat(taken.size() - new HashSet<>(taken).size())
                .as("secrets taken twice")
                .isZero();
        assertThat(taken.size()).isEqualTo(rounds);
    }

    private static Optional<String> takeSecret(ClassicStore store) {
        return store.takeMasterSecret().map(EncryptedMasterSecret::encryptedMasterSecretBase64);
    }

    /** Spins, so that both threads go on at almost the same moment; the yield is for a machine with one core. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void waitUntil(AtomicInteger counter, int value) {
        while (counter.get() < value) {
            Thread.yield();
        }
    }

    @Test
    void fullMailboxAnswers429AndTakesMessagesAgainOnceItIsRead() {
        try (Relay relay = Calls.startRelay()) {
            Calls calls = new Calls(relay);
            int most = ClassicStore.MAX_MAILBOX_CHARACTERS / characters(large(0));
            List<JsonNode> accepted = IntStream.range(0, most)
                    .mapToObj(ConcurrencyIT::large)
                    .peek(message -> calls.accepts("/send_message", message))
                    .<JsonNode>map(Calls::delivered)
                    .toList();

            Answer refused = calls.post("/send_message", large(most));

            assertThat(refused.code()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(refused.status()).contains("bob", "full");
            calls.accepts("/send_message", message("bob", "alice", "her mailbox is another"));
            assertThat(calls.messages("bob")).isEqualTo(accepted);

            calls.accepts("/send_message", large(most));
            assertThat(calls.messages("bob")).containsExactly(delivered(large(most)));
        }
    }

    @Test
    void mailboxFilledByManyAtOnceKeepsExactlyWhatItAccepted() throws Exception {
        try (Relay relay = Calls.startRelay()) {
            Calls calls = new Calls(relay);
            int most = ClassicStore.MAX_MAILBOX_CHARACTERS / characters(large(0));

            List<Future<List<JsonNode>>> senders = startAll(
                    8,
                    sender -> () -> IntStream.range(0, most / 8 + 5)
                            .mapToObj(number -> large(sender * 100 + number))
                            .filter(message ->
                                    calls.post("/send_message", message).code() == 200)
                            .<JsonNode>map(Calls::delivered)
                            .toList());
            List<JsonNode> accepted = new ArrayList<>();
            for (Future<List<JsonNode>> sender : senders) {
                accepted.addAll(sender.get());
            }

            assertThat(accepted).hasSize(most);
            assertThat(calls.messages("bob")).containsExactlyInAnyOrderElementsOf(accepted);
        }
    }

    /** @return a message of which not many fit into a mailbox, all of one length */
    private static ObjectNode large(int number) {
        return message("alice", "bob", String.format("%03d", number) + "x".repeat(90_000));
    }

    private static int characters(ObjectNode message) {
        return Stream.of("ciphertext", "nonce", "tag", "associated_data")
                .mapToInt(field -> message.path(field).textValue().length())
                .sum();
    }

    /**
     * A sender waits for each answer before it sends the next message, and a reader waits for each mailbox before it
     * asks for the next. So one reader never sees an earlier message of a sender after a later one, whatever the others
     * take.
     */
    private static void assertReceivedOnceAndInOrder(
            List<Future<Void>> senders, int messages, List<Future<List<String>>> readers) throws Exception {
        for (Future<Void> sender : senders) {
            sender.get();
        }
        List<String> received = new ArrayList<>();
        for (Future<List<String>> reader : readers) {
            List<String> seen = reader.get();
            for (int sender = 0; sender < senders.size(); sender++) {
                String name = sender + " ";
                assertThat(seen.stream()
                                .filter(text -> text.startsWith(name))
                                .map(text -> Integer.valueOf(text.substring(name.length()))))
                        .isSorted();
            }
            received.addAll(seen);
        }
        Set<String> distinct = new HashSet<>(received);
        assertThat(received.size() - distinct.size())
                .as("messages received twice")
                .isZero();
        assertThat(senders.size() * messages - distinct.size())
                .as("messages lost")
                .isZero();
    }

    /** Reads until all senders are done, and once more after that. */
    private static List<String> readUntilDone(List<Future<Void>> senders, Callable<List<String>> read)
            throws Exception {
        List<String> seen = new ArrayList<>();
        boolean done;
        do {
            done = senders.stream().allMatch(Future::isDone);
            seen.addAll(read.call());
        } while (!done);
        return seen;
    }

    private <T> List<Future<T>> startAll(int count, IntFunction<Callable<T>> task) {
        return IntStream.range(0, count).mapToObj(task).map(threads::submit).toList();
    }

    private static List<String> texts(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> new String(
                        Base64.getDecoder().decode(message.path("ciphertext").textValue()), UTF_8))
                .toList();
    }
}

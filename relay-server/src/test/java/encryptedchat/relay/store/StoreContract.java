package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.store.Store.Count;
import encryptedchat.relay.store.Store.Login;
import encryptedchat.relay.store.Store.Put;
import encryptedchat.relay.store.Store.Registered;
import encryptedchat.relay.store.Store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Store} promises, whichever database is under it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
abstract class StoreContract {
    private static final Limits LIMITS = new Limits(100, 10 * 1024 * 1024);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final byte[] KEY = {1, 2, 3};
    private static final byte[] OTHER_KEY = {1, 2, 4};

    private Store store;

    /** @return an empty store */
    abstract Store open(Limits limits) throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open(LIMITS);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void nameBelongsToTheFirstIdentityKey() {
        assertThat(store.identityKey("bob")).isEmpty();

        assertThat(store.register("bob", KEY).join()).isEqualTo(Registered.NEW);
        assertThat(store.register("bob", KEY).join()).isEqualTo(Registered.BEFORE);
        assertThat(store.register("bob", OTHER_KEY).join()).isEqualTo(Registered.NAME_TAKEN);

        assertThat(store.identityKey("bob")).hasValue(KEY);
    }

    @Test
    void releasedNameLosesAllThatItHad() {
        store.register("bob", KEY).join();
        store.putExchangeKey("bob", "authenticated", "{}").join();
        store.putToken(KEY, "bob", NOON).join();
        put("bob", "alice", "1");
        put("alice", "bob", "1");

        assertThat(store.release("bob").join()).isTrue();

        assertThat(store.release("bob").join()).isFalse();
        assertThat(store.identityKey("bob")).isEmpty();
        assertThat(store.exchangeKey("bob", "authenticated")).isEmpty();
        assertThat(store.login(KEY)).isEmpty();
        assertThat(ids("bob")).isEmpty();
        assertThat(ids("alice")).containsExactly("1");
        assertThat(store.register("bob", OTHER_KEY).join()).isEqualTo(Registered.NEW);
        assertThat(put("bob", "alice", "1")).isEqualTo(Put.NEW);
    }

    @Test
    void exchangeKeyReplacesTheOneBeforeAtItsLevelAlone() {
        store.putExchangeKey("bob", "authenticated", "first").join();
        store.putExchangeKey("bob", "another", "other").join();
        store.putExchangeKey("bob", "authenticated", "second").join();

        assertThat(store.exchangeKey("bob", "authenticated")).hasValue("second");
        assertThat(store.exchangeKey("bob", "another")).hasValue("other");
        assertThat(store.exchangeKey("alice", "authenticated")).isEmpty();
    }

    @Test
    void challengeIsGoodOnce() {
        store.putChallenge(KEY, "bob", NOON).join();

        assertThat(store.takeChallenge(OTHER_KEY, "bob", NOON).join()).isFalse();
        assertThat(store.takeChallenge(KEY, "bob", NOON).join()).isTrue();
        assertThat(store.takeChallenge(KEY, "bob", NOON).join()).isFalse();
    }

    @Test
    void challengeIsNotGoodLaterThanItsEnd() {
        store.putChallenge(KEY, "bob", NOON).join();

        assertThat(store.takeChallenge(KEY, "bob", NOON.plusMillis(1)).join()).isFalse();
    }

    @Test
    void challengeIsNotGoodForSomebodyElse() {
        store.putChallenge(KEY, "bob", NOON).join();

        assertThat(store.takeChallenge(KEY, "mallory", NOON).join()).isFalse();
    }

    @Test
    void loginIsKnownWithItsEnd() {
        store.putToken(KEY, "bob", NOON).join();

        assertThat(store.login(KEY)).hasValue(new Login("bob", NOON));
        assertThat(store.login(OTHER_KEY)).isEmpty();
    }

    @Test
    void messagesWaitInTheOrderInWhichTheyCame() {
        store.putMessage("bob", "carol", "7", "ü 𝕏 \" \\ \n", NOON.plusMillis(5))
                .join();
        store.putMessage("bob", "alice", "3", "second", NOON).join();
        store.putMessage("bob", "carol", "5", "third", NOON).join();
        store.putMessage("dave", "carol", "6", "not his", NOON).join();

        assertThat(store.messages("bob", Optional.empty(), 100))
                .containsExactly(
                        new Stored("carol", "7", NOON.plusMillis(5), "ü 𝕏 \" \\ \n"),
                        new Stored("alice", "3", NOON, "second"),
                        new Stored("carol", "5", NOON, "third"));
        assertThat(store.messages("bob", Optional.of("carol"), 100))
                .extracting(Stored::id)
                .containsExactly("7", "5");
        assertThat(store.messages("bob", Optional.empty(), 2))
                .extracting(Stored::id)
                .containsExactly("7", "3");
        assertThat(store.messages("bob", Optional.of("nobody"), 100)).isEmpty();
        assertThat(store.counts("bob")).containsExactly(new Count("alice", 1), new Count("carol", 2));
        assertThat(store.counts("nobody")).isEmpty();
    }

    @Test
    void answerEndsAfterAboutFourMebibytesButHasAtLeastOneMessage() {
        String mebibyte = "x".repeat(1024 * 1024);
        for (int number = 1; number <= 6; number++) {
            store.putMessage("bob", "alice", "" + number, mebibyte, NOON).join();
        }
        store.putMessage("carol", "alice", "1", mebibyte.repeat(5), NOON).join();
        store.putMessage("carol", "alice", "2", "x", NOON).join();

        assertThat(ids("bob")).containsExactly("1", "2", "3", "4");
        assertThat(ids("carol")).containsExactly("1");
    }

    @Test
    void sameMessageIsStoredOnceAndAnotherOneUnderItsIdNever() {
        assertThat(store.putMessage("bob", "alice", "1", "text", NOON).join()).isEqualTo(Put.NEW);
        assertThat(store.putMessage("bob", "alice", "1", "text", NOON.plusSeconds(9))
                        .join())
                .isEqualTo(Put.BEFORE);
        assertThat(store.putMessage("bob", "alice", "1", "another", NOON).join())
                .isEqualTo(Put.ID_TAKEN);

        assertThat(store.messages("bob", Optional.empty(), 100))
                .containsExactly(new Stored("alice", "1", NOON, "text"));
    }

    @Test
    void idBelongsToItsSenderAndMailboxAlone() {
        assertThat(put("bob", "alice", "1")).isEqualTo(Put.NEW);
        assertThat(put("bob", "carol", "1")).isEqualTo(Put.NEW);
        assertThat(put("carol", "alice", "1")).isEqualTo(Put.NEW);
    }

    @Test
    void whatOneSenderSentIsAcknowledgedWithoutTheSameIdOfAnother() {
        put("bob", "alice", "1");
        put("bob", "carol", "1");

        assertThat(store.acknowledge("bob", Optional.of("carol"), List.of("1")).join())
                .isEqualTo(1);

        assertThat(store.messages("bob", Optional.empty(), 100))
                .extracting(Stored::sender)
                .containsExactly("alice");
    }

    @Test
    void acknowledgedMessageIsNeitherHandedOutNorStoredAgain() {
        put("bob", "alice", "1");
        put("bob", "alice", "2");
        put("carol", "alice", "1");

        assertThat(store.acknowledge("bob", Optional.empty(), List.of("1", "1", "unknown"))
                        .join())
                .isEqualTo(1);

        assertThat(store.acknowledge("bob", Optional.empty(), List.of("1")).join())
                .isZero();
        assertThat(store.acknowledge("bob", Optional.empty(), List.of()).join()).isZero();
        assertThat(put("bob", "alice", "1")).isEqualTo(Put.BEFORE);
        assertThat(store.putMessage("bob", "alice", "1", "another", NOON).join())
                .isEqualTo(Put.ID_TAKEN);
        assertThat(ids("bob")).containsExactly("2");
        assertThat(store.counts("bob")).containsExactly(new Count("alice", 1));
        assertThat(ids("carol")).containsExactly("1");
    }

    @Test
    void thousandMessagesAreAcknowledgedAtOnce() throws Exception {
        try (Store large = open(Limits.DEFAULT)) {
            List<String> ids =
                    IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
            ids.stream()
                    .map(id -> large.putMessage("bob", "alice", id, "text", NOON))
                    .toList()
                    .forEach(CompletableFuture::join);

            assertThat(large.acknowledge("bob", Optional.empty(), ids).join()).isEqualTo(1_000);
            assertThat(large.counts("bob")).isEmpty();
        }
    }

    @Test
    void mailboxTakesNoMoreMessagesThanItsLimit() throws Exception {
        try (Store small = open(new Limits(2, 1_000))) {
            assertThat(put(small, "1", 1)).isEqualTo(Put.NEW);
            assertThat(put(small, "2", 1)).isEqualTo(Put.NEW);
            assertThat(put(small, "3", 1)).isEqualTo(Put.MAILBOX_FULL);
            assertThat(put(small, "2", 1)).isEqualTo(Put.BEFORE);

            small.acknowledge("bob", Optional.empty(), List.of("1", "1")).join();

            assertThat(put(small, "3", 1)).isEqualTo(Put.NEW);
            assertThat(put(small, "4", 1)).isEqualTo(Put.MAILBOX_FULL);
        }
    }

    @Test
    void mailboxTakesNoMoreBytesThanItsLimit() throws Exception {
        try (Store small = open(new Limits(10, 1_000))) {
            assertThat(put(small, "0", 1_001)).isEqualTo(Put.MAILBOX_FULL);
            assertThat(put(small, "1", 600)).isEqualTo(Put.NEW);
            assertThat(put(small, "2", 401)).isEqualTo(Put.MAILBOX_FULL);
            assertThat(put(small, "2", 400)).isEqualTo(Put.NEW);

            small.purge(NOON, NOON.plusMillis(1)).join();

            assertThat(put(small, "3", 1_000)).isEqualTo(Put.NEW);
            assertThat(put(small, "4", 1)).isEqualTo(Put.MAILBOX_FULL);
        }
    }

    @Test
    void limitCountsBytesAndNotCharacters() throws Exception {
        try (Store small = open(new Limits(10, 5))) {
            assertThat(small.putMessage("bob", "alice", "1", "üüü", NOON).join())
                    .isEqualTo(Put.MAILBOX_FULL);
            assertThat(small.putMessage("bob", "alice", "1", "üüx", NOON).join())
                    .isEqualTo(Put.NEW);
        }
    }

    @Test
    void purgeRemovesWhatIsOverAndNothingElse() {
        Instant oldest = NOON.minus(Duration.ofDays(30));
        store.putToken(KEY, "ended", NOON.minusMillis(1)).join();
        store.putToken(OTHER_KEY, "bob", NOON).join();
        store.putChallenge(KEY, "bob", NOON.minusMillis(1)).join();
        store.putChallenge(OTHER_KEY, "bob", NOON).join();
        store.putMessage("bob", "alice", "old", "text", oldest.minusMillis(1)).join();
        store.putMessage("bob", "alice", "old and seen", "text", oldest.minusMillis(1))
                .join();
        store.putMessage("bob", "alice", "young", "text", oldest).join();
        store.putMessage("bob", "alice", "young and seen", "text", oldest).join();
        store.acknowledge("bob", Optional.empty(), List.of("old and seen", "young and seen"))
                .join();

        store.purge(NOON, oldest).join();

        assertThat(store.login(KEY)).isEmpty();
        assertThat(store.login(OTHER_KEY)).hasValue(new Login("bob", NOON));
        assertThat(store.takeChallenge(KEY, "bob", Instant.EPOCH).join()).isFalse();
        assertThat(store.takeChallenge(OTHER_KEY, "bob", NOON).join()).isTrue();
        assertThat(ids("bob")).containsExactly("young");
        assertThat(put("bob", "alice", "young and seen")).isEqualTo(Put.BEFORE);
        assertThat(put("bob", "alice", "old")).isEqualTo(Put.NEW);
        assertThat(put("bob", "alice", "old and seen")).isEqualTo(Put.NEW);
        assertThat(ids("bob")).containsExactly("young", "old", "old and seen");
    }

    @Test
    void changeIsSeenByAQuestionAsSoonAsItIsCompleted() {
        for (int number = 0; number < 100; number++) {
            String name = "person" + number;
            store.register(name, KEY).join();
            assertThat(store.identityKey(name)).isPresent();
        }
    }

    @Test
    void readableStorePassesItsCheck() {
        store.check();
    }

    private Put put(String recipient, String sender, String id) {
        return store.putMessage(recipient, sender, id, "text", NOON).join();
    }

    private static Put put(Store store, String id, int bytes) {
        return store.putMessage("bob", "alice", id, "x".repeat(bytes), NOON).join();
    }

    private List<String> ids(String recipient) {
        return store.messages(recipient, Optional.empty(), 100).stream()
                .map(Stored::id)
                .toList();
    }
}

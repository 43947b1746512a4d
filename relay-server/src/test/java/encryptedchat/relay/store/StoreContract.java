package encryptedchat.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import encryptedchat.relay.store.Store.Claim;
import encryptedchat.relay.store.Store.Claimed;
import encryptedchat.relay.store.Store.Login;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
    private static final String LEVEL = "any-level";
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

        assertThat(store.register("bob", KEY).join()).isEqualTo(Outcome.NEW);
        assertThat(store.register("bob", KEY).join()).isEqualTo(Outcome.BEFORE);
        assertThat(store.register("bob", OTHER_KEY).join()).isEqualTo(Outcome.TAKEN);

        assertThat(store.identityKey("bob")).hasValue(KEY);
    }

    @Test
    void releasedNameLosesAllThatItHad() {
        store.register("bob", KEY).join();
        publish("bob", List.of(prekey("a", "s1")), List.of(prekey("b", "1")));
        store.putToken("token", "bob", NOON).join();
        put("bob", "alice", "1");
        put("alice", "bob", "1");

        assertThat(store.release("bob").join()).isTrue();

        assertThat(store.release("bob").join()).isFalse();
        assertThat(store.identityKey("bob")).isEmpty();
        assertThat(claim("alice", "claim").prekeys()).isEqualTo(PublishedPrekeys.NONE);
        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, NOON)).isZero();
        assertThat(store.login("token")).isEmpty();
        assertThat(ids("bob")).isEmpty();
        assertThat(ids("alice")).containsExactly("1");
        assertThat(store.register("bob", OTHER_KEY).join()).isEqualTo(Outcome.NEW);
        assertThat(put("bob", "alice", "1")).isEqualTo(Outcome.NEW);
    }

    @Test
    void signedPrekeyReplacesTheOneOfItsKindAtItsLevelAlone() {
        publish("bob", List.of(prekey("a", "1"), prekey("b", "2")), List.of());
        store.putPrekeys("bob", "another", new PublishedPrekeys(List.of(prekey("a", "3")), List.of()), NOON)
                .join();
        publish("alice", List.of(prekey("a", "4")), List.of());
        publish("bob", List.of(prekey("a", "5")), List.of());

        assertThat(claim("carol", "1").prekeys().signed()).containsExactly(prekey("a", "5"), prekey("b", "2"));
        assertThat(store.claimPrekeys(new Claim("bob", "another", "carol", "1"), NOON)
                        .join()
                        .prekeys()
                        .signed())
                .containsExactly(prekey("a", "3"));
    }

    @Test
    void claimTakesTheOldestOneTimePrekeyOfEachKindUntilThereAreNone() {
        Prekey older = lasting("b", "9", 1, 100);
        publish("bob", List.of(prekey("a", "s")), List.of(prekey("b", "1"), prekey("b", "2"), prekey("c", "3"), older));

        assertThat(claim("alice", "1").prekeys())
                .isEqualTo(new PublishedPrekeys(List.of(prekey("a", "s")), List.of(older, prekey("c", "3"))));
        assertThat(oneTime("alice", "2")).containsExactly("1");
        assertThat(oneTime("carol", "1")).containsExactly("2");
        assertThat(oneTime("carol", "2")).isEmpty();
        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, NOON)).isZero();
    }

    @Test
    void sameClaimGetsTheSameAgainAndThatOfAnotherPersonDoesNot() {
        publish("bob", List.of(prekey("a", "s")), List.of(prekey("b", "1"), prekey("b", "2"), prekey("b", "3")));

        assertThat(claim("alice", "id").outcome()).isEqualTo(Outcome.NEW);
        Claimed again = claim("alice", "id");
        assertThat(again.outcome()).isEqualTo(Outcome.BEFORE);
        assertThat(again.prekeys().oneTime()).containsExactly(prekey("b", "1"));
        assertThat(oneTime("carol", "id")).containsExactly("2");
        assertThat(oneTime("alice", "id")).containsExactly("1");
        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, NOON)).isEqualTo(1);
    }

    @Test
    void sameClaimGetsTheSignedPrekeysAsTheyAreNow() {
        publish("bob", List.of(prekey("a", "old")), List.of(prekey("b", "1")));
        claim("alice", "id");
        publish("bob", List.of(prekey("a", "new")), List.of());

        assertThat(claim("alice", "id").prekeys())
                .isEqualTo(new PublishedPrekeys(List.of(prekey("a", "new")), List.of(prekey("b", "1"))));
    }

    @Test
    void prekeysThatArePublishedAgainAreNotHandedOutAgain() {
        List<Prekey> batch = List.of(prekey("b", "1"), prekey("b", "2"));
        assertThat(publish("bob", List.of(prekey("a", "s")), batch)).isEqualTo(2);
        assertThat(oneTime("alice", "1")).containsExactly("1");

        assertThat(publish("bob", List.of(prekey("a", "s")), batch)).isEqualTo(1);

        assertThat(oneTime("carol", "1")).containsExactly("2");
        assertThat(oneTime("carol", "2")).isEmpty();
        assertThat(oneTime("alice", "1")).containsExactly("1");
    }

    @Test
    void withoutASignedPrekeyAClaimTakesNothing() {
        publish("bob", List.of(), List.of(prekey("b", "1")));

        assertThat(claim("alice", "id").prekeys()).isEqualTo(PublishedPrekeys.NONE);
        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, NOON)).isEqualTo(1);
    }

    @Test
    void expiredPrekeyIsNeitherCountedNorHandedOut() {
        publish("bob", List.of(lasting("a", "s", 0, 5), prekey("c", "s")), List.of(lasting("b", "1", 0, 5)));
        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, NOON.plusSeconds(4))).isEqualTo(1);

        Instant end = NOON.plusSeconds(5);

        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, end)).isZero();
        assertThat(store.claimPrekeys(new Claim("bob", LEVEL, "alice", "id"), end)
                        .join()
                        .prekeys())
                .isEqualTo(new PublishedPrekeys(List.of(prekey("c", "s")), List.of()));
    }

    @Test
    void atMostSoManyOneTimePrekeysAreKeptThoseHandedOutNotCounted() {
        List<Prekey> most = numbered(0, V1.MAX_ONE_TIME_PREKEYS);
        assertThat(publish("bob", List.of(prekey("a", "s")), most)).isEqualTo(V1.MAX_ONE_TIME_PREKEYS);

        assertThat(Outcomes.of(store.putPrekeys(
                        "bob", LEVEL, new PublishedPrekeys(List.of(prekey("a", "s2")), numbered(199, 202)), NOON)))
                .isEqualTo(Kind.PREKEYS_FULL);

        assertThat(publish("bob", List.of(), most)).isEqualTo(V1.MAX_ONE_TIME_PREKEYS);
        assertThat(claim("alice", "1").prekeys().signed()).containsExactly(prekey("a", "s"));
        assertThat(publish("bob", List.of(), numbered(200, 201))).isEqualTo(V1.MAX_ONE_TIME_PREKEYS);
    }

    @Test
    void atMostSoManyKindsOfSignedPrekeysAreKept() {
        List<Prekey> most = IntStream.range(0, V1.MAX_PREKEYS_AT_ONCE)
                .mapToObj(kind -> prekey("kind" + kind, "s"))
                .toList();
        publish("bob", most, List.of());

        assertThat(Outcomes.of(store.putPrekeys(
                        "bob", LEVEL, new PublishedPrekeys(List.of(prekey("another", "s")), List.of()), NOON)))
                .isEqualTo(Kind.PREKEYS_FULL);
        assertThat(claim("alice", "1").prekeys().signed()).hasSameElementsAs(most);
    }

    @Test
    void onePersonClaimsOneTimePrekeysOfOneOtherTwentyTimesAnHour() {
        publish("bob", List.of(prekey("a", "s")), numbered(0, 40));
        publish("carol", List.of(prekey("a", "s")), numbered(0, 40));
        for (int number = 0; number < V1.MAX_CLAIMS_PER_HOUR; number++) {
            claimAfter(number, "alice", "" + number);
        }

        assertThat(store.claimPrekeys(new Claim("bob", LEVEL, "alice", "more"), NOON.plusSeconds(60)))
                .failsWithin(1, TimeUnit.MINUTES)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .asInstanceOf(type(NotStoredException.class))
                .satisfies(refused -> {
                    assertThat(refused.problem()).isEqualTo(Kind.TOO_MANY);
                    assertThat(refused.retryAfterSeconds()).isEqualTo(3600 - 60);
                });
        assertThat(store.oneTimePrekeysLeft("bob", LEVEL, NOON)).isEqualTo(20);
        assertThat(claimAfter(60, "alice", "7")).isEqualTo(Outcome.BEFORE);
        assertThat(claimAfter(60, "dave", "1")).isEqualTo(Outcome.NEW);
        assertThat(Outcomes.of(store.claimPrekeys(new Claim("carol", LEVEL, "alice", "1"), NOON)))
                .isNotEqualTo(Kind.TOO_MANY);
        assertThat(claimAfter(3599, "alice", "more")).isEqualTo(Kind.TOO_MANY);
        assertThat(claimAfter(3600, "alice", "more")).isEqualTo(Outcome.NEW);
        assertThat(claimAfter(3600, "alice", "and more")).isEqualTo(Kind.TOO_MANY);
    }

    @Test
    void claimThatTakesNoOneTimePrekeyIsNotCounted() {
        publish("bob", List.of(prekey("a", "s")), List.of());
        for (int number = 0; number < 2 * V1.MAX_CLAIMS_PER_HOUR; number++) {
            assertThat(oneTime("alice", "" + number)).isEmpty();
        }
        publish("bob", List.of(), List.of(prekey("b", "1")));

        assertThat(oneTime("alice", "next")).containsExactly("1");
    }

    private int publish(String owner, List<Prekey> signed, List<Prekey> oneTime) {
        return store.putPrekeys(owner, LEVEL, new PublishedPrekeys(signed, oneTime), NOON)
                .join();
    }

    private Claimed claim(String claimant, String id) {
        return store.claimPrekeys(new Claim("bob", LEVEL, claimant, id), NOON).join();
    }

    private List<String> oneTime(String claimant, String id) {
        return claim(claimant, id).prekeys().oneTime().stream().map(Prekey::id).toList();
    }

    /** @return the outcome, or why it was refused */
    private Object claimAfter(int seconds, String claimant, String id) {
        Object claimed =
                Outcomes.of(store.claimPrekeys(new Claim("bob", LEVEL, claimant, id), NOON.plusSeconds(seconds)));
        return claimed instanceof Claimed given ? given.outcome() : claimed;
    }

    private static List<Prekey> numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> prekey("b", "number " + number))
                .toList();
    }

    private static Prekey prekey(String kind, String id) {
        return lasting(kind, id, 2, 100_000);
    }

    /** @param madeAfter and life in seconds */
    private static Prekey lasting(String kind, String id, int madeAfter, int life) {
        long noon = NOON.getEpochSecond();
        return new Prekey(kind, id, noon + madeAfter, noon + life, "bytes of " + id, "signature");
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
        store.putToken("token", "bob", NOON).join();

        assertThat(store.login("token")).hasValue(new Login("bob", NOON));
        assertThat(store.login("other")).isEmpty();
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
                        waiting("carol", "7", "ü 𝕏 \" \\ \n"),
                        waiting("alice", "3", "second"),
                        waiting("carol", "5", "third"));
        assertThat(store.messages("bob", Optional.of("carol"), 100))
                .extracting(Waiting::id)
                .containsExactly("7", "5");
        assertThat(store.messages("bob", Optional.empty(), 2))
                .extracting(Waiting::id)
                .containsExactly("7", "3");
        assertThat(store.messages("bob", Optional.of("nobody"), 100)).isEmpty();
        assertThat(store.counts("bob")).containsExactly(new WaitingFrom("alice", 1), new WaitingFrom("carol", 2));
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
        assertThat(store.putMessage("bob", "alice", "1", "text", NOON).join()).isEqualTo(Outcome.NEW);
        assertThat(store.putMessage("bob", "alice", "1", "text", NOON.plusSeconds(9))
                        .join())
                .isEqualTo(Outcome.BEFORE);
        assertThat(store.putMessage("bob", "alice", "1", "another", NOON).join())
                .isEqualTo(Outcome.TAKEN);

        assertThat(store.messages("bob", Optional.empty(), 100)).containsExactly(waiting("alice", "1", "text"));
    }

    @Test
    void idBelongsToItsSenderAndMailboxAlone() {
        assertThat(put("bob", "alice", "1")).isEqualTo(Outcome.NEW);
        assertThat(put("bob", "carol", "1")).isEqualTo(Outcome.NEW);
        assertThat(put("carol", "alice", "1")).isEqualTo(Outcome.NEW);
    }

    @Test
    void whatOneSenderSentIsAcknowledgedWithoutTheSameIdOfAnother() {
        put("bob", "alice", "1");
        put("bob", "carol", "1");

        assertThat(store.acknowledge("bob", Optional.of("carol"), List.of("1")).join())
                .isEqualTo(1);

        assertThat(store.messages("bob", Optional.empty(), 100))
                .extracting(Waiting::sender)
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
        assertThat(put("bob", "alice", "1")).isEqualTo(Outcome.BEFORE);
        assertThat(store.putMessage("bob", "alice", "1", "another", NOON).join())
                .isEqualTo(Outcome.TAKEN);
        assertThat(ids("bob")).containsExactly("2");
        assertThat(store.counts("bob")).containsExactly(new WaitingFrom("alice", 1));
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
            assertThat(put(small, "1", 1)).isEqualTo(Outcome.NEW);
            assertThat(put(small, "2", 1)).isEqualTo(Outcome.NEW);
            assertThat(put(small, "3", 1)).isEqualTo(Kind.MAILBOX_FULL);
            assertThat(put(small, "2", 1)).isEqualTo(Outcome.BEFORE);

            small.acknowledge("bob", Optional.empty(), List.of("1", "1")).join();

            assertThat(put(small, "3", 1)).isEqualTo(Outcome.NEW);
            assertThat(put(small, "4", 1)).isEqualTo(Kind.MAILBOX_FULL);
        }
    }

    @Test
    void mailboxTakesNoMoreBytesThanItsLimit() throws Exception {
        try (Store small = open(new Limits(10, 1_000))) {
            assertThat(put(small, "0", 1_001)).isEqualTo(Kind.MAILBOX_FULL);
            assertThat(put(small, "1", 600)).isEqualTo(Outcome.NEW);
            assertThat(put(small, "2", 401)).isEqualTo(Kind.MAILBOX_FULL);
            assertThat(put(small, "2", 400)).isEqualTo(Outcome.NEW);

            small.purge(NOON, NOON.plusMillis(1)).join();

            assertThat(put(small, "3", 1_000)).isEqualTo(Outcome.NEW);
            assertThat(put(small, "4", 1)).isEqualTo(Kind.MAILBOX_FULL);
        }
    }

    @Test
    void limitCountsBytesAndNotCharacters() throws Exception {
        try (Store small = open(new Limits(10, 5))) {
            assertThat(Outcomes.of(small.putMessage("bob", "alice", "1", "üüü", NOON)))
                    .isEqualTo(Kind.MAILBOX_FULL);
            assertThat(small.putMessage("bob", "alice", "1", "üüx", NOON).join())
                    .isEqualTo(Outcome.NEW);
        }
    }

    @Test
    void purgeRemovesWhatIsOverAndNothingElse() {
        Instant oldest = NOON.minus(Duration.ofDays(30));
        store.putToken("ended", "bob", NOON.minusMillis(1)).join();
        store.putToken("token", "bob", NOON).join();
        publish("bob", List.of(prekey("a", "s"), lasting("over", "s", 0, 1)), List.of(lasting("b", "1", 0, 1)));
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

        assertThat(store.login("ended")).isEmpty();
        assertThat(store.login("token")).hasValue(new Login("bob", NOON));
        assertThat(store.takeChallenge(KEY, "bob", Instant.EPOCH).join()).isFalse();
        assertThat(store.takeChallenge(OTHER_KEY, "bob", NOON).join()).isTrue();
        assertThat(ids("bob")).containsExactly("young");
        assertThat(put("bob", "alice", "young and seen")).isEqualTo(Outcome.BEFORE);
        assertThat(put("bob", "alice", "old")).isEqualTo(Outcome.NEW);
        assertThat(put("bob", "alice", "old and seen")).isEqualTo(Outcome.NEW);
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

    private Outcome put(String recipient, String sender, String id) {
        return store.putMessage(recipient, sender, id, "text", NOON).join();
    }

    private static Object put(Store store, String id, int bytes) {
        return Outcomes.of(store.putMessage("bob", "alice", id, "x".repeat(bytes), NOON));
    }

    private static Waiting waiting(String sender, String id, String content) {
        return new Waiting(id, sender, NOON.getEpochSecond(), new RawJson(content));
    }

    private List<String> ids(String recipient) {
        return store.messages(recipient, Optional.empty(), 100).stream()
                .map(Waiting::id)
                .toList();
    }
}

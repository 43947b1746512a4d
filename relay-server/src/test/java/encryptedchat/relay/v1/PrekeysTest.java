package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static encryptedchat.relay.v1.V1Calls.newId;
import static encryptedchat.relay.v1.V1Calls.prekeys;
import static encryptedchat.relay.v1.V1Calls.tree;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import encryptedchat.relay.Calls;
import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prekeys: only those that their owner signed are published, and no one-time prekey is given to two claims. */
@TestInstance(PER_CLASS)
class PrekeysTest {
    private static final int THREADS = 64;
    private static final int CLAIMS_EACH = 4;

    private final TestClock clock = new TestClock();
    private final TestPerson alice = TestPerson.named("alice");

    private Relay relay;
    private V1Calls calls;
    private String alicesToken;

    /** A new owner for each test. */
    private TestPerson bob;

    private String bobsToken;
    private int bobs;

    @BeforeAll
    void start(@TempDir Path folder) {
        relay = TestRelays.start(folder, Limits.DEFAULT, V1Calls.UNHURRIED, clock);
        calls = new V1Calls(relay.url());
    }

    @BeforeEach
    void registerBob() {
        alicesToken = calls.registerAndLogIn(alice);
        bob = TestPerson.named("bob" + bobs++);
        bobsToken = calls.registerAndLogIn(bob);
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    private Prekey prekey(String kind) {
        return bob.prekey(kind, clock.instant());
    }

    private List<Prekey> oneTime(int count) {
        return Stream.generate(() -> prekey("one-time")).limit(count).toList();
    }

    private int publish(List<Prekey> signed, List<Prekey> oneTime) {
        return calls.publish(bob, bobsToken, new PublishedPrekeys(signed, oneTime));
    }

    private Answer tryToPublish(Object body) {
        return calls.put(prekeys(bob.name()), bobsToken, body);
    }

    private Answer claim(String token, String id) {
        return calls.put(prekeys(bob.name()) + "/claims/" + id, token);
    }

    private int left() {
        Answer answer = calls.get(prekeys(bob.name()), bobsToken);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        return answer.json().path("one_time_left").intValue();
    }

    private void assertNothingIsPublished() {
        assertThat(left()).isZero();
        assertProblem(claim(alicesToken, newId()), Kind.NO_PREKEYS);
    }

    @Test
    void claimIsGivenTheSignedPrekeysAndOneOneTimePrekeyAsTheyWerePublished() {
        PublishedPrekeys published = new PublishedPrekeys(List.of(prekey("a"), prekey("b")), List.of(prekey("c")));
        assertThat(tryToPublish(published).json()).isEqualTo(tree("{\"one_time_left\":1}"));

        Answer answer = claim(alicesToken, newId());

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.json()).isEqualTo(tree(published));
        assertThat(left()).isZero();
    }

    @Test
    void sameClaimAgainIsGivenTheSameAndTheSameIdOfAnotherPersonIsNot() {
        publish(List.of(prekey("a")), oneTime(3));
        String id = newId();

        Answer first = claim(alicesToken, id);
        Answer again = claim(alicesToken, id);

        assertThat(again.code()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        Answer other = claim(bobsToken, id);
        assertThat(other.code()).isEqualTo(201);
        assertThat(other.json().path("one_time"))
                .hasSize(1)
                .isNotEqualTo(first.json().path("one_time"));
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void withoutAnyOneTimePrekeyTheSignedOnesAreGivenAlone() {
        publish(List.of(prekey("a")), oneTime(1));

        assertThat(calls.claim(bob.name(), alicesToken, newId())).hasSize(1);
        Answer answer = claim(alicesToken, newId());

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.json().path("signed")).hasSize(1);
        assertThat(answer.json().path("one_time")).isEmpty();
    }

    /** Each of many people claims from many threads at once, and each claim is made twice at once. */
    @Test
    void claimsThatAreMadeAtOnceNeverGetTheSameOneTimePrekey() throws Exception {
        int all = THREADS / 2 * CLAIMS_EACH;
        for (int published = 0; published < all - 10; published += 39) {
            publish(List.of(prekey("a")), oneTime(Math.min(39, all - 10 - published)));
        }
        List<Callable<List<List<String>>>> claimants = new ArrayList<>();
        for (int person = 0; person < THREADS / 2; person++) {
            String token = calls.registerAndLogIn(TestPerson.named("claimant" + person));
            List<String> ids =
                    Stream.generate(V1Calls::newId).limit(CLAIMS_EACH).toList();
            Callable<List<List<String>>> claims = () ->
                    ids.stream().map(id -> calls.claim(bob.name(), token, id)).toList();
            claimants.addAll(List.of(claims, claims));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<List<List<String>>> given = new ArrayList<>();
        for (Future<List<List<String>>> claimant : threads.invokeAll(claimants)) {
            given.add(claimant.get());
        }
        threads.shutdownNow();

        List<String> different = new ArrayList<>();
        for (int person = 0; person < THREADS / 2; person++) {
            assertThat(given.get(2 * person + 1)).isEqualTo(given.get(2 * person));
            given.get(2 * person).forEach(different::addAll);
        }
        assertThat(different).doesNotHaveDuplicates().hasSize(all - 10);
        assertThat(left()).isZero();
    }

    @Test
    void readingTakesNoOneTimePrekey() {
        publish(List.of(prekey("a")), oneTime(2));
        String path = prekeys(bob.name());
        Calls unchecked = new Calls(relay);

        for (String method : List.of("GET", "HEAD")) {
            for (String read : List.of(path, path + "/claims/" + newId())) {
                Answer answer = unchecked.send(unchecked
                        .request(read)
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + bobsToken));
                assertThat(answer.code()).isEqualTo(read.equals(path) ? 200 : 405);
                assertThat(answer.body()).doesNotContain("signature");
            }
        }

        assertThat(left()).isEqualTo(2);
    }

    @Test
    void batchThatIsPublishedAgainAfterItsAnswerWasLostHandsOutNoClaimedPrekeyAgain() {
        List<Prekey> batch = oneTime(2);
        List<Prekey> signed = List.of(prekey("a"));
        publish(signed, batch);
        List<String> first = calls.claim(bob.name(), alicesToken, newId());

        assertThat(publish(signed, batch)).isEqualTo(1);

        List<String> second = calls.claim(bob.name(), alicesToken, newId());
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(calls.claim(bob.name(), alicesToken, newId())).isEmpty();
    }

    @Test
    void twentyFirstClaimOfAnHourIsRefusedUntilTheFirstIsAnHourOld() {
        publish(List.of(prekey("a")), oneTime(39));
        String first = newId();
        calls.claim(bob.name(), alicesToken, first);
        clock.advance(Duration.ofMinutes(10));
        for (int number = 1; number < V1.MAX_CLAIMS_PER_HOUR; number++) {
            assertThat(calls.claim(bob.name(), alicesToken, newId())).hasSize(1);
        }

        Answer refused = claim(alicesToken, newId());

        assertProblem(refused, Kind.TOO_MANY);
        assertThat(refused.header("Retry-After")).contains("3000");
        assertThat(claim(alicesToken, first).code()).isEqualTo(200);
        assertThat(claim(bobsToken, newId()).code()).isEqualTo(201);
        assertThat(left()).isEqualTo(18);
    }

    @Test
    void nobodyWhoHasNotPublishedIsClaimedFrom() {
        publish(List.of(), oneTime(1));

        assertProblem(claim(alicesToken, newId()), Kind.NO_PREKEYS);
        assertThat(left()).isEqualTo(1);
        assertProblem(calls.put(prekeys("nobody") + "/claims/" + newId(), alicesToken), Kind.PERSON_UNKNOWN);
    }

    @Test
    void prekeysOfOneLevelAreNotThoseOfAnother() {
        publish(List.of(prekey("a")), oneTime(1));

        Answer other = calls.put("/v1/people/" + bob.name() + "/prekeys/other/claims/" + newId(), alicesToken);

        assertProblem(other, Kind.NO_PREKEYS);
    }

    @Test
    void prekeyThatIsNotSignedByItsOwnerForThisLevelIsRefused() {
        Prekey good = prekey("a");
        TestPerson mallory = TestPerson.named(bob.name());
        TestPerson other = TestPerson.named("other");
        for (Prekey wrong : List.of(
                good.signed(new byte[64]),
                good.signed(bob.sign(new byte[0])),
                mallory.signed(good),
                other.signed(good),
                bob.signed("other", good),
                new Prekey("b", good.id(), good.madeAt(), good.expiresAt(), good.bytes(), good.signature()),
                new Prekey(good.kind(), newId(), good.madeAt(), good.expiresAt(), good.bytes(), good.signature()),
                new Prekey(good.kind(), good.id(), 1, good.expiresAt(), good.bytes(), good.signature()),
                new Prekey(good.kind(), good.id(), good.madeAt(), good.expiresAt() + 1, good.bytes(), good.signature()),
                new Prekey(good.kind(), good.id(), good.madeAt(), good.expiresAt(), "AAAA", good.signature()))) {
            assertProblem(
                    tryToPublish(new PublishedPrekeys(List.of(prekey("z"), wrong), List.of())), Kind.SIGNATURE_WRONG);
            assertProblem(
                    tryToPublish(new PublishedPrekeys(List.of(prekey("z")), List.of(prekey("y"), wrong))),
                    Kind.SIGNATURE_WRONG);
        }
        assertNothingIsPublished();
    }

    @Test
    void prekeyThatHasExpiredIsNeitherTakenNorHandedOut() {
        List<Prekey> signed = List.of(prekey("a"));
        publish(signed, oneTime(1));
        clock.advance(Duration.ofHours(1));
        bobsToken = calls.logIn(bob);
        alicesToken = calls.logIn(alice);

        Answer late = tryToPublish(new PublishedPrekeys(signed, List.of()));

        assertProblem(late, Kind.MALFORMED);
        assertThat(late.body()).contains("expired");
        assertNothingIsPublished();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'signed':[]}",
                "{'signed':[],'one_time':null}",
                "{'signed':[null],'one_time':[]}",
                "{'signed':[{}],'one_time':[]}",
                "{'signed':[],'one_time':[],'more':[]}",
                "{'signed':{},'one_time':[]}"
            })
    void bodyOfAnotherFormIsMalformed(String quoted) {
        byte[] body = quoted.replace('\'', '"').getBytes(UTF_8);

        assertProblem(calls.send("PUT", prekeys(bob.name()), bobsToken, body), Kind.MALFORMED);
    }

    @Test
    void prekeyOfAnotherFormIsMalformedHoweverWellItIsSigned() {
        long now = clock.instant().getEpochSecond();
        for (Prekey wrong : List.of(
                new Prekey("No Word", newId(), now, now + 9, "AAAA", ""),
                new Prekey("a", "no-id", now, now + 9, "AAAA", ""),
                new Prekey("a", newId(), -1, now + 9, "AAAA", ""),
                new Prekey("a", newId(), now, Long.MAX_VALUE, "AAAA", ""))) {
            assertProblem(tryToPublish(new PublishedPrekeys(List.of(bob.signed(wrong)), List.of())), Kind.MALFORMED);
        }
        for (String bytes : List.of("", "AAA", V1Calls.zeros(Prekey.MAX_BYTES + 1))) {
            Prekey wrong = new Prekey("a", newId(), now, now + 9, bytes, V1Calls.zeros(64));
            assertProblem(tryToPublish(new PublishedPrekeys(List.of(wrong), List.of())), Kind.MALFORMED);
        }
        Prekey good = prekey("a");
        Prekey unsigned = new Prekey("a", good.id(), good.madeAt(), good.expiresAt(), good.bytes(), "");
        assertProblem(tryToPublish(new PublishedPrekeys(List.of(unsigned), List.of())), Kind.MALFORMED);
        assertNothingIsPublished();
    }

    @Test
    void requestHoldsFortyPrekeysAndOneSignedOneOfAKindAtMost() {
        assertProblem(tryToPublish(new PublishedPrekeys(List.of(prekey("a")), oneTime(40))), Kind.MALFORMED);
        assertProblem(tryToPublish(new PublishedPrekeys(List.of(prekey("a"), prekey("a")), List.of())), Kind.MALFORMED);
        assertNothingIsPublished();

        assertThat(publish(List.of(prekey("a")), oneTime(39))).isEqualTo(39);
    }

    /** The longest request must fit the body limit, since a client fills its batches up. */
    @Test
    void fortyOfTheLongestPrekeysFitARequest() {
        long now = clock.instant().getEpochSecond();
        List<Prekey> longest = IntStream.range(0, V1.MAX_PREKEYS_AT_ONCE)
                .mapToObj(number -> bob.signed(new Prekey(
                        "k".repeat(32), newId(), now, 253_402_300_799L, V1Calls.zeros(Prekey.MAX_BYTES), "")))
                .toList();

        assertThat(publish(List.of(), longest)).isEqualTo(V1.MAX_PREKEYS_AT_ONCE);
    }

    @Test
    void moreThanTwoHundredOneTimePrekeysAreRefusedAndThoseThatAreThereStay() {
        publish(List.of(prekey("a")), List.of());
        for (int batch = 0; batch < 5; batch++) {
            publish(List.of(), oneTime(40));
        }

        assertProblem(tryToPublish(new PublishedPrekeys(List.of(), oneTime(1))), Kind.PREKEYS_FULL);
        assertThat(left()).isEqualTo(200);
        assertThat(calls.claim(bob.name(), alicesToken, newId())).hasSize(1);
        assertThat(publish(List.of(), oneTime(1))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Any", "9", "-a", "a.b", "abcdefghijklmnopqrstuvwxyz0123456"})
    void levelOfAnotherFormIsMalformed(String level) {
        String path = "/v1/people/" + bob.name() + "/prekeys/" + level;

        assertProblem(calls.get(path, bobsToken), Kind.MALFORMED);
        assertProblem(tryToPublishAt(path), Kind.MALFORMED);
        assertProblem(calls.put(path + "/claims/" + newId(), alicesToken), Kind.MALFORMED);
    }

    private Answer tryToPublishAt(String path) {
        return calls.put(path, bobsToken, PublishedPrekeys.NONE);
    }

    @Test
    void claimWithoutAProperIdIsMalformed() {
        publish(List.of(prekey("a")), oneTime(1));

        assertProblem(claim(alicesToken, "1"), Kind.MALFORMED);
        assertProblem(claim(alicesToken, "0123456789ABCDEF0123456789ABCDEF"), Kind.MALFORMED);
        assertThat(left()).isEqualTo(1);
    }
}

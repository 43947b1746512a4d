package encryptedchat.client.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and answers are spelled out here, as the protocol has them on the wire. */
class MailboxRelayTest {
    private static final Identity ALICE =
            new Identity("alice", IdentityKeyPair.ofSeed(SecretBytes.copyOf(new byte[32])));
    private static final byte[] KEY = ALICE.person().identityKey().toBytes();
    private static final String KEY_TEXT = Base64Text.encode(KEY);
    private static final byte[] CHALLENGE = filled(32, 1);
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String PERSON = "{\"name\": \"alice\", \"identity_key\": \"" + KEY_TEXT + "\"}";
    private static final Content CONTENT = new Content("some-level", "message", new RawJson("{ \"any\":  1 }"));

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoIsNotLoggedInSignsTheChallengeAndShowsTheToken() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"waiting\": []}"));

        relay().waiting();

        assertThat(body(expect("POST", "/v1/challenges"))).isEqualTo(tree("{\"name\": \"alice\"}"));
        assertThat(body(expect("POST", "/v1/tokens")))
                .isEqualTo(tree("{\"name\": \"alice\", \"challenge\": \"" + Base64Text.encode(CHALLENGE)
                        + "\", \"signature\": \"" + signatureOver(V1.loginBytes("alice", CHALLENGE)) + "\"}"));
        assertThat(tokenOf(expect("GET", "/v1/mailboxes/alice"))).isEqualTo("Bearer token-1");
    }

    @Test
    void tokenServesUntilItIsRefused() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"waiting\": []}"));
        server.enqueue(json(200, "{\"waiting\": []}"));
        MailboxRelay relay = relay();

        relay.waiting();
        relay.waiting();

        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN_MISSING", "TOKEN_UNKNOWN", "TOKEN_EXPIRED"})
    void whoseTokenIsRefusedLogsInAgainAndRepeatsTheRequest(Problem.Kind refusal) throws Exception {
        enqueueLogin("token-1");
        server.enqueue(problem(refusal));
        enqueueLogin("token-2");
        server.enqueue(json(201, "{\"stored\": \"new\"}"));

        relay().send("bob", ID, CONTENT);

        skip(2);
        RecordedRequest first = expect("PUT", "/v1/mailboxes/bob/messages/" + ID);
        skip(2);
        RecordedRequest second = expect("PUT", "/v1/mailboxes/bob/messages/" + ID);
        assertThat(tokenOf(first)).isEqualTo("Bearer token-1");
        assertThat(tokenOf(second)).isEqualTo("Bearer token-2");
        assertThat(second.getBody()).isEqualTo(first.getBody());
    }

    @Test
    void whoseTokenIsRefusedAgainGivesUpForNow() {
        enqueueLogin("token-1");
        server.enqueue(problem(Problem.Kind.TOKEN_UNKNOWN));
        enqueueLogin("token-2");
        server.enqueue(problem(Problem.Kind.TOKEN_UNKNOWN));

        assertThat(failure(() -> relay().waiting()).kind()).isEqualTo(Kind.LOGIN_OVER);
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void relayThatDoesNotKnowTheNameIsToldItAtLogin() throws Exception {
        server.enqueue(problem(Problem.Kind.PERSON_UNKNOWN));
        server.enqueue(json(201, PERSON));
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"waiting\": []}"));
        MailboxRelay relay = relay();

        relay.waiting();

        skip(1);
        assertThat(body(expect("PUT", "/v1/people/alice")))
                .isEqualTo(tree("{\"identity_key\": \"" + KEY_TEXT + "\", \"signature\": \""
                        + signatureOver(V1.registrationBytes("alice", KEY)) + "\"}"));
        assertThat(relay.timesRegistered()).isEqualTo(1);
    }

    @Test
    void challengeThatExpiredOnTheWayIsAskedForOnceMore() throws Exception {
        server.enqueue(challenge());
        server.enqueue(problem(Problem.Kind.CHALLENGE_UNKNOWN));
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"waiting\": []}"));

        assertThat(relay().waiting()).isEmpty();
    }

    @Test
    void nameOfAnotherKeyIsTaken() {
        server.enqueue(challenge());
        server.enqueue(problem(Problem.Kind.LOGIN_REFUSED));

        assertThat(failure(() -> relay().waiting()).kind()).isEqualTo(Kind.NAME_TAKEN);

        server.enqueue(problem(Problem.Kind.PERSON_UNKNOWN));
        server.enqueue(problem(Problem.Kind.NAME_TAKEN));

        assertThat(failure(() -> relay().waiting()).kind()).isEqualTo(Kind.NAME_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\": \"\", \"expires_at\": 1}",
                "{\"token\": \"a b\", \"expires_at\": 1}",
                "{\"token\": \"a\\nX-Other: b\", \"expires_at\": 1}",
                "{\"token\": \"ä\", \"expires_at\": 1}",
                "{\"token\": 17, \"expires_at\": 1}",
                "{}"
            })
    void tokenThatIsNoneIsNotShown(String token) {
        server.enqueue(challenge());
        server.enqueue(json(201, token));

        assertThat(failure(() -> relay().waiting())).hasMessageContaining("not as a relay does");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void challengeOfAnotherLengthIsNotSigned() {
        server.enqueue(json(201, "{\"challenge\": \"" + Base64Text.encode(new byte[31]) + "\", \"expires_at\": 1}"));

        assertThat(failure(() -> relay().waiting())).hasMessageContaining("not as a relay does");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void prekeysArePublishedInPartsThatARelayTakesAndTheSignedOnesLastSoThatNobodyFindsThemAlone() throws Exception {
        List<Prekey> signed = List.of(prekey("last-resort", 0));
        List<Prekey> oneTime = IntStream.range(0, 2 * V1.MAX_PREKEYS_AT_ONCE + 1)
                .mapToObj(number -> prekey("once", number))
                .toList();
        enqueueLogin("token-1");
        IntStream.range(0, 4).forEach(part -> server.enqueue(json(200, "{\"one_time_left\": " + part + "}")));

        assertThat(relay().publishPrekeys("some-level", new PublishedPrekeys(signed, oneTime)))
                .isEqualTo(3);

        skip(2);
        String path = "/v1/people/alice/prekeys/some-level";
        assertThat(body(expect("PUT", path))).isEqualTo(tree(part(oneTime, 0, 40)));
        assertThat(body(expect("PUT", path))).isEqualTo(tree(part(oneTime, 40, 80)));
        assertThat(body(expect("PUT", path))).isEqualTo(tree(part(oneTime, 80, 81)));
        assertThat(body(expect("PUT", path))).isEqualTo(tree(new PublishedPrekeys(signed, List.of())));
    }

    @Test
    void ownerAsksHowManyOneTimePrekeysAreLeft() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"one_time_left\": 7}"));

        assertThat(relay().oneTimePrekeysLeft("some-level")).isEqualTo(7);
        skip(2);
        expect("GET", "/v1/people/alice/prekeys/some-level");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"one_time_left\": -1}", "{\"one_time_left\": \"7\"}", "{}", "[]"})
    void otherNumberOfPrekeysIsNotARelays(String answer) {
        enqueueLogin("token-1");
        server.enqueue(json(200, answer));

        assertThatItIsNotARelays(() -> relay().oneTimePrekeysLeft("some-level"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void prekeysAreClaimedByARequestWithAnIdAndWithoutABody(int status) throws Exception {
        PublishedPrekeys given = new PublishedPrekeys(List.of(prekey("last-resort", 0)), List.of(prekey("once", 1)));
        enqueueLogin("token-1");
        server.enqueue(json(status, Json.writeText(given)));

        assertThat(relay().claimPrekeys("bob", "some-level", ID)).contains(given);
        skip(2);
        assertThat(expect("PUT", "/v1/people/bob/prekeys/some-level/claims/" + ID)
                        .getBodySize())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"signed\": []}",
                "{\"signed\": [], \"one_time\": null}",
                "{\"signed\": [null], \"one_time\": []}",
                "{\"signed\": [{}], \"one_time\": []}",
                "{\"signed\": [], \"one_time\": [], \"more\": 1}"
            })
    void prekeysOfAnotherFormAreNotARelays(String answer) {
        enqueueLogin("token-1");
        server.enqueue(json(200, answer));

        assertThatItIsNotARelays(() -> relay().claimPrekeys("bob", "some-level", ID));
    }

    @Test
    void identityKeyIsFetched() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"name\": \"bob\", \"identity_key\": \"" + KEY_TEXT + "\"}"));

        assertThat(relay().person("bob"))
                .contains(new Person("bob", ALICE.person().identityKey()));
        skip(2);
        expect("GET", "/v1/people/bob");
    }

    @Test
    void identityKeyThatIsNoneIsTakenForNobodys() throws Exception {
        String noPoint = Base64Text.encode(filled(32, 0xff));
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"name\": \"bob\", \"identity_key\": \"" + noPoint + "\"}"));

        assertThat(relay().person("bob")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_UNKNOWN", "NO_PREKEYS"})
    void whatIsNotThereMayCome(Problem.Kind problem) throws Exception {
        enqueueLogin("token-1");
        server.enqueue(problem(problem));
        server.enqueue(problem(problem));
        MailboxRelay relay = relay();

        assertThat(relay.claimPrekeys("bob", "some-level", ID)).isEmpty();
        assertThat(relay.person("bob")).isEmpty();
    }

    @Test
    void whoClaimsTooOftenIsToldToWait() {
        enqueueLogin("token-1");
        server.enqueue(problem(Problem.Kind.TOO_MANY));

        assertThat(failure(() -> relay().claimPrekeys("bob", "some-level", ID)).kind())
                .isEqualTo(Kind.BUSY);
    }

    @ParameterizedTest
    @CsvSource({"201, new", "200, before"})
    void messageIsSentOnceOrBefore(int status, String stored) throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(status, "{\"stored\": \"" + stored + "\"}"));

        relay().send("bob", ID, CONTENT);

        skip(2);
        assertThat(text(expect("PUT", "/v1/mailboxes/bob/messages/" + ID)))
                .isEqualTo("{\"level\":\"some-level\",\"kind\":\"message\",\"body\":{ \"any\":  1 }}");
    }

    @Test
    void messagesAreWaitedForAndHandedOverInOrder() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, messages(waiting("1", "bob"), waiting("2", "bob"))));

        List<Waiting> messages = relay().poll("bob", 30, 2);

        assertThat(messages).extracting(Waiting::id).containsExactly("1".repeat(32), "2".repeat(32));
        assertThat(messages).extracting(Waiting::content).containsOnly(new RawJson("{\"anything\":  1}"));
        skip(2);
        expect("GET", "/v1/mailboxes/alice/messages?from=bob&limit=2&wait=30");
    }

    @Test
    void acknowledgementsNameTheSenderAndTheIds() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"acknowledged\": 1}"));

        relay().acknowledge("bob", List.of(ID, "f".repeat(32)));

        skip(2);
        assertThat(body(expect("POST", "/v1/mailboxes/alice/acknowledgements?from=bob")))
                .isEqualTo(tree("{\"ids\": [\"" + ID + "\", \"" + "f".repeat(32) + "\"]}"));
    }

    @Test
    void mailboxSaysFromWhomHowManyWait() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"waiting\": [{\"sender\": \"carol\", \"messages\": 3}]}"));

        assertThat(relay().waiting()).containsExactly(new WaitingFrom("carol", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "[]",
                "null",
                "{}",
                "{\"messages\": {}}",
                "{\"messages\": [], \"more\": 1}",
                "{\"messages\": [{\"id\": \"1\", \"sender\": \"bob\", \"stored_at\": 1, \"content\": {}}]}",
                "{\"messages\": [{\"id\": \"" + ID + "\", \"sender\": \"carol\", \"stored_at\": 1, \"content\": {}}]}",
                "{\"messages\": [{\"id\": \"" + ID + "\", \"sender\": \"bob\", \"stored_at\": -1, \"content\": {}}]}"
            })
    void mailboxOfAnotherFormIsNotARelays(String answer) {
        enqueueLogin("token-1");
        server.enqueue(json(200, answer));

        assertThatItIsNotARelays(() -> relay().poll("bob", 0, 100));
    }

    @Test
    void moreMessagesThanWereAskedForAreNotARelays() {
        enqueueLogin("token-1");
        server.enqueue(json(200, messages(waiting("1", "bob"), waiting("2", "bob"))));

        assertThatItIsNotARelays(() -> relay().poll("bob", 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"carol\", \"identity_key\": \"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\"}",
                "{\"name\": \"bob\", \"identity_key\": \"AAAA\"}",
                "{\"name\": \"bob\"}"
            })
    void otherPersonIsNotARelays(String answer) {
        enqueueLogin("token-1");
        server.enqueue(json(200, answer));

        assertThatItIsNotARelays(() -> relay().person("bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"stored\": \"perhaps\"}", "{\"stored\": true}", "{\"status\": \"stored\"}", "{}", ""})
    void whatIsNotClearlyStoredIsNotTakenForAccepted(String answer) {
        enqueueLogin("token-1");
        server.enqueue(json(200, answer));

        assertThatItIsNotARelays(() -> relay().send("bob", ID, CONTENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"acknowledged\": 2}", "{\"acknowledged\": -1}", "{}"})
    void otherNumberOfAcknowledgedIsNotARelays(String answer) {
        enqueueLogin("token-1");
        server.enqueue(json(200, answer));

        assertThatItIsNotARelays(() -> relay().acknowledge("bob", List.of(ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../people/bob", "bob?from=carol", "Bob", "", "a/b", "bob#"})
    void nameIsNeverAPath(String name) {
        assertThatThrownBy(() -> relay().send(name, ID, CONTENT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> relay().poll(name, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> relay().person(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void stoppingEndsThePollUnderWayAndEveryLaterRequest() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"messages\": []}", 60));
        MailboxRelay relay = relay();
        ExecutorService polling = Executors.newSingleThreadExecutor();
        try {
            Future<RelayException> held = polling.submit(() -> failure(() -> relay.poll("bob", 30, 100)));
            skip(3);

            relay.stop();

            assertThat(held.get(1, TimeUnit.MINUTES).kind()).isEqualTo(Kind.STOPPED);
            assertThat(failure(() -> relay.send("bob", ID, CONTENT)).kind()).isEqualTo(Kind.STOPPED);
        } finally {
            polling.shutdownNow();
        }
    }

    @Test
    void pollThatIsWokenReturnsWithNothingAndTheNextOneWaits() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"messages\": []}", 60));
        server.enqueue(json(200, messages(waiting("1", "bob"))));
        MailboxRelay relay = relay();
        ExecutorService polling = Executors.newSingleThreadExecutor();
        try {
            Future<List<Waiting>> held = polling.submit(() -> relay.poll("bob", 30, 100));
            skip(3);

            relay.stopWaiting();

            assertThat(held.get(1, TimeUnit.MINUTES)).isEmpty();
            assertThat(relay.poll("bob", 30, 100)).hasSize(1);
        } finally {
            polling.shutdownNow();
        }
    }

    /** Whoever is about to wait when there is something else to do must not miss it. */
    @Test
    void whereNobodyPollsYetTheNextPollReturnsAtOnceAndNothingElseDoes() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"acknowledged\": 1}"));
        server.enqueue(json(200, messages(waiting("1", "bob"))));
        MailboxRelay relay = relay();

        relay.stopWaiting();
        relay.acknowledge("bob", List.of(ID));

        assertThat(relay.poll("bob", 30, 100)).isEmpty();
        assertThat(relay.poll("bob", 30, 100)).hasSize(1);
    }

    private static void assertThatItIsNotARelays(ThrowingCallable call) {
        assertThat(failure(call))
                .hasMessageContaining("not as a relay does")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    private MailboxRelay relay() {
        return new MailboxRelay(RelayAddress.parse("http://127.0.0.1:" + server.getPort()), ALICE, Steps.SILENT);
    }

    /** Ed25519 signatures are the same each time (RFC 8032 section 5.1.6). */
    private static String signatureOver(byte[] signed) {
        return Base64Text.encode(ALICE.keyPair().sign(signed));
    }

    private static Prekey prekey(String kind, int number) {
        return new Prekey(kind, String.format("%032x", number), 1, 2, "AAAA", "AAAA");
    }

    private static PublishedPrekeys part(List<Prekey> oneTime, int from, int to) {
        return new PublishedPrekeys(List.of(), oneTime.subList(from, to));
    }

    private static RelayException failure(ThrowingCallable call) {
        return catchThrowableOfType(RelayException.class, call);
    }

    private void enqueueLogin(String token) {
        server.enqueue(challenge());
        server.enqueue(json(201, "{\"token\": \"" + token + "\", \"expires_at\": 1763900060}"));
    }

    private static MockResponse challenge() {
        return json(201, "{\"challenge\": \"" + Base64Text.encode(CHALLENGE) + "\", \"expires_at\": 1763900060}");
    }

    private static MockResponse problem(Problem.Kind kind) {
        return new MockResponse.Builder()
                .code(kind.status())
                .addHeader("Content-Type", "application/problem+json")
                .body(new String(Json.write(Problem.of(kind, "What the relay says.")), UTF_8))
                .build();
    }

    private static MockResponse json(int status, String body) {
        return json(status, body, 0);
    }

    private static MockResponse json(int status, String body, int delaySeconds) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .headersDelay(delaySeconds, TimeUnit.SECONDS)
                .build();
    }

    private static String waiting(String digit, String sender) {
        return "{\"id\": \"" + digit.repeat(32) + "\", \"sender\": \"" + sender
                + "\", \"stored_at\": 1763900000, \"content\": {\"anything\":  1}}";
    }

    private static String messages(String... waiting) {
        return "{\"messages\": [" + String.join(", ", waiting) + "]}";
    }

    private void skip(int requests) throws InterruptedException {
        for (int i = 0; i < requests; i++) {
            Objects.requireNonNull(server.takeRequest(1, TimeUnit.MINUTES), "no request came");
        }
    }

    private RecordedRequest expect(String method, String target) throws InterruptedException {
        RecordedRequest request = Objects.requireNonNull(server.takeRequest(1, TimeUnit.MINUTES), "no request came");
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(method + " " + target);
        return request;
    }

    private static String tokenOf(RecordedRequest request) {
        return String.valueOf(request.getHeaders().get("Authorization"));
    }

    private static JsonNode body(RecordedRequest request) throws Exception {
        return tree(text(request));
    }

    private static String text(RecordedRequest request) {
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        return Objects.requireNonNull(request.getBody()).utf8();
    }

    private static JsonNode tree(Object body) throws Exception {
        return tree(Json.writeText(body));
    }

    private static JsonNode tree(String json) throws Exception {
        return Json.readText(json, JsonNode.class);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

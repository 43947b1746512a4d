package encryptedchat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.client.explain.StepListener;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Envelope;
import encryptedchat.wire.Json;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    private static final byte[] KEY = filled(32, 7);
    private static final String KEY_TEXT = Base64Text.encode(KEY);
    private static final byte[] CHALLENGE = filled(32, 1);
    private static final byte[] SIGNATURE = filled(64, 2);
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String PERSON = "{\"name\": \"alice\", \"identity_key\": \"" + KEY_TEXT + "\"}";
    private static final Content CONTENT =
            Content.of(SealedMessage.of(new Envelope(new byte[] {1}, new byte[12], new byte[] {2}, new byte[16])));

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
        byte[][] signed = new byte[1][];

        relay(message -> {
                    signed[0] = message;
                    return SIGNATURE.clone();
                })
                .waiting();

        assertThat(signed[0]).isEqualTo(V1.loginBytes("alice", CHALLENGE));
        assertThat(body(expect("POST", "/v1/challenges"))).isEqualTo(tree("{\"name\": \"alice\"}"));
        assertThat(body(expect("POST", "/v1/tokens")))
                .isEqualTo(tree("{\"name\": \"alice\", \"challenge\": \"" + Base64Text.encode(CHALLENGE)
                        + "\", \"signature\": \"" + Base64Text.encode(SIGNATURE) + "\"}"));
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

        assertThat(failure(() -> relay().waiting()).kind()).isEqualTo(Kind.AWAY);
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
                        + Base64Text.encode(SIGNATURE) + "\"}"));
        assertThat(relay.timesRegistered()).isEqualTo(1);
    }

    @Test
    void registrationSignsTheNameAndTheKey() throws Exception {
        server.enqueue(problem(Problem.Kind.PERSON_UNKNOWN));
        server.enqueue(json(201, PERSON));
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"waiting\": []}"));
        List<byte[]> signed = new ArrayList<>();

        relay(message -> {
                    signed.add(message);
                    return SIGNATURE.clone();
                })
                .waiting();

        assertThat(signed.get(0)).isEqualTo(V1.registrationBytes("alice", KEY));
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
    void exchangeKeyIsPublishedAndFetched() throws Exception {
        ExchangeKey key = ExchangeKey.of(TestKeys.publicKey(1), SIGNATURE);
        enqueueLogin("token-1");
        server.enqueue(json(200, new String(Json.write(key), UTF_8)));
        server.enqueue(json(200, new String(Json.write(key), UTF_8)));
        MailboxRelay relay = relay();

        relay.publishExchangeKey(key);
        assertThat(relay.exchangeKey("bob")).isEqualTo(key);

        skip(2);
        RecordedRequest published = expect("PUT", "/v1/people/alice/exchange-keys/authenticated");
        assertThat(body(published)).isEqualTo(tree(new String(Json.write(key), UTF_8)));
        expect("GET", "/v1/people/bob/exchange-keys/authenticated");
    }

    @Test
    void identityKeyIsFetched() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, "{\"name\": \"bob\", \"identity_key\": \"" + KEY_TEXT + "\"}"));

        assertThat(relay().identityKey("bob")).isEqualTo(KEY);
        skip(2);
        expect("GET", "/v1/people/bob");
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_UNKNOWN", "NO_EXCHANGE_KEY"})
    void whatIsNotThereMayCome(Problem.Kind problem) {
        enqueueLogin("token-1");
        server.enqueue(problem(problem));

        RelayException failure = failure(() -> relay().exchangeKey("bob"));

        assertThat(failure.kind()).isEqualTo(Kind.NOTHING_THERE);
        assertThat(failure.problem()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"201, new", "200, before"})
    void messageIsSentOnceOrBefore(int status, String stored) throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(status, "{\"stored\": \"" + stored + "\"}"));

        relay().send("bob", ID, CONTENT);

        skip(2);
        assertThat(body(expect("PUT", "/v1/mailboxes/bob/messages/" + ID)))
                .isEqualTo(tree("{\"message\": {\"associated_data\": \"AQ==\", \"nonce\": \"AAAAAAAAAAAAAAAA\","
                        + "\"ciphertext\": \"Ag==\", \"tag\": \"AAAAAAAAAAAAAAAAAAAAAA==\"}}"));
    }

    @Test
    void messagesAreWaitedForAndHandedOverInOrder() throws Exception {
        enqueueLogin("token-1");
        server.enqueue(json(200, messages(waiting("1", "bob"), waiting("2", "bob"))));

        List<Waiting> messages = relay().poll("bob", 30, 2);

        assertThat(messages).extracting(Waiting::id).containsExactly("1".repeat(32), "2".repeat(32));
        assertThat(messages.get(0).content()).isEqualTo(tree("{\"anything\": 1}"));
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

        assertThatItIsNotARelays(() -> relay().identityKey("bob"));
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
        assertThatThrownBy(() -> relay().identityKey(name)).isInstanceOf(IllegalArgumentException.class);
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

            assertThat(held.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.STOPPED);
            assertThat(failure(() -> relay.send("bob", ID, CONTENT)).kind()).isEqualTo(Kind.STOPPED);
        } finally {
            polling.shutdownNow();
        }
    }

    private static void assertThatItIsNotARelays(ThrowingCallable call) {
        assertThat(failure(call))
                .hasMessageContaining("not as a relay does")
                .extracting(RelayException::kind)
                .isEqualTo(Kind.AWAY);
    }

    private MailboxRelay relay() {
        return relay(message -> SIGNATURE.clone());
    }

    private MailboxRelay relay(RelayLogin.Signer signer) {
        return new MailboxRelay(
                RelayAddress.parse("http://127.0.0.1:" + server.getPort()), "alice", KEY, signer, StepListener.SILENT);
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
                + "\", \"stored_at\": 1763900000, \"content\": {\"anything\": 1}}";
    }

    private static String messages(String... waiting) {
        return "{\"messages\": [" + String.join(", ", waiting) + "]}";
    }

    private void skip(int requests) throws InterruptedException {
        for (int i = 0; i < requests; i++) {
            Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
        }
    }

    private RecordedRequest expect(String method, String target) throws InterruptedException {
        RecordedRequest request = Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(method + " " + target);
        return request;
    }

    private static String tokenOf(RecordedRequest request) {
        return String.valueOf(request.getHeaders().get("Authorization"));
    }

    private static JsonNode body(RecordedRequest request) throws Exception {
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        return Json.read(Objects.requireNonNull(request.getBody()).toByteArray(), JsonNode.class);
    }

    private static JsonNode tree(String json) throws Exception {
        return Json.read(json.getBytes(UTF_8), JsonNode.class);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

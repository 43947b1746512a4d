package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.V1Calls.NO_TOKEN;
import static encryptedchat.relay.v1.V1Calls.assertProblem;
import static encryptedchat.relay.v1.V1Calls.object;
import static encryptedchat.relay.v1.V1Calls.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.relay.Calls.Answer;
import encryptedchat.relay.Relay;
import encryptedchat.relay.TestRelays;
import encryptedchat.relay.store.Limits;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.v1.Login.TokenRequest;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody gets a token but who signs this very challenge, for this name, in time, and once. */
class LoginTest {
    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final TestPerson alice = TestPerson.named("alice");

    private Relay relay;
    private V1Calls calls;

    @BeforeEach
    void start() {
        relay = TestRelays.start(folder, Limits.DEFAULT, V1Calls.UNHURRIED, clock);
        calls = new V1Calls(relay.url());
        calls.put("/v1/people/alice", NO_TOKEN, alice.registration());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private Answer logIn(TokenRequest request) {
        return calls.post("/v1/tokens", NO_TOKEN, request);
    }

    @Test
    void answersSayWhenChallengeAndTokenEnd() throws Exception {
        Answer challenge = calls.post("/v1/challenges", NO_TOKEN, object("name", "alice"));
        Answer token = logIn(alice.login(challenge.json().path("challenge").textValue()));

        long now = clock.instant().getEpochSecond();
        assertThat(challenge.json().path("expires_at").longValue()).isEqualTo(now + 60);
        assertThat(token.json().path("expires_at").longValue()).isEqualTo(now + 3600);
    }

    @Test
    void challengeIsGoodOnce() throws Exception {
        TokenRequest request = alice.login(calls.challenge("alice"));

        assertThat(logIn(request).code()).isEqualTo(201);
        assertProblem(logIn(request), Kind.CHALLENGE_UNKNOWN);
    }

    @Test
    void challengeIsUsedUpByAWrongSignatureToo() throws Exception {
        String challenge = calls.challenge("alice");

        assertProblem(logIn(new TokenRequest("alice", challenge, zeros(64))), Kind.LOGIN_REFUSED);
        assertProblem(logIn(alice.login(challenge)), Kind.CHALLENGE_UNKNOWN);
    }

    @Test
    void challengeIsGoodForAMinute() throws Exception {
        TokenRequest inTime = alice.login(calls.challenge("alice"));
        TokenRequest late = alice.login(calls.challenge("alice"));

        clock.advance(Duration.ofSeconds(60));
        assertThat(logIn(inTime).code()).isEqualTo(201);
        clock.advance(Duration.ofMillis(1));
        assertProblem(logIn(late), Kind.CHALLENGE_UNKNOWN);
    }

    @Test
    void challengeForAnotherNameIsUnknown() throws Exception {
        TestPerson mallory = TestPerson.named("mallory");
        calls.registerAndLogIn(mallory);

        assertProblem(logIn(mallory.login(calls.challenge("alice"))), Kind.CHALLENGE_UNKNOWN);
        assertProblem(logIn(alice.login(calls.challenge("mallory"))), Kind.CHALLENGE_UNKNOWN);
        assertProblem(logIn(alice.login(zeros(32))), Kind.CHALLENGE_UNKNOWN);
    }

    @Test
    void signatureOverOtherBytesIsRefused() {
        for (String what : List.of("another name", "another challenge", "another purpose", "another key", "no bytes")) {
            String challenge = calls.challenge("alice");
            byte[] bytes = Base64.getDecoder().decode(challenge);
            byte[] signature = switch (what) {
                case "another name" -> alice.sign(V1.loginBytes("alicf", bytes));
                case "another challenge" -> alice.sign(V1.loginBytes("alice", new byte[32]));
                case "another purpose" -> alice.sign(V1.registrationBytes("alice", bytes));
                case "another key" -> TestPerson.named("alice").sign(V1.loginBytes("alice", bytes));
                default -> alice.sign(new byte[0]);
            };

            Answer answer = logIn(new TokenRequest("alice", challenge, Base64Text.encode(signature)));

            assertProblem(answer, Kind.LOGIN_REFUSED);
        }
    }

    @Test
    void nobodyLogsInUnderANameThatNobodyHas() throws Exception {
        assertProblem(calls.post("/v1/challenges", NO_TOKEN, object("name", "nobody")), Kind.PERSON_UNKNOWN);
        assertProblem(logIn(TestPerson.named("nobody").login(zeros(32))), Kind.PERSON_UNKNOWN);
        assertProblem(calls.post("/v1/challenges", NO_TOKEN, object("name", "No body")), Kind.MALFORMED);
    }

    @Test
    void tokenOutlivesTheRelayAndIsNotOnItsDisk() throws IOException {
        String token = calls.logIn(alice);
        relay.close();
        assertThat(contentOfAllFiles()).contains("alice").doesNotContain(token);

        start();

        assertThat(calls.get("/v1/mailboxes/alice", token).code()).isEqualTo(200);
    }

    private String contentOfAllFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder content = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return content.toString();
        }
    }
}

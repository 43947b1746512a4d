package encryptedchat.client.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemAnswersTest {
    private static final String GOOD =
            "{\"type\": \"/v1/problems/malformed\", \"title\": \"t\", \"status\": 400, " + "\"detail\": \"d\"}";

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void successIsNoFailure(int status) {
        assertThatCode(() -> new ProblemAnswers().check(new RelayAnswer(status, "", "", new byte[0])))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, REFUSED",
        "SIGNATURE_WRONG, REFUSED",
        "TOKEN_MISSING, LOGIN_OVER",
        "TOKEN_UNKNOWN, LOGIN_OVER",
        "TOKEN_EXPIRED, LOGIN_OVER",
        "LOGIN_REFUSED, NAME_TAKEN",
        "CHALLENGE_UNKNOWN, LOGIN_OVER",
        "NOT_YOURS, REFUSED",
        "NO_SUCH_ROUTE, REFUSED",
        "PERSON_UNKNOWN, NOTHING_THERE",
        "NO_PREKEYS, NOTHING_THERE",
        "METHOD_NOT_ALLOWED, REFUSED",
        "TOO_SLOW, AWAY",
        "NAME_TAKEN, NAME_TAKEN",
        "ID_TAKEN, REFUSED",
        "TOO_LARGE, REFUSED",
        "NOT_JSON, REFUSED",
        "MAILBOX_FULL, BUSY",
        "TOO_MANY, BUSY",
        "FAILED, AWAY",
        "STOPPING, AWAY",
        "STORE_FULL, AWAY"
    })
    void problemDecidesWhatToDoNext(Problem.Kind problem, Kind expected) throws WireFormatException {
        RelayException failure = failure(problem.status(), Problem.CONTENT_TYPE, "", json(problem));

        assertThat(failure.kind()).isEqualTo(expected);
        assertThat(failure).hasMessageEndingWith("What the relay says.");
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemHasAMeaning(Problem.Kind problem) throws WireFormatException {
        assertThat(failure(problem.status(), Problem.CONTENT_TYPE, "", json(problem)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"404, REFUSED", "418, REFUSED", "408, AWAY", "429, BUSY", "500, AWAY", "599, AWAY"})
    void problemThatThisProgramDoesNotKnowMeansWhatItsStatusMeans(int status, Kind expected)
            throws WireFormatException {
        String json = "{\"type\": \"about:blank\", \"title\": \"t\", \"status\": " + status + ", \"detail\": \"d\"}";

        assertThat(failure(status, Problem.CONTENT_TYPE, "", json).kind()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "60, 60", "3600, 60", "99999999999, 0", "-1, 0", "soon, 0", "'', 0"})
    void pauseIsWhatTheRelayAsksForUpToAMinute(String header, long seconds) throws WireFormatException {
        assertThat(failure(429, Problem.CONTENT_TYPE, header, json(Problem.Kind.TOO_MANY))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/problem+json", "application/problem+json; charset=utf-8", "Application/Problem+JSON"
            })
    void contentTypeIsComparedAsHttpSays(String contentType) throws WireFormatException {
        assertThat(failure(400, contentType, "", GOOD).kind()).isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/html", "application/problem+xml", ";"})
    void otherContentTypeIsNotARelays(String contentType) {
        assertThatThrownBy(() -> failure(400, contentType, "", GOOD)).isInstanceOf(WireFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"status\": \"no such key\"}",
                "{\"type\": \"/v1/problems/malformed\", \"title\": \"t\", \"status\": 404, \"detail\": \"d\"}",
                "{\"type\": \"/v1/problems/malformed\", \"title\": \"t\", \"status\": 400, \"detail\": null}",
                "{\"type\": \"/v1/problems/malformed\", \"title\": \"t\", \"status\": 400, \"detail\": 1}",
                "{\"type\": \"/v1/problems/malformed\", \"title\": \"t\", \"status\": 400, \"detail\": \"d\", \"x\": 1}"
            })
    void otherBodyIsNotARelays(String json) {
        assertThatThrownBy(() -> failure(400, Problem.CONTENT_TYPE, "", json)).isInstanceOf(WireFormatException.class);
    }

    @Test
    void controlCharactersOfADetailDoNotReachTheScreen() throws WireFormatException {
        String json = GOOD.replace("\"d\"", "\"\\u001b[2J gone\\nalice: forged\"");

        assertThat(failure(400, Problem.CONTENT_TYPE, "", json)).hasMessageContaining("␛[2J gone␊alice: forged");
    }

    private static String json(Problem.Kind problem) {
        return new String(Json.write(Problem.of(problem, "What the relay says.")), UTF_8);
    }

    private static RelayException failure(int status, String contentType, String retryAfter, String json)
            throws WireFormatException {
        RelayAnswer answer = new RelayAnswer(status, contentType, retryAfter, json.getBytes(UTF_8));
        try {
            new ProblemAnswers().check(answer);
        } catch (RelayException failure) {
            return failure;
        }
        throw new AssertionError("it tells of no failure");
    }
}

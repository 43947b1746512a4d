package encryptedchat.client.relay;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Problem;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Errors under {@code /v1}: {@code application/problem+json} (RFC 9457), and what a client makes of each. */
final class ProblemAnswers implements AnswerForm {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** A relay that asks for more is asked again all the same, and can say so again. */
    private static final int LONGEST_PAUSE_SECONDS = 60;

    @Override
    public void check(RelayAnswer answer) throws RelayException, WireFormatException {
        if (answer.status() != HttpURLConnection.HTTP_OK && answer.status() != HttpURLConnection.HTTP_CREATED) {
            Problem problem = read(answer);
            Kind kind = problem.kind().map(ProblemAnswers::meaning).orElseGet(() -> Kind.of(answer.status()));
            throw RelayException.answered(kind, problem.detail(), pause(answer.retryAfter()));
        }
    }

    private static Problem read(RelayAnswer answer) throws WireFormatException {
        String mediaType = answer.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaType.equals(Problem.CONTENT_TYPE)) {
            throw new WireFormatException("An error is " + Problem.CONTENT_TYPE + ".");
        }
        Problem problem = Json.read(answer.body(), Problem.class);
        if (problem.status() != answer.status()) {
            throw new WireFormatException("Field 'status' is not the status of the answer.");
        }
        return problem;
    }

    private static Kind meaning(Problem.Kind problem) {
        return switch (problem) {
            case NAME_TAKEN, LOGIN_REFUSED -> Kind.NAME_TAKEN;
            case PERSON_UNKNOWN, NO_PREKEYS -> Kind.NOTHING_THERE;
            case TOKEN_MISSING, TOKEN_UNKNOWN, TOKEN_EXPIRED, CHALLENGE_UNKNOWN -> Kind.LOGIN_OVER;
            default -> Kind.of(problem.status());
        };
    }

    /** The other form of the header, a date, would need a clock that agrees with the relay's. */
    private static Duration pause(String retryAfter) {
        return SECONDS.matcher(retryAfter).matches()
                ? Duration.ofSeconds(Math.min(Integer.parseInt(retryAfter), LONGEST_PAUSE_SECONDS))
                : Duration.ZERO;
    }
}

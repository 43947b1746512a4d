package encryptedchat.client.relay;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.TextRules;
import java.net.HttpURLConnection;
import java.time.Duration;

/** A request to the relay did not do what it was for. The message is one line for the person at the screen. */
public final class RelayException extends ChatException {
    private static final long serialVersionUID = 1;

    private static final int MAX_SHOWN_CHARACTERS = 200;

    /** What our relay says then; anything else that a relay says is shown as its own words. */
    private static final String SHUTTING_DOWN = "The relay is shutting down.";

    /** What went wrong, as far as it decides what to do next. */
    public enum Kind {
        /** No answer, or an answer that no relay gives: the same request may succeed later. */
        AWAY,
        /** The relay has no room at the moment, or is asked too often: the same request may succeed later. */
        BUSY,
        /** The relay has nothing under this name. */
        NOTHING_THERE,
        /** The relay will not take this request, however often it is sent. */
        REFUSED,
        /** The relay no longer knows the login: the same request may succeed after the next one. */
        LOGIN_OVER,
        /** At this relay the own name belongs to somebody else's identity key. */
        NAME_TAKEN,
        /** Whoever answers cannot show the right certificate. Nothing was sent. */
        UNTRUSTED,
        /** This program has ended the waiting, and goes on. */
        WOKEN,
        /** This program has ended all requests. */
        STOPPED;

        private static final int TOO_MANY_REQUESTS = 429;

        /** @return what a status means where the answer says it in no other way */
        public static Kind of(int status) {
            return switch (status) {
                case TOO_MANY_REQUESTS -> BUSY;
                case HttpURLConnection.HTTP_CLIENT_TIMEOUT -> AWAY;
                default -> status >= HttpURLConnection.HTTP_INTERNAL_ERROR ? AWAY : REFUSED;
            };
        }
    }

    private final Kind kind;
    private final Duration retryAfter;

    private RelayException(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    RelayException(Kind kind, String message) {
        this(kind, message, Duration.ZERO);
    }

    /**
     * @param said what the relay itself says, which may be anything
     * @param retryAfter zero where it does not say
     */
    public static RelayException answered(Kind kind, String said, Duration retryAfter) {
        String shown = TextRules.printable(said);
        String text = shown.length() <= MAX_SHOWN_CHARACTERS ? shown : shown.substring(0, MAX_SHOWN_CHARACTERS) + "…";
        String message = switch (kind) {
            case AWAY, LOGIN_OVER -> text.equals(SHUTTING_DOWN) ? text : "The relay failed: " + text;
            case REFUSED -> "The relay refused: " + text;
            default -> text;
        };
        return new RelayException(kind, message, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** @return how long to wait before the next attempt; zero where the relay did not say */
    public Duration retryAfter() {
        return retryAfter;
    }
}

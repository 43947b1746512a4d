package encryptedchat.client.relay;

import encryptedchat.client.terminal.ChatException;
import encryptedchat.client.terminal.TextRules;
import encryptedchat.wire.v1.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        /** At this relay the own name belongs to somebody else's identity key. */
        NAME_TAKEN,
        /** Whoever answers cannot show the right certificate. Nothing was sent. */
        UNTRUSTED,
        /** This program has ended the request itself. */
        STOPPED
    }

    private final Kind kind;
    private final Problem.@Nullable Kind problem;
    private final Duration retryAfter;

    private RelayException(Kind kind, String message, Problem.@Nullable Kind problem, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    RelayException(Kind kind, String message) {
        this(kind, message, null, Duration.ZERO);
    }

    /** @param said what the relay itself says, which may be anything */
    public static RelayException answered(Kind kind, String said) {
        String shown = TextRules.printable(said);
        String text = shown.length() <= MAX_SHOWN_CHARACTERS ? shown : shown.substring(0, MAX_SHOWN_CHARACTERS) + "…";
        return new RelayException(
                kind,
                switch (kind) {
                    case AWAY -> text.equals(SHUTTING_DOWN) ? text : "The relay failed: " + text;
                    case REFUSED -> "The relay refused: " + text;
                    default -> text;
                });
    }

    /** @return the same with what only {@code /v1} says */
    RelayException with(Optional<Problem.Kind> exactly, Duration pause) {
        return new RelayException(kind, String.valueOf(getMessage()), exactly.orElse(null), pause);
    }

    public Kind kind() {
        return kind;
    }

    /** @return which mistake it is by the words of {@code /v1}, if the relay said so */
    public Optional<Problem.Kind> problem() {
        return Optional.ofNullable(problem);
    }

    /** @return how long to wait before the next attempt; zero where the relay did not say */
    public Duration retryAfter() {
        return retryAfter;
    }
}

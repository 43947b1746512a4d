package encryptedchat.wire.v1;

import java.util.Arrays;
import java.util.Optional;

/**
 * The body of every error under {@code /v1}: {@code application/problem+json} (RFC 9457).
 *
 * @param type which mistake it is, as a relative reference: {@code /v1/problems/} and the {@link Kind}'s name
 * @param title the same for every problem of this type
 * @param status the HTTP status once more
 * @param detail one line for the person: what is wrong and what to do
 */
public record Problem(String type, String title, int status, String detail) {

    public static final String CONTENT_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "/v1/problems/";

    /** Every mistake that a client may have to tell from others. */
    public enum Kind {
        MALFORMED("malformed", 400, "The request does not have the form of this operation"),
        SIGNATURE_WRONG("signature-wrong", 400, "The signature is not one over these bytes by this key"),
        TOKEN_MISSING("token-missing", 401, "This operation needs a token"),
        TOKEN_UNKNOWN("token-unknown", 401, "The token is not one of this relay"),
        TOKEN_EXPIRED("token-expired", 401, "The token has expired"),
        LOGIN_REFUSED("login-refused", 401, "The challenge is not signed as it must be"),
        CHALLENGE_UNKNOWN("challenge-unknown", 401, "The challenge is unknown, used or expired"),
        NOT_YOURS("not-yours", 403, "This belongs to somebody else"),
        NO_SUCH_ROUTE("no-such-route", 404, "There is no such route"),
        PERSON_UNKNOWN("person-unknown", 404, "Nobody has registered this name"),
        NO_PREKEYS("no-prekeys", 404, "There are no prekeys under this name at this level"),
        METHOD_NOT_ALLOWED("method-not-allowed", 405, "This route takes other methods"),
        TOO_SLOW("too-slow", 408, "The request did not arrive in time"),
        NAME_TAKEN("name-taken", 409, "The name belongs to another identity key"),
        ID_TAKEN("id-taken", 409, "Another message was sent under this id"),
        PREKEYS_FULL("prekeys-full", 409, "The relay keeps enough prekeys of this person"),
        TOO_LARGE("too-large", 413, "The body is too large"),
        NOT_JSON("not-json", 415, "The body is not announced as JSON"),
        MAILBOX_FULL("mailbox-full", 429, "The mailbox is full"),
        TOO_MANY("too-many", 429, "Too many requests"),
        FAILED("failed", 500, "The relay failed"),
        STOPPING("stopping", 503, "The relay is shutting down"),
        STORE_FULL("store-full", 507, "The relay has no room left on its disk");

        private final String code;
        private final int status;
        private final String title;

        Kind(String code, int status, String title) {
            this.code = code;
            this.status = status;
            this.title = title;
        }

        /** @return the last part of the type */
        public String code() {
            return code;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(TYPE_PREFIX + kind.code, kind.title, kind.status, detail);
    }

    /** @return which mistake it is, or nothing if this program does not know the type */
    public Optional<Kind> kind() {
        return Arrays.stream(Kind.values())
                .filter(kind -> type.equals(TYPE_PREFIX + kind.code))
                .findFirst();
    }
}

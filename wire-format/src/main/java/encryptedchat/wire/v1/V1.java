package encryptedchat.wire.v1;

import encryptedchat.wire.CanonicalBytes;

/** Paths, limits and labels of {@code /v1}. Lengths are in bytes, times in Unix seconds. */
public final class V1 {
    public static final String HEALTH = "/v1/health";
    public static final String OPENAPI = "/v1/openapi.json";
    public static final String PEOPLE = "/v1/people/";
    public static final String PREKEYS = "/prekeys/";
    public static final String CLAIMS = "/claims/";
    public static final String CHALLENGES = "/v1/challenges";
    public static final String TOKENS = "/v1/tokens";
    public static final String MAILBOXES = "/v1/mailboxes/";
    public static final String MESSAGES = "/messages";
    public static final String ACKNOWLEDGEMENTS = "/acknowledgements";

    public static final int CHALLENGE_BYTES = 32;
    public static final int TOKEN_BYTES = 32;

    /** The relay refuses a body above this: a text of 64 KiB fits after Base64, with room to spare. */
    public static final int MAX_BODY_BYTES = 128 * 1024;

    /** The longest that a poll may ask to be held, in seconds. */
    public static final int MAX_WAIT_SECONDS = 30;

    /** The most messages in one answer to a poll. */
    public static final int MAX_POLLED_MESSAGES = 100;

    /** The most message ids in one acknowledgement. */
    public static final int MAX_ACKNOWLEDGED = 1000;

    /** The most prekeys in one request: so many of the longest fit a body. */
    public static final int MAX_PREKEYS_AT_ONCE = 40;

    /** The most one-time prekeys of one person that the relay keeps at one level, those handed out not counted. */
    public static final int MAX_ONE_TIME_PREKEYS = 200;

    /** How often one person may be given one-time prekeys of one other within an hour. */
    public static final int MAX_CLAIMS_PER_HOUR = 20;

    private V1() {}

    /** @return what the owner of an identity key signs to have a name */
    public static byte[] registrationBytes(String name, byte[] identityKey) {
        return CanonicalBytes.of("encrypted-chat registration")
                .add(name)
                .add(identityKey)
                .toBytes();
    }

    /** @return what is signed to log in */
    public static byte[] loginBytes(String name, byte[] challenge) {
        return CanonicalBytes.of("encrypted-chat login")
                .add(name)
                .add(challenge)
                .toBytes();
    }
}

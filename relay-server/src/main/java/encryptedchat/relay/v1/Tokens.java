package encryptedchat.relay.v1;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Login;
import encryptedchat.wire.v1.Login.Token;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens, which stand for a login until they expire. A token is {@value V1#TOKEN_BYTES} random bytes in the Base64 for
 * addresses (RFC 4648 section 5), without padding. The store has only the SHA-256 of its text; so there is nothing to
 * compare in constant time either: whoever guesses cannot choose a hash near another one.
 */
final class Tokens {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]{1,100})");

    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final Duration life;

    Tokens(Store store, Clock clock, SecureRandom random, Duration life) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.life = life;
    }

    CompletableFuture<Token> make(String name) {
        byte[] bytes = new byte[V1.TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.instant().plus(life);
        return store.putToken(token, name, expiresAt).thenApply(stored -> new Token(token, expiresAt.getEpochSecond()));
    }

    /**
     * @param authorization all headers of this name
     * @return who has logged in
     * @throws Refusal if there is no token, or it is unknown or expired
     */
    String owner(List<String> authorization) {
        Matcher bearer = BEARER.matcher(authorization.size() == 1 ? authorization.get(0) : "");
        if (!bearer.matches()) {
            throw new Refusal(Kind.TOKEN_MISSING, "Log in, and send the header 'Authorization: Bearer TOKEN', once.");
        }
        Login login = store.login(bearer.group(1))
                .orElseThrow(
                        () -> new Refusal(Kind.TOKEN_UNKNOWN, "The relay does not know this token. Log in again."));
        if (!clock.instant().isBefore(login.expiresAt())) {
            throw new Refusal(Kind.TOKEN_EXPIRED, "The token has expired. Log in again.");
        }
        return login.name();
    }
}

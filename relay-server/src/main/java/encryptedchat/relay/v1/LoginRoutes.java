package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.EVERYBODY;
import static encryptedchat.relay.v1.Operation.Limit.REQUESTS_OF_ADDRESS;
import static io.javalin.http.HandlerType.POST;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Login;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Login.Challenge;
import encryptedchat.wire.v1.Login.ChallengeRequest;
import encryptedchat.wire.v1.Login.Token;
import encryptedchat.wire.v1.Login.TokenRequest;
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
 * Logging in: who signs a fresh challenge of the relay has the identity key. Since each challenge is random and good
 * once, a login that somebody recorded is worth nothing.
 *
 * <p>A token stands for a login until it expires. It is {@value V1#TOKEN_BYTES} random bytes in the Base64 for
 * addresses (RFC 4648 section 5), without padding. The store has only the SHA-256 of its text; so there is nothing to
 * compare in constant time either: whoever guesses cannot choose a hash near another one.
 */
final class LoginRoutes {
    static final Duration CHALLENGE_LIFE = Duration.ofSeconds(60);

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]{1,100})");

    /** What a witness sees of a token: whoever has one acts in its owner's name. */
    private static final String NOT_SHOWN = "not shown";

    private final SecureRandom random = new SecureRandom();
    private final Store store;
    private final Clock clock;
    private final Duration tokenLife;

    LoginRoutes(Store store, Clock clock, Duration tokenLife) {
        this.store = store;
        this.clock = clock;
        this.tokenLife = tokenLife;
    }

    List<Operation> operations() {
        return List.of(
                new Operation(POST, V1.CHALLENGES, EVERYBODY, this::challenge).limited(REQUESTS_OF_ADDRESS),
                new Operation(POST, V1.TOKENS, EVERYBODY, this::token).limited(REQUESTS_OF_ADDRESS));
    }

    private CompletableFuture<Reply> challenge(Call call) throws WireFormatException {
        String name = PersonName.check("name", call.body(ChallengeRequest.class).name());
        call.knows(name, KnownBy.CLAIM);
        PeopleRoutes.identityKey(store, name);
        byte[] challenge = draw(V1.CHALLENGE_BYTES);
        Instant expiresAt = clock.instant().plus(CHALLENGE_LIFE);
        return store.putChallenge(challenge, name, expiresAt)
                .thenApply(stored ->
                        Reply.created(new Challenge(Base64Text.encode(challenge), expiresAt.getEpochSecond())));
    }

    private CompletableFuture<Reply> token(Call call) throws WireFormatException {
        TokenRequest request = call.body(TokenRequest.class);
        String name = PersonName.check("name", request.name());
        call.knows(name, KnownBy.CLAIM);
        byte[] challenge = request.decodeChallenge();
        byte[] signature = request.decodeSignature();
        boolean signed = IdentityKey.of(PeopleRoutes.identityKey(store, name))
                .hasSigned(V1.loginBytes(name, challenge), signature);
        return store.takeChallenge(challenge, name, clock.instant())
                .thenCompose(taken -> token(call, name, taken, signed))
                .thenApply(token -> new Reply(201, token, new Token(NOT_SHOWN, token.expiresAt())));
    }

    /** A challenge is used up by a wrong signature too. */
    private CompletableFuture<Token> token(Call call, String name, boolean taken, boolean signed) {
        if (!taken) {
            throw new Refusal(
                    Kind.CHALLENGE_UNKNOWN,
                    "This challenge is not one for " + name + " that is still good. Ask for another one.");
        }
        if (!signed) {
            throw new Refusal(
                    Kind.LOGIN_REFUSED,
                    "Field 'signature' is not a signature over this challenge by the identity key of " + name + ".");
        }
        call.knows(name, KnownBy.SIGNATURE);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(draw(V1.TOKEN_BYTES));
        Instant expiresAt = clock.instant().plus(tokenLife);
        return store.putToken(token, name, expiresAt).thenApply(stored -> new Token(token, expiresAt.getEpochSecond()));
    }

    private byte[] draw(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * @param authorization all headers of this name
     * @return who has logged in
     * @throws Refusal if there is no token, or it is unknown or expired
     */
    String caller(List<String> authorization) {
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

package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.EVERYBODY;
import static encryptedchat.relay.v1.Operation.Limit.REQUESTS_OF_ADDRESS;
import static io.javalin.http.HandlerType.POST;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.relay.store.Store;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Logging in: who signs a fresh challenge of the relay has the identity key. Since each challenge is random and good
 * once, a login that somebody recorded is worth nothing.
 */
final class LoginRoutes {
    static final Duration CHALLENGE_LIFE = Duration.ofSeconds(60);

    /** What a witness sees of a token: whoever has one acts in its owner's name. */
    private static final String NOT_SHOWN = "not shown";

    private final Store store;
    private final Tokens tokens;
    private final Clock clock;
    private final SecureRandom random;

    LoginRoutes(Store store, Tokens tokens, Clock clock, SecureRandom random) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
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
        byte[] challenge = new byte[V1.CHALLENGE_BYTES];
        random.nextBytes(challenge);
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
                .thenApply(token -> Reply.createdSecret(token, new Token(NOT_SHOWN, token.expiresAt())));
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
        return tokens.make(name);
    }
}

package encryptedchat.client.relay;

import static encryptedchat.crypto.level.Detail.in;
import static encryptedchat.crypto.level.Detail.out;

import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.v1.Login.Challenge;
import encryptedchat.wire.v1.Login.ChallengeRequest;
import encryptedchat.wire.v1.Login.Token;
import encryptedchat.wire.v1.Login.TokenRequest;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.V1;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Logs one person in at the relay: signs its challenge, and shows the token with every request. The token is in memory
 * only; when it is no longer good, a request logs in again, once, and is repeated.
 */
final class RelayLogin {
    /** What may stand behind {@code Bearer} (RFC 6750 section 2.1), of a bearable length. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,1000}=*");

    private final RelayHttp http;
    private final Identity me;
    private final String name;
    private final Steps steps;
    private @Nullable String token;
    private volatile long timesRegistered;

    RelayLogin(RelayHttp http, Identity me, Steps steps) {
        this.http = http;
        this.me = me;
        this.name = me.name();
        this.steps = steps;
    }

    long timesRegistered() {
        return timesRegistered;
    }

    /** Sends the request in the name of this person. */
    <T> T send(RelayRequest request, Class<T> shape) throws RelayException {
        String shown = token();
        try {
            return http.send(request.withToken(shown), shape);
        } catch (RelayException failure) {
            if (failure.kind() != Kind.LOGIN_OVER) {
                throw failure;
            }
            forget(shown);
            return http.send(request.withToken(token()), shape);
        }
    }

    private synchronized void register() throws RelayException {
        byte[] identityKey = me.person().identityKey().toBytes();
        byte[] signed = V1.registrationBytes(name, identityKey);
        byte[] signature = me.keyPair().sign(signed);
        Person person =
                http.send(RelayRequest.put(V1.PEOPLE + name, Registration.of(identityKey, signature)), Person.class);
        http.require(person.equals(Person.of(name, identityKey)), "The answer is about another person or key.");
        timesRegistered++;
        steps.done("name-registered", in("label, name and identity key", signed), out("signature", signature));
    }

    private synchronized String token() throws RelayException {
        String current = token;
        if (current == null) {
            current = logIn();
            token = current;
        }
        return current;
    }

    /** Another thread may have logged in again since this token was shown. */
    private synchronized void forget(String shown) {
        token = shown.equals(token) ? null : token;
    }

    /** A relay that has never heard of this person, or lost its memory, is told first. */
    private String logIn() throws RelayException {
        try {
            return answerChallenge();
        } catch (RelayException failure) {
            if (failure.kind() == Kind.NOTHING_THERE) {
                register();
            } else if (failure.kind() != Kind.LOGIN_OVER) {
                throw failure;
            }
            return answerChallenge();
        }
    }

    private String answerChallenge() throws RelayException {
        RelayRequest forChallenge = RelayRequest.post(V1.CHALLENGES, new ChallengeRequest(name));
        byte[] challenge = http.understood(http.send(forChallenge, Challenge.class)::decode);
        byte[] signed = V1.loginBytes(name, challenge);
        byte[] signature = me.keyPair().sign(signed);
        TokenRequest proof = new TokenRequest(name, Base64Text.encode(challenge), Base64Text.encode(signature));
        String given =
                http.send(RelayRequest.post(V1.TOKENS, proof), Token.class).token();
        http.require(TOKEN.matcher(given).matches(), "Field 'token' cannot be shown in a header.");
        steps.done(
                "logged-in",
                in("challenge", challenge),
                in("label, name and challenge", signed),
                out("signature", signature));
        return given;
    }
}

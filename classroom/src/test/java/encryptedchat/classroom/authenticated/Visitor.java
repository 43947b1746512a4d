package encryptedchat.classroom.authenticated;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.v1.Login.Challenge;
import encryptedchat.wire.v1.Login.ChallengeRequest;
import encryptedchat.wire.v1.Login.Token;
import encryptedchat.wire.v1.Login.TokenRequest;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Messages;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.Problem;
import encryptedchat.wire.v1.V1;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody with an identity of their own, and with nothing else than HTTP, at the relay's {@code /v1}. */
final class Visitor {
    private static final String LEVEL = "authenticated";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String relayUrl;
    private final Identity me;
    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "none";

    Visitor(String relayUrl, Identity me) {
        this.relayUrl = relayUrl;
        this.me = me;
    }

    /** What the relay says to one request. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) {
        <T> T as(Class<T> shape) throws Exception {
            return Json.read(body, shape);
        }

        /** @return which mistake it was */
        Problem.Kind problem() throws Exception {
            return as(Problem.class).kind().orElseThrow();
        }
    }

    /** @return one for a message or a claim */
    static String newId() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    String name() {
        return me.name();
    }

    /** @return this person as one who takes the steps of the protocol, by this clock */
    Party party(InstantSource clock) {
        return new Party(me, RANDOM, clock, Steps.SILENT);
    }

    /** Takes a name for the own identity key; it need not be the own name. */
    Answer register(String name) throws Exception {
        byte[] key = me.person().identityKey().toBytes();
        byte[] signature = me.keyPair().sign(V1.registrationBytes(name, key));
        return exchange("PUT", V1.PEOPLE + name, Registration.of(key, signature));
    }

    /** Logs in under a name; it need not be the own name. */
    Answer logIn(String name) throws Exception {
        Challenge challenge =
                exchange("POST", V1.CHALLENGES, new ChallengeRequest(name)).as(Challenge.class);
        byte[] signature = me.keyPair().sign(V1.loginBytes(name, challenge.decode()));
        Answer answer = exchange(
                "POST", V1.TOKENS, new TokenRequest(name, challenge.challenge(), Base64Text.encode(signature)));
        if (answer.status() == 201) {
            token = answer.as(Token.class).token();
        }
        return answer;
    }

    Person person(String name) throws Exception {
        return exchange("GET", V1.PEOPLE + name, null).as(Person.class);
    }

    PublishedPrekeys claimPrekeys(String name) throws Exception {
        return exchange("PUT", V1.PEOPLE + name + V1.PREKEYS + LEVEL + V1.CLAIMS + newId(), null)
                .as(PublishedPrekeys.class);
    }

    Answer publish(String name, PublishedPrekeys prekeys) throws Exception {
        return exchange("PUT", V1.PEOPLE + name + V1.PREKEYS + LEVEL, prekeys);
    }

    Answer send(String recipient, String id, Content content) throws Exception {
        return exchange("PUT", V1.MAILBOXES + recipient + V1.MESSAGES + "/" + id, content);
    }

    Answer poll(String mailbox) throws Exception {
        return exchange("GET", V1.MAILBOXES + mailbox + V1.MESSAGES, null);
    }

    /** Waits until something is in the own mailbox. */
    List<Waiting> await() throws Exception {
        return exchange("GET", V1.MAILBOXES + me.name() + V1.MESSAGES + "?wait=30", null)
                .as(Messages.class)
                .messages();
    }

    Answer acknowledge(String mailbox, List<String> ids) throws Exception {
        return exchange("POST", V1.MAILBOXES + mailbox + V1.ACKNOWLEDGEMENTS, new Acknowledgement(ids));
    }

    private Answer exchange(String method, String path, @Nullable Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder()
                .uri(URI.create(relayUrl + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.body());
    }
}

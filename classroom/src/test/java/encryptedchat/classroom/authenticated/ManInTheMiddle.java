package encryptedchat.classroom.authenticated;

import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.IdentityKeyPair;
import encryptedchat.crypto.level.AuthenticatedKeyExchange;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Offered;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.RsaKeyPair;
import encryptedchat.wire.Json;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.authenticated.Offer;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.People.Person;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A relay that sits between Alice and Bob from their first contact on: to her it is Bob, to him it is Alice, and it
 * opens and seals again all that they write.
 */
final class ManInTheMiddle implements LyingRelay.Lie {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String BOBS_KEY = "/v1/people/bob/exchange-keys/authenticated";

    private final Identity asBob = new Identity("bob", IdentityKeyPair.generate(RANDOM));
    private final Identity asAlice = new Identity("alice", IdentityKeyPair.generate(RANDOM));
    private final RsaKeyPair exchangeKey = RsaKeyPair.generate(RANDOM);
    private final List<String> read = new CopyOnWriteArrayList<>();
    private encryptedchat.crypto.identity.@Nullable Person bob;
    private @Nullable ExchangeKey bobsExchangeKey;
    private @Nullable AuthenticatedSession withAlice;
    private @Nullable AuthenticatedSession withBob;

    /** @return all texts, of both, in the order in which they came by */
    List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public synchronized String answer(String method, String path, int status, String body) throws Exception {
        if (!method.equals("GET") || status != 200) {
            return body;
        }
        return switch (path) {
            case "/v1/people/alice" -> json(Person.of("alice", keyOf(asAlice)));
            case "/v1/people/bob" -> {
                Person person = read(body, Person.class);
                bob = new encryptedchat.crypto.identity.Person("bob", IdentityKey.of(person.decodeIdentityKey()));
                yield json(Person.of("bob", keyOf(asBob)));
            }
            case BOBS_KEY -> {
                bobsExchangeKey = read(body, ExchangeKey.class);
                yield json(AuthenticatedKeyExchange.sign(exchangeKey.publicKey(), asBob, Steps.SILENT));
            }
            default -> body;
        };
    }

    @Override
    public synchronized String request(String method, String path, String body) throws Exception {
        boolean toBob = path.startsWith("/v1/mailboxes/bob/messages/");
        boolean toAlice = path.startsWith("/v1/mailboxes/alice/messages/");
        if (!method.equals("PUT") || !(toBob || toAlice)) {
            return body;
        }
        Content content = read(body, Content.class);
        if (content.offer() != null) {
            return json(Content.of(offerAgain(content.offer())));
        }
        SealedMessage message = Objects.requireNonNull(content.message());
        return json(
                Content.of(toBob ? sealAgain(message, withAlice, withBob) : sealAgain(message, withBob, withAlice)));
    }

    private Offer offerAgain(Offer alices) throws Exception {
        var alice =
                new encryptedchat.crypto.identity.Person("alice", IdentityKey.of(alices.decodeInitiatorIdentityKey()));
        Agreement taken =
                AuthenticatedKeyExchange.accept(alices, alice, asBob, exchangeKey, 0, CLOCK.instant(), Steps.SILENT);
        withAlice = AuthenticatedSession.begin(taken, "bob", "alice", RANDOM, CLOCK, Steps.SILENT);
        Offered offered = AuthenticatedKeyExchange.offer(
                AuthenticatedKeyExchange.newMasterSecret(RANDOM, Steps.SILENT),
                asAlice,
                Objects.requireNonNull(bob),
                Objects.requireNonNull(bobsExchangeKey).decodePublicKey(),
                alices.time(),
                RANDOM,
                Steps.SILENT);
        withBob = AuthenticatedSession.begin(offered.agreement(), "alice", "bob", RANDOM, CLOCK, Steps.SILENT);
        return offered.offer();
    }

    private SealedMessage sealAgain(
            SealedMessage message, @Nullable AuthenticatedSession from, @Nullable AuthenticatedSession to)
            throws Exception {
        String text = Objects.requireNonNull(from).open(message.decode()).text();
        read.add(text);
        return SealedMessage.of(Objects.requireNonNull(to).seal(text));
    }

    private static byte[] keyOf(Identity identity) {
        return identity.person().identityKey().toBytes();
    }

    private static <T> T read(String body, Class<T> shape) throws Exception {
        return Json.read(body.getBytes(UTF_8), shape);
    }

    private static String json(Object body) {
        return new String(Json.write(body), UTF_8);
    }
}

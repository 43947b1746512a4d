package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.LOGGED_IN;
import static encryptedchat.relay.v1.Operation.Access.OWNER;
import static encryptedchat.relay.v1.Operation.Limit.REQUESTS_OF_ADDRESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Registered;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is who: the directory of names and keys. */
final class PeopleRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleRoutes.class);

    private static final String PERSON = V1.PEOPLE + "{name}";
    private static final String EXCHANGE_KEY = PERSON + V1.EXCHANGE_KEYS + AuthenticatedWire.LEVEL;

    private final Store store;

    PeopleRoutes(Store store) {
        this.store = store;
    }

    List<Operation> operations() {
        return List.of(
                Operation.put(PERSON, "Takes a name for an identity key: first come, first served", this::register)
                        .limited(REQUESTS_OF_ADDRESS)
                        .takes("Registration")
                        .answers(201, "Person")
                        .answers(200, "Person")
                        .problems(Kind.SIGNATURE_WRONG, Kind.NAME_TAKEN),
                Operation.get(PERSON, "The identity key of a name", this::person)
                        .by(LOGGED_IN)
                        .answers(200, "Person")
                        .problems(Kind.PERSON_UNKNOWN),
                Operation.put(
                                EXCHANGE_KEY,
                                "Publishes an exchange key in place of the one before",
                                this::putExchangeKey)
                        .by(OWNER)
                        .takes("ExchangeKey")
                        .answers(200, "ExchangeKey")
                        .problems(Kind.SIGNATURE_WRONG),
                Operation.get(EXCHANGE_KEY, "The exchange key of a person", this::exchangeKey)
                        .by(LOGGED_IN)
                        .answers(200, "ExchangeKey")
                        .problems(Kind.PERSON_UNKNOWN, Kind.NO_EXCHANGE_KEY));
    }

    private CompletableFuture<Reply> register(Call call) throws WireFormatException {
        String name = call.name();
        call.knows(name, KnownBy.CLAIM);
        Registration registration = call.body(Registration.class);
        byte[] identityKey = registration.decodeIdentityKey();
        byte[] signature = registration.decodeSignature();
        if (!IdentityKey.of(identityKey).hasSigned(V1.registrationBytes(name, identityKey), signature)) {
            throw signatureWrong("this name and this identity key");
        }
        call.knows(name, KnownBy.SIGNATURE);
        Person person = Person.of(name, identityKey);
        return store.register(name, identityKey).thenApply(registered -> registered(registered, person));
    }

    private static Reply registered(Registered registered, Person person) {
        return switch (registered) {
            case NEW -> {
                LOG.info("{} is registered with the identity key {}", person.name(), person.identityKey());
                yield Reply.created(person);
            }
            case BEFORE -> Reply.ok(person);
            case NAME_TAKEN ->
                throw new Refusal(
                        Kind.NAME_TAKEN,
                        "The name " + person.name() + " belongs to another identity key. Take another name.");
        };
    }

    private CompletableFuture<Reply> person(Call call) throws WireFormatException {
        String name = call.name();
        return Reply.ok(Person.of(name, identityKey(store, name))).now();
    }

    private CompletableFuture<Reply> putExchangeKey(Call call) throws WireFormatException {
        String name = call.name();
        ExchangeKey key = call.body(ExchangeKey.class);
        byte[] publicKey = key.decodePublicKey().getEncoded();
        byte[] signature = key.decodeSignature();
        byte[] identityKey = identityKey(store, name);
        byte[] signed = AuthenticatedWire.exchangeKeyBytes(name, identityKey, publicKey);
        if (!IdentityKey.of(identityKey).hasSigned(signed, signature)) {
            throw signatureWrong("this exchange key");
        }
        return store.putExchangeKey(name, AuthenticatedWire.LEVEL, new String(Json.write(key), UTF_8))
                .thenApply(stored -> {
                    LOG.info("stored: an exchange key of {}", name);
                    return Reply.ok(key);
                });
    }

    private CompletableFuture<Reply> exchangeKey(Call call) throws WireFormatException {
        String name = call.name();
        identityKey(store, name);
        String json = store.exchangeKey(name, AuthenticatedWire.LEVEL)
                .orElseThrow(() -> new Refusal(Kind.NO_EXCHANGE_KEY, name + " has not published an exchange key yet."));
        return Reply.ok(Json.read(json.getBytes(UTF_8), ExchangeKey.class)).now();
    }

    private static Refusal signatureWrong(String over) {
        return new Refusal(
                Kind.SIGNATURE_WRONG, "Field 'signature' is not a signature over " + over + " by the identity key.");
    }

    /** @throws Refusal if nobody has this name */
    static byte[] identityKey(Store store, String name) {
        return store.identityKey(name)
                .orElseThrow(
                        () -> new Refusal(Kind.PERSON_UNKNOWN, "Nobody has registered the name " + name + " here."));
    }
}

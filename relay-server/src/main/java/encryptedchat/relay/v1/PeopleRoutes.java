package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.EVERYBODY;
import static encryptedchat.relay.v1.Operation.Access.LOGGED_IN;
import static encryptedchat.relay.v1.Operation.Limit.REQUESTS_OF_ADDRESS;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PUT;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.http.Witness.KnownBy;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.People.Registration;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is who: the directory of names and identity keys. */
final class PeopleRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleRoutes.class);

    private static final String PERSON = V1.PEOPLE + "{name}";

    private final Store store;

    PeopleRoutes(Store store) {
        this.store = store;
    }

    List<Operation> operations() {
        return List.of(
                new Operation(PUT, PERSON, EVERYBODY, this::register).limited(REQUESTS_OF_ADDRESS),
                new Operation(GET, PERSON, LOGGED_IN, this::person));
    }

    private CompletableFuture<Reply> register(Call call) throws WireFormatException {
        String name = call.name();
        call.knows(name, KnownBy.CLAIM);
        Registration registration = call.body(Registration.class);
        byte[] identityKey = registration.decodeIdentityKey();
        byte[] signature = registration.decodeSignature();
        if (!IdentityKey.of(identityKey).hasSigned(V1.registrationBytes(name, identityKey), signature)) {
            throw new Refusal(
                    Kind.SIGNATURE_WRONG,
                    "Field 'signature' is not a signature over this name and this identity key by that key.");
        }
        call.knows(name, KnownBy.SIGNATURE);
        Person person = Person.of(name, identityKey);
        return store.register(name, identityKey).thenApply(outcome -> registered(outcome, person));
    }

    private static Reply registered(Outcome outcome, Person person) {
        return switch (outcome) {
            case NEW -> {
                LOG.info("{} is registered with the identity key {}", person.name(), person.identityKey());
                yield Reply.created(person);
            }
            case BEFORE -> Reply.ok(person);
            case TAKEN ->
                throw new Refusal(
                        Kind.NAME_TAKEN,
                        "The name " + person.name() + " belongs to another identity key. Take another name.");
        };
    }

    private CompletableFuture<Reply> person(Call call) throws WireFormatException {
        String name = call.name();
        return Reply.ok(Person.of(name, identityKey(store, name))).now();
    }

    /** @throws Refusal if nobody has this name */
    static byte[] identityKey(Store store, String name) {
        return store.identityKey(name)
                .orElseThrow(
                        () -> new Refusal(Kind.PERSON_UNKNOWN, "Nobody has registered the name " + name + " here."));
    }
}

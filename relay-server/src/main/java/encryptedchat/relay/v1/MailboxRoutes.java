package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.LOGGED_IN;
import static encryptedchat.relay.v1.Operation.Access.OWNER;
import static encryptedchat.relay.v1.Operation.Limit.MESSAGES_OF_SENDER;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import encryptedchat.relay.http.Refusal;
import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Outcome;
import encryptedchat.wire.Json;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail.Acknowledged;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Mailbox;
import encryptedchat.wire.v1.Mail.Messages;
import encryptedchat.wire.v1.Mail.Stored;
import encryptedchat.wire.v1.Problem.Kind;
import encryptedchat.wire.v1.V1;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mailboxes: a message is in there, once, from when its sender is told so until its recipient acknowledges it. */
final class MailboxRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxRoutes.class);

    private static final String MAILBOX = V1.MAILBOXES + "{name}";

    private final Store store;
    private final WaitingPolls polls;
    private final Clock clock;
    private final Executor executor;

    /** @param executor for what follows on storing a message, so that the store's own thread goes on at once */
    MailboxRoutes(Store store, WaitingPolls polls, Clock clock, Executor executor) {
        this.store = store;
        this.polls = polls;
        this.clock = clock;
        this.executor = executor;
    }

    List<Operation> operations() {
        return List.of(
                new Operation(PUT, MAILBOX + V1.MESSAGES + "/{id}", LOGGED_IN, this::send).limited(MESSAGES_OF_SENDER),
                new Operation(GET, MAILBOX + V1.MESSAGES, OWNER, this::poll).query("from", "limit", "wait"),
                new Operation(POST, MAILBOX + V1.ACKNOWLEDGEMENTS, OWNER, this::acknowledge).query("from"),
                new Operation(GET, MAILBOX, OWNER, this::counts));
    }

    private CompletableFuture<Reply> send(Call call) throws WireFormatException {
        String recipient = call.name();
        String id = call.id();
        Content content = call.body(Content.class);
        content.check();
        PeopleRoutes.identityKey(store, recipient);
        String json = Json.writeText(content);
        return store.putMessage(recipient, call.caller(), id, json, clock.instant())
                .thenApplyAsync(
                        outcome -> {
                            if (outcome == Outcome.NEW) {
                                polls.wake(recipient, call.caller());
                                LOG.info("stored for {}: {}, id {}", recipient, what(content, call.caller()), id);
                            }
                            return stored(outcome);
                        },
                        executor);
    }

    private static String what(Content content, String sender) {
        String article = "aeiou".indexOf(content.kind().charAt(0)) < 0 ? "a " : "an ";
        return article + content.kind() + " from " + sender + " at level " + content.level() + ", "
                + content.body().text().length() + " characters";
    }

    private static Reply stored(Outcome outcome) {
        return switch (outcome) {
            case NEW -> Reply.created(Stored.NEW);
            case BEFORE -> Reply.ok(Stored.BEFORE);
            case TAKEN ->
                throw new Refusal(Kind.ID_TAKEN, "You sent another message under this id. Draw a new id for each.");
        };
    }

    private CompletableFuture<Reply> poll(Call call) throws WireFormatException {
        String mailbox = call.name();
        Optional<String> from = from(call);
        int limit = call.query().number("limit", 1, V1.MAX_POLLED_MESSAGES, V1.MAX_POLLED_MESSAGES);
        int wait = call.query().number("wait", 0, V1.MAX_WAIT_SECONDS, 0);
        if (wait == 0) {
            return Reply.ok(messages(mailbox, from, limit)).now();
        }
        CompletableFuture<Void> end = polls.begin(mailbox, from, Duration.ofSeconds(wait));
        Messages waiting = messages(mailbox, from, limit);
        if (!waiting.messages().isEmpty()) {
            end.complete(null);
            return Reply.ok(waiting).now();
        }
        return end.thenApplyAsync(ended -> Reply.ok(messages(mailbox, from, limit)), executor);
    }

    private static Optional<String> from(Call call) throws WireFormatException {
        Optional<String> from = call.query().text("from");
        if (from.isPresent()) {
            PersonName.check("from", from.get());
        }
        return from;
    }

    private Messages messages(String mailbox, Optional<String> from, int limit) {
        return new Messages(store.messages(mailbox, from, limit));
    }

    private CompletableFuture<Reply> acknowledge(Call call) throws WireFormatException {
        String mailbox = call.name();
        Optional<String> from = from(call);
        List<String> ids = call.body(Acknowledgement.class).ids();
        if (ids.isEmpty() || ids.size() > V1.MAX_ACKNOWLEDGED) {
            throw new WireFormatException("Field 'ids' holds 1 to " + V1.MAX_ACKNOWLEDGED + " message ids.");
        }
        for (String id : ids) {
            RandomId.check("ids", id);
        }
        return store.acknowledge(mailbox, from, ids).thenApply(count -> Reply.ok(new Acknowledged(count)));
    }

    private CompletableFuture<Reply> counts(Call call) throws WireFormatException {
        return Reply.ok(new Mailbox(store.counts(call.name()))).now();
    }
}

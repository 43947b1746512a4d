package encryptedchat.relay.v1;

import static encryptedchat.relay.v1.Operation.Access.LOGGED_IN;
import static encryptedchat.relay.v1.Operation.Access.OWNER;
import static encryptedchat.relay.v1.Operation.Limit.MESSAGES_OF_SENDER;
import static java.nio.charset.StandardCharsets.UTF_8;

import encryptedchat.relay.store.Store;
import encryptedchat.relay.store.Store.Put;
import encryptedchat.wire.Json;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.Mail.Acknowledged;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Mailbox;
import encryptedchat.wire.v1.Mail.Messages;
import encryptedchat.wire.v1.Mail.Stored;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
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
    private static final long RETRY_FULL_MAILBOX_SECONDS = 5;

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
                Operation.put(MAILBOX + V1.MESSAGES + "/{id}", "Sends a message, once however often", this::send)
                        .by(LOGGED_IN)
                        .limited(MESSAGES_OF_SENDER)
                        .takes("Content")
                        .answers(201, "Stored")
                        .answers(200, "Stored")
                        .problems(Kind.PERSON_UNKNOWN, Kind.ID_TAKEN, Kind.MAILBOX_FULL),
                Operation.get(MAILBOX + V1.MESSAGES, "The messages that wait, oldest first", this::poll)
                        .by(OWNER)
                        .query("from", "limit", "wait")
                        .answers(200, "Messages"),
                Operation.post(MAILBOX + V1.ACKNOWLEDGEMENTS, "These messages need not wait longer", this::acknowledge)
                        .by(OWNER)
                        .query("from")
                        .takes("Acknowledgement")
                        .answers(200, "Acknowledged"),
                Operation.get(MAILBOX, "From whom how many messages wait", this::counts)
                        .by(OWNER)
                        .answers(200, "Mailbox"));
    }

    private CompletableFuture<Reply> send(Call call) throws WireFormatException {
        String recipient = call.name();
        String id = call.id();
        Content content = call.body(Content.class);
        content.check();
        PeopleRoutes.identityKey(store, recipient);
        String json = new String(Json.write(content), UTF_8);
        return store.putMessage(recipient, call.caller(), id, json, clock.instant())
                .thenApplyAsync(
                        put -> {
                            if (put == Put.NEW) {
                                polls.wake(recipient, call.caller());
                                LOG.info("stored for {}: {}, id {}", recipient, what(content, call.caller(), json), id);
                            }
                            return stored(put, recipient);
                        },
                        executor);
    }

    private static String what(Content content, String sender, String json) {
        return content.offer() != null
                ? "an offer from " + sender
                : "a message from " + sender + ", " + json.length() + " bytes";
    }

    private static Reply stored(Put put, String recipient) {
        return switch (put) {
            case NEW -> Reply.created(Stored.NEW);
            case BEFORE -> Reply.ok(Stored.BEFORE);
            case ID_TAKEN ->
                throw new Refusal(Kind.ID_TAKEN, "You sent another message under this id. Draw a new id for each.");
            case MAILBOX_FULL ->
                throw new Refusal(
                        Kind.MAILBOX_FULL,
                        "The mailbox of " + recipient + " is full. Send again when some of it has been read.",
                        RETRY_FULL_MAILBOX_SECONDS);
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
        return new Messages(store.messages(mailbox, from, limit).stream()
                .map(MailboxRoutes::waiting)
                .toList());
    }

    private static Waiting waiting(Store.Stored message) {
        try {
            return Waiting.of(message.id(), message.sender(), message.storedAt().getEpochSecond(), message.content());
        } catch (WireFormatException wasCheckedBeforeItWasStored) {
            throw new IllegalStateException(wasCheckedBeforeItWasStored);
        }
    }

    private CompletableFuture<Reply> acknowledge(Call call) throws WireFormatException {
        String mailbox = call.name();
        Optional<String> from = from(call);
        List<String> ids = call.body(Acknowledgement.class).ids();
        if (ids.isEmpty() || ids.size() > V1.MAX_ACKNOWLEDGED) {
            throw new WireFormatException("Field 'ids' holds 1 to " + V1.MAX_ACKNOWLEDGED + " message ids.");
        }
        for (String id : ids) {
            Mail.checkId(id);
        }
        return store.acknowledge(mailbox, from, ids).thenApply(count -> Reply.ok(new Acknowledged(count)));
    }

    private CompletableFuture<Reply> counts(Call call) throws WireFormatException {
        return Reply.ok(new Mailbox(store.counts(call.name()).stream()
                        .map(count -> new WaitingFrom(count.sender(), count.messages()))
                        .toList()))
                .now();
    }
}

package encryptedchat.client.relay;

import encryptedchat.client.explain.Crossing;
import encryptedchat.client.relay.RelayException.Kind;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Identity;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Steps;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.Prekey;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.v1.Mail.Acknowledged;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Mailbox;
import encryptedchat.wire.v1.Mail.Messages;
import encryptedchat.wire.v1.Mail.Stored;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.People;
import encryptedchat.wire.v1.Prekeys.Supply;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The relay's {@code /v1}, as methods, in the name of one person. Nothing that the relay answers is believed further
 * than its form: whether a key is the right one, signatures say.
 *
 * <p>One thread may poll while others do the rest. Who is not logged in, or no longer, is logged in on the way.
 */
public final class MailboxRelay {
    private final RelayAddress address;
    private final String me;
    private final RelayLogin login;
    private final RelayHttp http;
    private final Steps steps;

    /** @param me in whose name */
    public MailboxRelay(RelayAddress relay, Identity me, Steps steps) {
        this.address = relay;
        this.me = me.name();
        this.http = new RelayHttp(relay, new ProblemAnswers());
        this.login = new RelayLogin(http, me, steps);
        this.steps = steps;
    }

    /** @return grows whenever the relay had to be told the name: it has forgotten everything else then, too */
    public long timesRegistered() {
        return login.timesRegistered();
    }

    /** @return whom this name belongs to at this relay, if anybody; whether that is the right one is not known */
    public Optional<Person> person(String name) throws RelayException {
        Optional<People.Person> found =
                RelayHttp.ifThere(() -> login.send(RelayRequest.get(personOf(name)), People.Person.class));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        http.require(found.get().name().equals(name), "The answer is about another person.");
        byte[] key = http.understood(found.get()::decodeIdentityKey);
        try {
            return Optional.of(new Person(name, IdentityKey.of(key)));
        } catch (RejectedException notAKey) {
            return Optional.empty();
        }
    }

    /**
     * From now on others are given these under the own name.
     *
     * @return how many one-time prekeys the relay can still hand out
     */
    public int publishPrekeys(String level, PublishedPrekeys mine) throws RelayException {
        List<Prekey> oneTime = mine.oneTime();
        for (int at = 0; at < oneTime.size(); at += V1.MAX_PREKEYS_AT_ONCE) {
            int end = Math.min(oneTime.size(), at + V1.MAX_PREKEYS_AT_ONCE);
            publish(level, new PublishedPrekeys(List.of(), oneTime.subList(at, end)));
        }
        // Last: from here on somebody can begin a session, and is to find the one-time prekeys there.
        return publish(level, new PublishedPrekeys(mine.signed(), List.of()));
    }

    private int publish(String level, PublishedPrekeys some) throws RelayException {
        RelayRequest request = RelayRequest.put(prekeysOf(me, level), some);
        int left = checked(login.send(request, Supply.class));
        steps.done("prekeys-published", () -> Crossing.sent(request, some));
        return left;
    }

    /** @return how many of the own one-time prekeys the relay can still hand out */
    public int oneTimePrekeysLeft(String level) throws RelayException {
        return checked(login.send(RelayRequest.get(prekeysOf(me, level)), Supply.class));
    }

    /**
     * @param claim a {@link RandomId}: whoever asks again under the same one is given the same one-time prekeys again
     * @return what this person has published, if anything; not to be trusted yet
     */
    public Optional<PublishedPrekeys> claimPrekeys(String name, String level, String claim) throws RelayException {
        RelayRequest request = RelayRequest.put(prekeysOf(name, level) + V1.CLAIMS + claim);
        Optional<PublishedPrekeys> found = RelayHttp.ifThere(() -> login.send(request, PublishedPrekeys.class));
        found.ifPresent(prekeys -> steps.done("prekeys-fetched", () -> Crossing.fetched(request, List.of(prekeys))));
        return found;
    }

    /**
     * Returns when the relay has the message, and will have it until the recipient acknowledges it.
     *
     * @param id a {@link RandomId}; the same content may be sent under it again and is stored once
     */
    public void send(String recipient, String id, Content content) throws RelayException {
        RelayRequest request = RelayRequest.put(mailboxOf(recipient) + V1.MESSAGES + "/" + id, content);
        Stored stored = login.send(request, Stored.class);
        http.require(stored.equals(Stored.NEW) || stored.equals(Stored.BEFORE), "Field 'stored' says something else.");
        steps.done(content.kind() + "-sent", () -> Crossing.sent(request, content));
    }

    /**
     * Waits until something is there.
     *
     * @param from only messages of this sender
     * @param waitSeconds at most this long, 0 to {@value V1#MAX_WAIT_SECONDS}
     * @param limit at most so many messages, 1 to {@value V1#MAX_POLLED_MESSAGES}
     * @return what waits, oldest first, maybe nothing; the content of each is still to be read
     */
    public List<Waiting> poll(String from, int waitSeconds, int limit) throws RelayException {
        String query = "?from=" + checked(from) + "&limit=" + limit + "&wait=" + waitSeconds;
        RelayRequest request =
                RelayRequest.get(mailboxOf(me) + V1.MESSAGES + query).waiting(Duration.ofSeconds(waitSeconds));
        List<Waiting> messages = poll(request);
        http.require(messages.size() <= limit, "There are more messages than were asked for.");
        for (Waiting message : messages) {
            http.require(message.sender().equals(from), "A message is of another sender than was asked for.");
            http.require(message.storedAt() >= 0, "Field 'stored_at' is negative.");
            http.understood(() -> RandomId.check("id", message.id()));
        }
        if (!messages.isEmpty()) {
            steps.done(
                    "fetched",
                    () -> Crossing.fetched(
                            request, messages.stream().map(Waiting::content).toList()));
        }
        return messages;
    }

    private List<Waiting> poll(RelayRequest request) throws RelayException {
        try {
            return login.send(request, Messages.class).messages();
        } catch (RelayException failure) {
            if (failure.kind() == Kind.WOKEN) {
                return List.of();
            }
            throw failure;
        }
    }

    /**
     * The poll under way, or else the next one, returns at once, maybe with nothing. So whoever polls looks soon what
     * else there is to do. From any thread.
     */
    public void stopWaiting() {
        http.stopWaiting();
    }

    /**
     * The relay need not keep these any longer.
     *
     * @param from whose messages they are; others may have drawn the same ids
     * @param ids 1 to {@value V1#MAX_ACKNOWLEDGED}
     */
    public void acknowledge(String from, List<String> ids) throws RelayException {
        String path = mailboxOf(me) + V1.ACKNOWLEDGEMENTS + "?from=" + checked(from);
        RelayRequest request = RelayRequest.post(path, new Acknowledgement(ids));
        int acknowledged = login.send(request, Acknowledged.class).acknowledged();
        http.require(acknowledged >= 0 && acknowledged <= ids.size(), "Field 'acknowledged' is not a number of them.");
        steps.done("acknowledged", () -> Crossing.acknowledged(request, ids));
    }

    /** @return from whom how many messages wait */
    public List<WaitingFrom> waiting() throws RelayException {
        List<WaitingFrom> waiting =
                login.send(RelayRequest.get(mailboxOf(me)), Mailbox.class).waiting();
        for (WaitingFrom sender : waiting) {
            http.require(PersonName.isValid(sender.sender()), "Field 'sender' is not a name.");
            http.require(sender.messages() > 0, "Field 'messages' is not a number of messages.");
        }
        return waiting;
    }

    /** Ends all that is under way, and every later request at once. From any thread. */
    public void stop() {
        http.stop();
    }

    /** The address of the relay. */
    @Override
    public String toString() {
        return address.toString();
    }

    private int checked(Supply supply) throws RelayException {
        http.require(supply.oneTimeLeft() >= 0, "Field 'one_time_left' is not a number of prekeys.");
        return supply.oneTimeLeft();
    }

    private static String personOf(String name) {
        return V1.PEOPLE + checked(name);
    }

    private static String prekeysOf(String name, String level) {
        return personOf(name) + V1.PREKEYS + level;
    }

    private static String mailboxOf(String name) {
        return V1.MAILBOXES + checked(name);
    }

    /** So that a name cannot be a path, or a part of a query. */
    private static String checked(String name) {
        if (!PersonName.isValid(name)) {
            throw new IllegalArgumentException("a name is " + PersonName.RULE);
        }
        return name;
    }
}

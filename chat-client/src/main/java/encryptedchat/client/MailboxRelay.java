package encryptedchat.client;

import com.fasterxml.jackson.databind.JsonNode;
import encryptedchat.client.explain.Crossing;
import encryptedchat.client.explain.StepKind;
import encryptedchat.client.explain.StepListener;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.AuthenticatedWire;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.Mail.Acknowledged;
import encryptedchat.wire.v1.Mail.Acknowledgement;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.Mail.Mailbox;
import encryptedchat.wire.v1.Mail.Messages;
import encryptedchat.wire.v1.Mail.Stored;
import encryptedchat.wire.v1.Mail.Waiting;
import encryptedchat.wire.v1.Mail.WaitingFrom;
import encryptedchat.wire.v1.People.Person;
import encryptedchat.wire.v1.V1;
import java.time.Duration;
import java.util.List;

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
    private final RelayHttp mail;
    private final StepListener listener;

    /**
     * @param me the own name
     * @param identity the own identity key, {@value encryptedchat.wire.Ed25519Wire#PUBLIC_KEY_BYTES} bytes
     * @param signer signs with the private half of it
     */
    public MailboxRelay(
            RelayAddress relay, String me, byte[] identity, RelayLogin.Signer signer, StepListener listener) {
        this.address = relay;
        this.me = me;
        this.login = new RelayLogin(me, identity, signer, listener);
        this.mail = new RelayHttp(relay, new ProblemAnswers());
        this.listener = listener;
    }

    /** @return grows whenever the relay had to be told the name: it has forgotten the exchange key then, too */
    public long timesRegistered() {
        return login.timesRegistered();
    }

    /** From now on others find this exchange key under the own name; it replaces the one before. */
    public void publishExchangeKey(ExchangeKey key) throws RelayException {
        RelayRequest request = RelayRequest.put(exchangeKeyOf(me), key);
        ExchangeKey stored = login.send(mail, request, ExchangeKey.class);
        require(stored.equals(key), "The answer is another exchange key.");
        listener.done(
                StepKind.EXCHANGE_KEY_PUBLISHED, () -> Crossing.sent(request, "PEM text", key.publicKeyPemBase64()));
    }

    /** @return the identity key that this name belongs to at this relay; whether it is the right one is not known */
    public byte[] identityKey(String name) throws RelayException {
        Person person = login.send(mail, RelayRequest.get(personOf(name)), Person.class);
        require(person.name().equals(name), "The answer is about another person.");
        try {
            return person.decodeIdentityKey();
        } catch (WireFormatException malformed) {
            throw mail.notUnderstood(malformed);
        }
    }

    /**
     * @return what is published as this person's exchange key; its form is right, its signature is still to be checked
     */
    public ExchangeKey exchangeKey(String name) throws RelayException {
        ExchangeKey key = login.send(mail, RelayRequest.get(exchangeKeyOf(name)), ExchangeKey.class);
        try {
            key.decodePublicKey();
            key.decodeSignature();
            return key;
        } catch (WireFormatException malformed) {
            throw mail.notUnderstood(malformed);
        }
    }

    /**
     * Returns when the relay has the message, and will have it until the recipient acknowledges it.
     *
     * @param id 32 lower-case hexadecimal digits; the same content may be sent under it again and is stored once
     */
    public void send(String recipient, String id, Content content) throws RelayException {
        RelayRequest request = RelayRequest.put(mailboxOf(recipient) + V1.MESSAGES + "/" + id, content);
        Stored stored = login.send(mail, request, Stored.class);
        require(stored.equals(Stored.NEW) || stored.equals(Stored.BEFORE), "Field 'stored' says something else.");
        StepKind step = content.offer() == null ? StepKind.MESSAGE_SENT : StepKind.OFFER_SENT;
        listener.done(step, () -> Crossing.sent(request, content));
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
        RelayRequest request = RelayRequest.get(mailboxOf(me) + V1.MESSAGES + query);
        List<Waiting> messages = login.send(mail, request.waiting(Duration.ofSeconds(waitSeconds)), Messages.class)
                .messages();
        require(messages.size() <= limit, "There are more messages than were asked for.");
        for (Waiting message : messages) {
            require(message.sender().equals(from), "A message is of another sender than was asked for.");
            require(message.storedAt() >= 0, "Field 'stored_at' is negative.");
            requireId(message.id());
        }
        if (!messages.isEmpty()) {
            listener.done(StepKind.FETCHED, () -> Crossing.fetched(request, contents(messages)));
        }
        return messages;
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
        int acknowledged = login.send(mail, request, Acknowledged.class).acknowledged();
        require(acknowledged >= 0 && acknowledged <= ids.size(), "Field 'acknowledged' is not a number of them.");
        listener.done(StepKind.ACKNOWLEDGED, () -> Crossing.acknowledged(request, ids));
    }

    /** @return from whom how many messages wait */
    public List<WaitingFrom> waiting() throws RelayException {
        List<WaitingFrom> waiting =
                login.send(mail, RelayRequest.get(mailboxOf(me)), Mailbox.class).waiting();
        for (WaitingFrom sender : waiting) {
            require(PersonName.isValid(sender.sender()), "Field 'sender' is not a name.");
            require(sender.messages() > 0, "Field 'messages' is not a number of messages.");
        }
        return waiting;
    }

    /** Ends all that is under way, and every later request at once. From any thread. */
    public void stop() {
        mail.stop();
    }

    /** The address of the relay. */
    @Override
    public String toString() {
        return address.toString();
    }

    private static List<JsonNode> contents(List<Waiting> messages) {
        return messages.stream().map(Waiting::content).toList();
    }

    private void requireId(String id) throws RelayException {
        try {
            Mail.checkId(id);
        } catch (WireFormatException malformed) {
            throw mail.notUnderstood(malformed);
        }
    }

    private void require(boolean condition, String otherwise) throws RelayException {
        if (!condition) {
            throw mail.notUnderstood(new WireFormatException(otherwise));
        }
    }

    private static String personOf(String name) {
        return V1.PEOPLE + checked(name);
    }

    private static String exchangeKeyOf(String name) {
        return personOf(name) + V1.EXCHANGE_KEYS + AuthenticatedWire.LEVEL;
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

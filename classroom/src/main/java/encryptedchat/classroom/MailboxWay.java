package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.client.explain.CanonicalField;
import encryptedchat.client.explain.Guide;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.v1.Mail;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The way of an offer or a message through a mailbox: sent, kept, fetched, acknowledged. */
final class MailboxWay {
    private final Guide guide;
    private final Stage stage;
    private final Program relay;
    private final Exchange sent;
    private final Actor recipient;

    /** @param sent for which {@link #offers} or {@link #writes} holds */
    MailboxWay(Guide guide, Stage stage, Program relay, Exchange sent, Actor recipient) {
        this.guide = guide;
        this.stage = stage;
        this.relay = relay;
        this.sent = sent;
        this.recipient = recipient;
    }

    static Predicate<Exchange> offers(String recipient) {
        return sends(recipient, Mail.Content.OFFER);
    }

    static Predicate<Exchange> writes(String recipient) {
        return sends(recipient, Mail.Content.MESSAGE);
    }

    private static Predicate<Exchange> sends(String recipient, String kind) {
        return exchange -> exchange.method().equals("PUT")
                && exchange.path().startsWith(V1.MAILBOXES + recipient + V1.MESSAGES)
                && exchange.requestFields().contains(new Field("", "kind", kind));
    }

    void showSent() throws IOException, InterruptedException {
        stage.request(sent, sent.requestFields().stream().flatMap(this::readOut).toList());
        stage.log(relay.awaitErr(0, line -> line.contains(id())));
    }

    /**
     * Shows what comes with the body.
     *
     * @throws IOException if the body is not the one that was sent
     */
    void showFetched() throws IOException, InterruptedException {
        Exchange fetched = recipient.await(is("GET", V1.MAILBOXES + recipient.name() + V1.MESSAGES)
                .and(exchange -> exchange.answer().contains(id())));
        List<Field> body = sent.requestFields().stream()
                .filter(field -> !field.in().isEmpty())
                .toList();
        List<Field> fields = new ArrayList<>(fetched.answerFields());
        if (!fields.containsAll(body)) {
            throw new IOException(recipient.name() + " was given something else than what was sent.");
        }
        fields.removeAll(body);
        fields.add(new Field("", "body", "the " + body.size() + " fields above, as they were sent"));
        stage.answer(fetched, fields);
    }

    void showAcknowledged() throws IOException, InterruptedException {
        stage.request(recipient.await(is("POST", V1.MAILBOXES + recipient.name() + V1.ACKNOWLEDGEMENTS)
                .and(exchange -> exchange.request().contains(id()))));
    }

    private String id() {
        return sent.path().substring(sent.path().lastIndexOf('/') + 1);
    }

    /** What canonical bytes say is read out beneath them, but for their label. */
    private Stream<Field> readOut(Field field) {
        try {
            byte[] bytes = Base64Text.decode(field.name(), field.value());
            return Stream.concat(
                    Stream.of(field), guide.readOut(bytes).stream().skip(1).map(MailboxWay::readOut));
        } catch (WireFormatException notBase64) {
            return Stream.of(field);
        }
    }

    private static Field readOut(CanonicalField field) {
        String value = field.words().isEmpty() ? Base64Text.encode(field.bytes()) : field.words();
        return new Field(field.label(), field.name(), value);
    }
}

package encryptedchat.classroom;

import static encryptedchat.classroom.Actor.is;

import encryptedchat.classroom.WireTap.Exchange;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.v1.V1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The way of an offer or a message through a mailbox: sent, kept, fetched, acknowledged. */
final class MailboxWay {
    private static final String HEADER = "associated_data";

    private final Stage stage;
    private final Program relay;
    private final Exchange sent;
    private final Actor recipient;

    /** @param sent for which {@link #offers} or {@link #writes} holds */
    MailboxWay(Stage stage, Program relay, Exchange sent, Actor recipient) {
        this.stage = stage;
        this.relay = relay;
        this.sent = sent;
        this.recipient = recipient;
    }

    static Predicate<Exchange> offers(String recipient) {
        return sends(recipient, "{\"offer\":");
    }

    static Predicate<Exchange> writes(String recipient) {
        return sends(recipient, "{\"message\":");
    }

    private static Predicate<Exchange> sends(String recipient, String beginning) {
        return exchange -> exchange.method().equals("PUT")
                && exchange.path().startsWith(V1.MAILBOXES + recipient + V1.MESSAGES)
                && exchange.request().startsWith(beginning);
    }

    void showSent() throws IOException, InterruptedException {
        stage.request(sent, withHeader(sent.requestFields()));
        stage.log(relay.awaitErr(0, line -> line.contains(id())));
    }

    /**
     * Shows what comes with the content.
     *
     * @throws IOException if the content is not the one that was sent
     */
    void showFetched() throws IOException, InterruptedException {
        Exchange fetched = recipient.await(is("GET", V1.MAILBOXES + recipient.name() + V1.MESSAGES)
                .and(exchange -> exchange.answer().contains(id())));
        List<Field> content = sent.requestFields();
        List<Field> fields = new ArrayList<>(fetched.answerFields());
        if (!fields.containsAll(content)) {
            throw new IOException(recipient.name() + " was given something else than what was sent.");
        }
        fields.removeAll(content);
        fields.add(new Field("", "content", "the " + content.size() + " fields above, as they were sent"));
        stage.answer(fetched, fields);
    }

    void showAcknowledged() throws IOException, InterruptedException {
        stage.request(recipient.await(is("POST", V1.MAILBOXES + recipient.name() + V1.ACKNOWLEDGEMENTS)
                .and(exchange -> exchange.request().contains(id()))));
    }

    private String id() {
        return sent.path().substring(sent.path().lastIndexOf('/') + 1);
    }

    /** The associated data of a message is read out beneath it. */
    private static List<Field> withHeader(List<Field> content) {
        List<Field> fields = new ArrayList<>();
        for (Field field : content) {
            fields.add(field);
            if (field.name().equals(HEADER)) {
                fields.addAll(readOut(field.value()));
            }
        }
        return fields;
    }

    private static List<Field> readOut(String associatedData) {
        try {
            MessageHeader header = MessageHeader.of(Base64Text.decode(HEADER, associatedData));
            return List.of(
                    inHeader("session_id", Base64Text.encode(header.sessionId().toBytes())),
                    inHeader("sender", header.sender()),
                    inHeader("recipient", header.recipient()),
                    inHeader("sequence", Long.toString(header.sequence())),
                    inHeader("time", Long.toString(header.time())));
        } catch (WireFormatException malformed) {
            throw new IllegalStateException("this is not how a client speaks", malformed);
        }
    }

    private static Field inHeader(String name, String value) {
        return new Field(HEADER, name, value);
    }
}

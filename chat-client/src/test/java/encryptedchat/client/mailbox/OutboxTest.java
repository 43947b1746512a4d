package encryptedchat.client.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import encryptedchat.client.mailbox.Outbox.Item;
import encryptedchat.crypto.level.AuthenticatedKeyExchange.Agreement;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.MessageHeader;
import encryptedchat.wire.authenticated.SessionId;
import encryptedchat.wire.v1.Mail;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Mail.Content OFFER = new Mail.Content(null, null);

    private final Outbox outbox = new Outbox(List.of(), RANDOM);

    @Test
    void withoutASessionNothingCanBeSent() {
        outbox.add("hello");

        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.texts()).isEqualTo(1);
    }

    @Test
    void whatWasTypedFirstIsSentFirstAndUnderTheSameIdUntilItIsAccepted() throws Exception {
        outbox.add("one");
        outbox.add("two");
        AuthenticatedSession session = session(1);
        outbox.seal(session);
        Item one = outbox.next().orElseThrow();

        outbox.seal(session);

        assertThat(outbox.next()).contains(one);
        assertThat(header(one).sequence()).isEqualTo(1);
        outbox.remove(one.id());
        assertThat(header(outbox.next().orElseThrow()).sequence()).isEqualTo(2);
    }

    @Test
    void anOfferGoesBeforeTheTextsAndReplacesAnOfferThatIsNotSent() {
        outbox.add("hello");
        outbox.begin(session(1), Optional.of(OFFER));
        outbox.begin(session(2), Optional.of(OFFER));

        assertThat(outbox.items()).extracting(Item::text).containsExactly(null, "hello");
    }

    @Test
    void aNewSessionSealsAgainAllButTheOneThatMayBeSentAlready() throws Exception {
        outbox.add("perhaps sent");
        outbox.add("not sent");
        outbox.seal(session(1));
        Item perhapsSent = outbox.next().orElseThrow();
        AuthenticatedSession next = session(2);

        outbox.begin(next, Optional.of(OFFER));

        assertThat(outbox.items()).extracting(Item::text).containsExactly("perhaps sent", null, "not sent");
        assertThat(outbox.next()).contains(perhapsSent);
        Item notSent = outbox.items().get(2);
        assertThat(header(notSent).sessionId()).isEqualTo(next.id());
        assertThat(header(notSent).sequence()).isEqualTo(1);
    }

    @Test
    void afterARestartAnythingSealedMayBeSentAlready() {
        outbox.add("one");
        outbox.add("two");
        outbox.seal(session(1));
        Outbox reopened = new Outbox(outbox.items(), RANDOM);
        reopened.add("three");

        reopened.begin(session(2), Optional.empty());

        assertThat(reopened.items()).startsWith(outbox.items().toArray(Item[]::new));
        assertThat(reopened.items()).extracting(Item::text).containsExactly("one", "two", "three");
    }

    @Test
    void withoutItsSessionATextWaitsUnderAnotherId() {
        outbox.add("hello");
        outbox.begin(session(1), Optional.of(OFFER));
        String id = outbox.items().get(1).id();

        outbox.unseal();

        assertThat(outbox.items()).hasSize(1);
        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.items().get(0).id()).isNotEqualTo(id);
    }

    @Test
    void anItemDoesNotPrintItsText() {
        outbox.add("a secret text");

        assertThat(outbox.items().toString()).doesNotContain("secret");
    }

    private static AuthenticatedSession session(int number) {
        byte[] id = new byte[16];
        id[0] = (byte) number;
        Agreement agreement = new Agreement(SessionId.of(id), new byte[32], SecretBytes.copyOf(new byte[32]));
        return AuthenticatedSession.begin(agreement, "alice", "bob", RANDOM, InstantSource.system(), Steps.SILENT);
    }

    private static MessageHeader header(Item item) throws WireFormatException {
        return MessageHeader.of(
                Objects.requireNonNull(Objects.requireNonNull(item.content()).message())
                        .decode()
                        .associatedData());
    }
}

package encryptedchat.client.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.crypto.level.Session;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be accepted by the relay, in the order in which it was typed.
 *
 * <p>A text gets its id and is sealed once, before it is sent for the first time, and is then sent unchanged until the
 * relay has it. So however often it is sent, it is one message.
 */
final class Outbox {
    private static final int ID_BYTES = 16;

    private final List<Item> items;
    private final SecureRandom random;

    /**
     * One message to send.
     *
     * @param text null for an offer
     * @param content null as long as there is no session to seal the text in
     */
    record Item(
            @JsonProperty(value = "id", required = true) String id,

            @JsonProperty("text") @JsonSetter(nulls = Nulls.SET) @Nullable
            String text,

            @JsonProperty("content") @JsonSetter(nulls = Nulls.SET)
            Mail.@Nullable Content content) {

        @Override
        public String toString() {
            return "Item[" + id + ", not shown]";
        }
    }

    Outbox(List<Item> items, SecureRandom random) {
        this.items = new ArrayList<>(items);
        this.random = random;
    }

    void add(String text) {
        items.add(new Item(newId(), text, null));
    }

    /** An offer begins a session, so it goes before all that is sealed in it. */
    void addFirst(Mail.Content offer) {
        items.removeIf(item -> item.text() == null);
        items.add(0, new Item(newId(), null, offer));
    }

    /** Seals what is not sealed yet. */
    void seal(Session session) {
        items.replaceAll(
                item -> item.text() == null || item.content() != null ? item : sealed(item.id(), item.text(), session));
    }

    /**
     * Seals in a new session what waits, but for the first sealed text: that one may be at the relay already, and
     * sealed anew it would be another message.
     */
    void sealAgain(Session session) {
        boolean mayBeSent = true;
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            if (item.text() != null) {
                boolean keep = mayBeSent && item.content() != null;
                items.set(index, keep ? item : sealed(newId(), item.text(), session));
                mayBeSent = false;
            }
        }
    }

    /** The session that the texts were sealed in is gone, and they wait for another one. */
    void unseal() {
        items.removeIf(item -> item.text() == null);
        items.replaceAll(item -> new Item(newId(), item.text(), null));
    }

    private static Item sealed(String id, String text, Session session) {
        return new Item(id, text, Mail.Content.of(SealedMessage.of(session.seal(text))));
    }

    /** @return the next message, if it can be sent */
    Optional<Item> first() {
        return items.stream().findFirst().filter(item -> item.content() != null);
    }

    void remove(String id) {
        items.removeIf(item -> item.id().equals(id));
    }

    List<Item> items() {
        return List.copyOf(items);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    int texts() {
        return (int) items.stream().filter(item -> item.text() != null).count();
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}

package encryptedchat.client.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.crypto.level.Session;
import encryptedchat.wire.authenticated.SealedMessage;
import encryptedchat.wire.v1.Mail;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> perhapsSent = new HashSet<>();
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

    /** @param items as they were kept: any that is sealed may have been sent since */
    Outbox(List<Item> items, SecureRandom random) {
        this.items = new ArrayList<>(items);
        this.random = random;
        items.stream().filter(item -> item.content() != null).forEach(item -> perhapsSent.add(item.id()));
    }

    void add(String text) {
        items.add(new Item(newId(), text, null));
    }

    /** Seals what is not sealed yet. */
    void seal(Session session) {
        items.replaceAll(
                item -> item.text() == null || item.content() != null ? item : sealed(item.id(), item.text(), session));
    }

    /**
     * Seals what waits in a new session. What may be at the relay already goes first and as it is: sealed anew, it
     * would be another message.
     *
     * @param offer if this side makes it; it goes before all that is sealed in its session
     */
    void begin(Session session, Optional<Mail.Content> offer) {
        List<Item> unsent = new ArrayList<>(items);
        unsent.removeIf(item -> perhapsSent.contains(item.id()));
        items.removeAll(unsent);
        offer.ifPresent(content -> items.add(new Item(newId(), null, content)));
        for (Item item : unsent) {
            if (item.text() != null) {
                items.add(sealed(newId(), item.text(), session));
            }
        }
    }

    /** The session that the texts were sealed in is gone, and they wait for another one. */
    void unseal() {
        items.removeIf(item -> item.text() == null);
        items.replaceAll(item -> new Item(newId(), item.text(), null));
        perhapsSent.clear();
    }

    private static Item sealed(String id, String text, Session session) {
        return new Item(id, text, Mail.Content.of(SealedMessage.of(session.seal(text))));
    }

    /** @return the next message, if it can be sent; from now on it may be at the relay */
    Optional<Item> next() {
        Optional<Item> next = items.stream().findFirst().filter(item -> item.content() != null);
        next.ifPresent(item -> perhapsSent.add(item.id()));
        return next;
    }

    /** @return what was removed, or nothing if it is not here any longer */
    Optional<Item> remove(String id) {
        Optional<Item> found =
                items.stream().filter(item -> item.id().equals(id)).findFirst();
        found.ifPresent(items::remove);
        perhapsSent.remove(id);
        return found;
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

package encryptedchat.client.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.crypto.level.Session;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.SealedMessage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be accepted by the relay, in the order in which it was typed.
 *
 * <p>A text gets its id and is sealed once, before it is sent for the first time, and is then sent unchanged until the
 * relay has it. So however often it is sent, it is one message.
 *
 * @param items what is sealed stands before what is not
 * @param perhapsSent how many of them, from the first one on, may be at the relay already
 */
record Outbox(@JsonValue List<Item> items, int perhapsSent) {
    static final Outbox EMPTY = new Outbox(List.of(), 0);

    /** @param items as they were kept: any that is sealed may have been sent since */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Outbox kept(List<Item> items) {
        return new Outbox(items, sealed(items));
    }

    /**
     * One message to send.
     *
     * @param text null for an offer
     * @param content null as long as there is no session to seal the text in
     */
    record Item(
            String id,
            @JsonSetter(nulls = Nulls.SET) @Nullable String text,
            @JsonSetter(nulls = Nulls.SET) @Nullable Content content) {

        static Item ofText(String text, SecureRandom random) {
            return new Item(RandomId.draw(random), text, null);
        }

        static Item ofOffer(Content offer, SecureRandom random) {
            return new Item(RandomId.draw(random), null, offer);
        }

        @Override
        public String toString() {
            return "Item[" + id + ", not shown]";
        }
    }

    private static int sealed(List<Item> items) {
        return (int) items.stream().filter(item -> item.content() != null).count();
    }

    /** What came of sealing: the outbox, and the session to go on with. */
    record Sealed(Outbox outbox, Session next) {}

    Outbox plus(Item text) {
        return plus(items.size(), text);
    }

    /** The offer goes before all that is to be sealed in its session. */
    Outbox plusOffer(Item offer) {
        return plus(sealed(items), offer);
    }

    private Outbox plus(int at, Item item) {
        List<Item> next = new ArrayList<>(items);
        next.add(at, item);
        return new Outbox(List.copyOf(next), perhapsSent);
    }

    /** @return the same without the first one, if that is it, which the relay has now, or never takes */
    Outbox without(Item sent) {
        return items.isEmpty() || !items.get(0).id().equals(sent.id())
                ? this
                : new Outbox(items.stream().skip(1).toList(), Math.max(0, perhapsSent - 1));
    }

    boolean isSealed() {
        return sealed(items) == items.size();
    }

    /** Seals what is not sealed yet. */
    Sealed seal(String level, Session session) {
        List<Item> sealed = new ArrayList<>();
        Session next = session;
        for (Item item : items) {
            if (item.content() == null && item.text() != null) {
                Session.Sealed step = next.seal(Utf8.encode(item.text()));
                next = step.next();
                RawJson body = RawJson.of(SealedMessage.of(step.envelope()));
                sealed.add(new Item(item.id(), item.text(), new Content(level, Content.MESSAGE, body)));
            } else {
                sealed.add(item);
            }
        }
        return new Sealed(new Outbox(List.copyOf(sealed), perhapsSent), next);
    }

    /** @return the same, where the first one may be at the relay */
    Outbox sending() {
        return new Outbox(items, Math.max(1, perhapsSent));
    }

    /**
     * Takes back what was sealed in a session that is over, but not what may be at the relay already: that goes first
     * and as it is, because sealed anew it would be another message.
     *
     * @return the texts that are left wait to be sealed, under new ids; offers that are left are gone
     */
    Outbox unsealed(SecureRandom random) {
        Stream<Item> first = items.stream().limit(perhapsSent);
        Stream<Item> then = items.stream()
                .skip(perhapsSent)
                .flatMap(item -> Stream.ofNullable(item.text()))
                .map(text -> Item.ofText(text, random));
        return new Outbox(Stream.concat(first, then).toList(), perhapsSent);
    }

    /** The sessions are gone in which it was sealed: all texts wait for another one, whatever may be at the relay. */
    Outbox unsealedAll(SecureRandom random) {
        return new Outbox(items, 0).unsealed(random);
    }

    /** @return the next message, if it can be sent */
    Optional<Item> next() {
        return items.stream().findFirst().filter(item -> item.content() != null);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    int texts() {
        return (int) items.stream().filter(item -> item.text() != null).count();
    }
}

package encryptedchat.client.conversation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.crypto.level.Session;
import encryptedchat.wire.RandomId;
import encryptedchat.wire.RawJson;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.v1.Mail.Content;
import encryptedchat.wire.v1.SealedMessage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be accepted by the relay, in the order in which it was typed.
 *
 * <p>A text gets its id and is sealed once, before it is sent for the first time, and is then sent unchanged until the
 * relay has it. So however often it is sent, it is one message.
 *
 * @param perhapsSent the ids of what may be at the relay already
 */
record Outbox(List<Item> items, Set<String> perhapsSent) {
    static final Outbox EMPTY = new Outbox(List.of(), Set.of());

    /** @param items as they were kept: any that is sealed may have been sent since */
    static Outbox kept(List<Item> items) {
        return new Outbox(
                items,
                items.stream()
                        .filter(item -> item.content() != null)
                        .map(Item::id)
                        .collect(Collectors.toUnmodifiableSet()));
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
            return new Item(newId(random), text, null);
        }

        static Item ofOffer(Content offer, SecureRandom random) {
            return new Item(newId(random), null, offer);
        }

        @Override
        public String toString() {
            return "Item[" + id + ", not shown]";
        }
    }

    /** @return a {@link RandomId} */
    static String newId(SecureRandom random) {
        byte[] id = new byte[RandomId.BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** What came of sealing: the outbox, and the session to go on with. */
    record Sealed(Outbox outbox, Session next) {}

    Outbox plus(Item text) {
        return new Outbox(Stream.concat(items.stream(), Stream.of(text)).toList(), perhapsSent);
    }

    /** The offer goes before all that is to be sealed in its session. */
    Outbox plusOffer(Item offer) {
        List<Item> next = new ArrayList<>(items);
        int at = 0;
        while (at < next.size() && next.get(at).content() != null) {
            at++;
        }
        next.add(at, offer);
        return new Outbox(List.copyOf(next), perhapsSent);
    }

    Outbox without(String id) {
        return new Outbox(items.stream().filter(item -> !item.id().equals(id)).toList(), perhapsSent);
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

    /** @return the same, where this one may be at the relay */
    Outbox sending(String id) {
        Set<String> sent = new HashSet<>(perhapsSent);
        sent.retainAll(items.stream().map(Item::id).toList());
        sent.add(id);
        return new Outbox(items, sent);
    }

    /**
     * Takes back what was sealed in a session that is over, but not what may be at the relay already: that goes first
     * and as it is, because sealed anew it would be another message.
     *
     * @return the texts that are left wait to be sealed, under new ids; offers that are left are gone
     */
    Outbox unsealed(SecureRandom random) {
        Stream<Item> first = items.stream().filter(item -> perhapsSent.contains(item.id()));
        Stream<Item> then = items.stream()
                .filter(item -> !perhapsSent.contains(item.id()))
                .flatMap(item -> Stream.ofNullable(item.text()))
                .map(text -> Item.ofText(text, random));
        return new Outbox(Stream.concat(first, then).toList(), perhapsSent);
    }

    /** The sessions are gone in which it was sealed: all texts wait for another one, whatever may be at the relay. */
    Outbox unsealedAll(SecureRandom random) {
        return new Outbox(items, Set.of()).unsealed(random);
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

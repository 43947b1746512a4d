package encryptedchat.client.conversation;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import encryptedchat.client.conversation.Outbox.Item;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.crypto.level.Party;
import encryptedchat.wire.WireFormatException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that one conversation must not forget, at one moment. What is on the disk is the JSON of this record.
 *
 * @param shown the ids of messages that were shown, and may come again as long as the relay does not know that
 */
record ConversationState(
        Peer peer,
        Outbox outbox,
        @JsonDeserialize(as = LinkedHashSet.class) Set<String> shown) {
    static ConversationState begin(String peer) {
        return new ConversationState(Peer.unknown(peer), Outbox.EMPTY, Set.of());
    }

    ConversationState withPeer(UnaryOperator<Peer> step) {
        return new ConversationState(step.apply(peer), outbox, shown);
    }

    ConversationState withOutbox(UnaryOperator<Outbox> step) {
        return new ConversationState(peer, step.apply(outbox), shown);
    }

    ConversationState shown(String id) {
        Set<String> next = new LinkedHashSet<>(shown);
        next.add(id);
        return new ConversationState(peer, outbox, next);
    }

    ConversationState acknowledged(Collection<String> ids) {
        Set<String> next = new LinkedHashSet<>(shown);
        ids.forEach(next::remove);
        return new ConversationState(peer, outbox, next);
    }

    boolean awaitsDecision() {
        return peer.identity().awaitsDecision();
    }

    /** @return the next message, if it is sealed and the person need not decide first who the peer is */
    Optional<Item> toSend() {
        return awaitsDecision() ? Optional.empty() : outbox.next();
    }

    /** Seals what is typed and not sealed yet, if there are keys of this level. */
    ConversationState seal(Party me, String level) {
        Optional<Kept> current = peer.current(level);
        if (current.isEmpty() || outbox.isSealed()) {
            return this;
        }
        try {
            Outbox.Sealed sealed = outbox.seal(level, current.get().session(me));
            return new ConversationState(peer.with(current.get().with(sealed.next())), sealed.outbox(), shown);
        } catch (WireFormatException seenWhenItWasRead) {
            throw new IllegalStateException(seenWhenItWasRead);
        }
    }
}

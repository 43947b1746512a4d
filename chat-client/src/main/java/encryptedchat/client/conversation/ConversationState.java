package encryptedchat.client.conversation;

import encryptedchat.client.conversation.Peer.Kept;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that one conversation must not forget, at one moment: what belongs to the peer, and what belongs to the
 * conversation itself.
 *
 * @param members everybody in it but oneself
 * @param shown the ids of messages that were shown, and may come again as long as the relay does not know that
 */
record ConversationState(Peer peer, List<String> members, Outbox outbox, Set<String> shown) {
    static ConversationState begin(String peer) {
        return new ConversationState(Peer.unknown(peer), List.of(peer), Outbox.EMPTY, Set.of());
    }

    ConversationState withPeer(UnaryOperator<Peer> step) {
        return new ConversationState(step.apply(peer), members, outbox, shown);
    }

    ConversationState withOutbox(UnaryOperator<Outbox> step) {
        return new ConversationState(peer, members, step.apply(outbox), shown);
    }

    ConversationState shown(String id) {
        Set<String> next = new LinkedHashSet<>(shown);
        next.add(id);
        return new ConversationState(peer, members, outbox, next);
    }

    ConversationState acknowledged(Collection<String> ids) {
        Set<String> next = new LinkedHashSet<>(shown);
        ids.forEach(next::remove);
        return new ConversationState(peer, members, outbox, next);
    }

    /** Seals what is typed and not sealed yet, if there are keys of this level. */
    ConversationState seal(String level) {
        Optional<Kept> current = peer.current(level);
        if (current.isEmpty()) {
            return this;
        }
        Outbox.Sealed sealed = outbox.seal(level, current.get().session());
        return new ConversationState(peer.with(current.get().with(sealed.next())), members, sealed.outbox(), shown);
    }
}

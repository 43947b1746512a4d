package encryptedchat.client.conversation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.client.conversation.Peer.Kept;
import encryptedchat.client.home.StateFiles;
import encryptedchat.client.level.Levels;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.level.Level;
import encryptedchat.crypto.level.Party;
import encryptedchat.crypto.level.SessionId;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a conversation as one file of JSON, so that what is on the disk is always of one moment. */
final class StateJson {
    private StateJson() {}

    /** @throws ChatException if the file is there but cannot be used; it is left as it is */
    static ConversationState read(StateFiles files, String fileName, String peer, Party me)
            throws IOException, ChatException {
        Optional<byte[]> content = files.read(fileName);
        if (content.isEmpty()) {
            return ConversationState.begin(peer);
        }
        try {
            return Json.read(content.get(), File.class).decode(me);
        } catch (WireFormatException | RejectedException notOurs) {
            throw new ChatException("The file " + files.path(fileName) + " cannot be used (" + notOurs.getMessage()
                    + ") Move it away to start over with " + peer + ".");
        }
    }

    static byte[] write(ConversationState state) {
        return Json.write(File.of(state));
    }

    /** @param members everybody in the conversation but oneself */
    record File(OfPeer peer, List<String> members, List<Outbox.Item> outbox, List<String> shown) {

        static File of(ConversationState state) {
            return new File(
                    OfPeer.of(state.peer()), state.members(), state.outbox().items(), List.copyOf(state.shown()));
        }

        ConversationState decode(Party me) throws WireFormatException, RejectedException {
            return new ConversationState(peer.decode(me), members, Outbox.kept(outbox), new LinkedHashSet<>(shown));
        }

        @Override
        public String toString() {
            return "File[not shown]";
        }
    }

    /** Identity keys are Base64. */
    record OfPeer(
            String name,
            @JsonSetter(nulls = Nulls.SET) @Nullable String pinnedIdentityKey,
            PinnedIdentity.Comparison comparison,
            @JsonSetter(nulls = Nulls.SET) @Nullable String changedIdentityKey,
            @JsonSetter(nulls = Nulls.SET) @Nullable String rejectedIdentityKey,
            Map<String, Long> newestOffers,
            List<OfSession> sessions) {

        static OfPeer of(Peer peer) {
            PinnedIdentity identity = peer.identity();
            Map<String, Long> offers = new LinkedHashMap<>();
            peer.newestOffers().forEach((key, time) -> offers.put(Base64Text.encode(key.toBytes()), time));
            return new OfPeer(
                    peer.name(),
                    encode(identity.pinned()),
                    identity.comparison(),
                    encode(identity.changed()),
                    encode(identity.rejected()),
                    offers,
                    peer.sessions().stream().map(OfSession::of).toList());
        }

        Peer decode(Party me) throws WireFormatException, RejectedException {
            List<Kept> kept = new ArrayList<>();
            for (OfSession session : sessions) {
                kept.add(session.decode(me));
            }
            Map<IdentityKey, Long> offers = new LinkedHashMap<>();
            for (Map.Entry<String, Long> offer : newestOffers.entrySet()) {
                offers.put(IdentityKey.of(Base64Text.decode("newest_offers", offer.getKey())), offer.getValue());
            }
            PinnedIdentity identity = new PinnedIdentity(
                    decode(pinnedIdentityKey), comparison, decode(changedIdentityKey), decode(rejectedIdentityKey));
            return new Peer(name, identity, List.copyOf(kept), offers).withoutOld(me.now());
        }

        private static @Nullable String encode(@Nullable IdentityKey key) {
            return key == null ? null : Base64Text.encode(key.toBytes());
        }

        private static @Nullable IdentityKey decode(@Nullable String key)
                throws WireFormatException, RejectedException {
            return key == null ? null : IdentityKey.of(Base64Text.decode("identity key", key));
        }
    }

    /** @param exported Base64 of what the level's storage makes of a session */
    record OfSession(String id, String level, String exported, long replacedAt) {

        static OfSession of(Kept kept) {
            Level level = Levels.find(kept.level()).orElseThrow();
            byte[] exported = level.storage().export(kept.session()).exposeBytes();
            return new OfSession(kept.id().hex(), kept.level(), Base64Text.encode(exported), kept.replacedAt());
        }

        Kept decode(Party me) throws WireFormatException {
            Level known = Levels.find(level)
                    .orElseThrow(
                            () -> new WireFormatException("It holds a session of a level that is not known here."));
            SecretBytes bytes = SecretBytes.copyOf(Base64Text.decode("exported", exported));
            return new Kept(new SessionId(id), level, known.storage().resume(me, bytes), replacedAt);
        }

        @Override
        public String toString() {
            return "OfSession[" + id + ", not shown]";
        }
    }
}

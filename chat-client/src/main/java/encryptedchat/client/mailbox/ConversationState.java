package encryptedchat.client.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.client.Home;
import encryptedchat.client.StateFiles;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.level.Steps;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.SessionId;
import encryptedchat.wire.v1.Mail;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one conversation must not forget: the peer's key, the sessions, what is not sent yet, what was shown. It is
 * kept in one file, so that what is on the disk is always of one moment.
 */
final class ConversationState {
    /**
     * The session in use, and those before it, for what was on its way when they changed. Two would do if every offer
     * were taken before the next one is made.
     */
    private static final int SESSIONS_KEPT = 8;

    private final StateFiles files;
    private final String fileName;

    private Pin pin;
    private final Map<IdentityKey, Long> newestOffers;
    private final List<AuthenticatedSession> sessions;
    private final Outbox outbox;
    private final Set<String> shown;
    private boolean changed;

    private ConversationState(
            StateFiles files,
            String fileName,
            Pin pin,
            Map<IdentityKey, Long> newestOffers,
            List<AuthenticatedSession> sessions,
            Outbox outbox,
            Set<String> shown) {
        this.files = files;
        this.fileName = fileName;
        this.pin = pin;
        this.newestOffers = newestOffers;
        this.sessions = sessions;
        this.outbox = outbox;
        this.shown = shown;
    }

    /** @throws IOException if the file is there but cannot be used; it is left as it is */
    static ConversationState load(
            Home home, StateFiles files, String peer, SecureRandom random, InstantSource clock, Steps steps)
            throws IOException {
        String fileName = "conversation-with-" + peer;
        Optional<byte[]> content = files.read(fileName);
        if (content.isEmpty()) {
            return new ConversationState(
                    files,
                    fileName,
                    Pin.NONE,
                    new LinkedHashMap<>(),
                    new ArrayList<>(),
                    new Outbox(List.of(), random),
                    new LinkedHashSet<>());
        }
        try {
            File file = Json.read(content.get(), File.class);
            List<AuthenticatedSession> sessions = new ArrayList<>();
            for (String exported : file.sessions()) {
                byte[] bytes = Base64Text.decode("sessions", exported);
                sessions.add(AuthenticatedSession.resume(SecretBytes.copyOf(bytes), random, clock, steps));
            }
            return new ConversationState(
                    files,
                    fileName,
                    file.pin(),
                    file.offersByKey(),
                    sessions,
                    new Outbox(file.outbox(), random),
                    new LinkedHashSet<>(file.shown()));
        } catch (WireFormatException | RejectedException notOurs) {
            throw new IOException("The file " + home.path(fileName) + " is not of this program (" + notOurs.getMessage()
                    + ") Move it away to begin anew with " + peer + ".");
        }
    }

    /** When it returns, all of this is on the disk. */
    void save() throws IOException {
        List<String> exported = sessions.stream()
                .map(session -> Base64Text.encode(session.export().exposeBytes()))
                .toList();
        files.write(fileName, Json.write(File.of(pin, newestOffers, exported, outbox.items(), List.copyOf(shown))));
        changed = false;
    }

    /** Something is to be saved before anything else is sent. */
    void changed() {
        changed = true;
    }

    void saveIfChanged() throws IOException {
        if (changed) {
            save();
        }
    }

    Pin pin() {
        return pin;
    }

    void pin(Pin next) {
        pin = next;
        changed();
    }

    /**
     * Each identity has its own, so that an old offer of one that comes back is no new one.
     *
     * @return the time of the last offer that was made to, or taken from, this identity, in Unix seconds, or 0
     */
    long newestOffer(IdentityKey peersKey) {
        return newestOffers.getOrDefault(peersKey, 0L);
    }

    Optional<AuthenticatedSession> session() {
        return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.get(sessions.size() - 1));
    }

    Optional<AuthenticatedSession> session(SessionId id) {
        return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    /**
     * From now on texts are sealed in this session.
     *
     * @param peersKey the identity that it was agreed on with
     * @param time of the offer, in Unix seconds
     * @param offer to send, if this side made it
     */
    void begin(AuthenticatedSession session, IdentityKey peersKey, long time, Optional<Mail.Content> offer) {
        sessions.add(session);
        if (sessions.size() > SESSIONS_KEPT) {
            sessions.remove(0);
        }
        newestOffers.put(peersKey, time);
        outbox.begin(session, offer);
        changed();
    }

    /** The peer is somebody else now: nothing that was agreed on with the one before holds any longer. */
    void forgetSessions() {
        sessions.clear();
        outbox.unseal();
        changed();
    }

    Outbox outbox() {
        return outbox;
    }

    /** @return the ids of messages that were shown, and may come again as long as the relay does not know that */
    Set<String> shown() {
        return shown;
    }

    private record File(
            @JsonProperty("pinned_identity_key") @JsonSetter(nulls = Nulls.SET) @Nullable
            String pinned,

            @JsonProperty(value = "comparison", required = true)
            Pin.Comparison comparison,

            @JsonProperty("changed_identity_key") @JsonSetter(nulls = Nulls.SET) @Nullable
            String changed,

            @JsonProperty("rejected_identity_key") @JsonSetter(nulls = Nulls.SET) @Nullable
            String rejected,

            @JsonProperty(value = "newest_offers", required = true) @JsonSetter(contentNulls = Nulls.FAIL)
            Map<String, Long> newestOffers,

            @JsonProperty(value = "sessions", required = true)
            List<String> sessions,

            @JsonProperty(value = "outbox", required = true) List<Outbox.Item> outbox,

            @JsonProperty(value = "shown", required = true) List<String> shown) {

        static File of(
                Pin pin,
                Map<IdentityKey, Long> newestOffers,
                List<String> sessions,
                List<Outbox.Item> outbox,
                List<String> shown) {
            Map<String, Long> offers = new LinkedHashMap<>();
            newestOffers.forEach((key, time) -> offers.put(Base64Text.encode(key.toBytes()), time));
            return new File(
                    encode(pin.pinned()),
                    pin.comparison(),
                    encode(pin.changed()),
                    encode(pin.rejected()),
                    offers,
                    sessions,
                    outbox,
                    shown);
        }

        Map<IdentityKey, Long> offersByKey() throws WireFormatException, RejectedException {
            Map<IdentityKey, Long> offers = new LinkedHashMap<>();
            for (Map.Entry<String, Long> offer : newestOffers.entrySet()) {
                offers.put(IdentityKey.of(Base64Text.decode("newest_offers", offer.getKey())), offer.getValue());
            }
            return offers;
        }

        Pin pin() throws WireFormatException, RejectedException {
            return new Pin(decode(pinned), comparison, decode(changed), decode(rejected));
        }

        private static @Nullable String encode(@Nullable IdentityKey key) {
            return key == null ? null : Base64Text.encode(key.toBytes());
        }

        private static @Nullable IdentityKey decode(@Nullable String key)
                throws WireFormatException, RejectedException {
            return key == null ? null : IdentityKey.of(Base64Text.decode("identity key", key));
        }

        @Override
        public String toString() {
            return "File[not shown]";
        }
    }
}

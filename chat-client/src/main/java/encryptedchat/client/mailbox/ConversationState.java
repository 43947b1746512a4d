package encryptedchat.client.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import encryptedchat.client.Home;
import encryptedchat.client.StateFiles;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.level.AuthenticatedSession;
import encryptedchat.crypto.primitive.SecretBytes;
import encryptedchat.wire.Base64Text;
import encryptedchat.wire.Json;
import encryptedchat.wire.WireFormatException;
import encryptedchat.wire.authenticated.SessionId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one conversation must not forget: the peer's key, the sessions, what is not sent yet, what was shown. It is
 * kept in one file, so that what is on the disk is always of one moment.
 */
final class ConversationState {
    /** The session in use, and the one before it, for what was on its way when they changed. */
    private static final int SESSIONS_KEPT = 2;

    private final StateFiles files;
    private final String fileName;

    private Pin pin;
    private long newestOffer;
    private final List<AuthenticatedSession> sessions;
    private final Outbox outbox;
    private final Set<String> shown;

    private ConversationState(
            StateFiles files,
            String fileName,
            Pin pin,
            long newestOffer,
            List<AuthenticatedSession> sessions,
            Outbox outbox,
            Set<String> shown) {
        this.files = files;
        this.fileName = fileName;
        this.pin = pin;
        this.newestOffer = newestOffer;
        this.sessions = sessions;
        this.outbox = outbox;
        this.shown = shown;
    }

    /** @throws IOException if the file is there but cannot be used; it is left as it is */
    static ConversationState load(Home home, StateFiles files, String peer, SecureRandom random, InstantSource clock)
            throws IOException {
        String fileName = "conversation-with-" + peer;
        Optional<byte[]> content = files.read(fileName);
        if (content.isEmpty()) {
            return new ConversationState(
                    files,
                    fileName,
                    Pin.NONE,
                    0,
                    new ArrayList<>(),
                    new Outbox(List.of(), random),
                    new LinkedHashSet<>());
        }
        try {
            File file = Json.read(content.get(), File.class);
            List<AuthenticatedSession> sessions = new ArrayList<>();
            for (String exported : file.sessions()) {
                byte[] bytes = Base64Text.decode("sessions", exported);
                sessions.add(AuthenticatedSession.resume(SecretBytes.copyOf(bytes), random, clock));
            }
            return new ConversationState(
                    files,
                    fileName,
                    file.pin(),
                    file.newestOffer(),
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
        files.write(fileName, Json.write(File.of(pin, newestOffer, exported, outbox.items(), List.copyOf(shown))));
    }

    Pin pin() {
        return pin;
    }

    void pin(Pin changed) {
        pin = changed;
    }

    /** @return the time of the last offer that was made or taken, in Unix seconds, or 0 */
    long newestOffer() {
        return newestOffer;
    }

    Optional<AuthenticatedSession> session() {
        return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.get(sessions.size() - 1));
    }

    Optional<AuthenticatedSession> session(SessionId id) {
        return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    /** From now on texts are sealed in this session. */
    void begin(AuthenticatedSession session, long offered) {
        sessions.add(session);
        if (sessions.size() > SESSIONS_KEPT) {
            sessions.remove(0);
        }
        newestOffer = offered;
        outbox.sealAgain(session);
    }

    /** The peer is somebody else now: nothing that was agreed on with the one before holds any longer. */
    void forgetSessions() {
        sessions.clear();
        outbox.unseal();
        newestOffer = 0;
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

            @JsonProperty(value = "compared", required = true)
            boolean compared,

            @JsonProperty("changed_identity_key") @JsonSetter(nulls = Nulls.SET) @Nullable
            String changed,

            @JsonProperty("rejected_identity_key") @JsonSetter(nulls = Nulls.SET) @Nullable
            String rejected,

            @JsonProperty(value = "newest_offer", required = true)
            long newestOffer,

            @JsonProperty(value = "sessions", required = true)
            List<String> sessions,

            @JsonProperty(value = "outbox", required = true) List<Outbox.Item> outbox,

            @JsonProperty(value = "shown", required = true) List<String> shown) {

        static File of(Pin pin, long newestOffer, List<String> sessions, List<Outbox.Item> outbox, List<String> shown) {
            return new File(
                    encode(pin.pinned()),
                    pin.compared(),
                    encode(pin.changed()),
                    encode(pin.rejected()),
                    newestOffer,
                    sessions,
                    outbox,
                    shown);
        }

        Pin pin() throws WireFormatException, RejectedException {
            return new Pin(decode(pinned), compared, decode(changed), decode(rejected));
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

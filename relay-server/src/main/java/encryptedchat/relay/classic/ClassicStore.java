package encryptedchat.relay.classic;

import encryptedchat.wire.classic.ClassicWire.EncryptedMasterSecret;
import encryptedchat.wire.classic.ClassicWire.Message;
import encryptedchat.wire.classic.ClassicWire.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the relay holds at level classic, in memory: one public key, one encrypted master secret, two mailboxes.
 *
 * <p>Every method takes the one lock, so that storing and taking out are each one step. The original copies a mailbox
 * and then clears it in a second step; a message that arrives in between is accepted and lost.
 */
final class ClassicStore {
    /** A mailbox takes no more when its messages would have this many characters as JSON: 16 MiB. */
    static final int MAX_MAILBOX_CHARACTERS = 16 * 1024 * 1024;

    /** Field names, quotes and braces of one message, in characters, rounded up. */
    private static final int JSON_AROUND_A_MESSAGE = 80;

    private @Nullable PublicKey bobsPublicKey;
    private @Nullable EncryptedMasterSecret masterSecret;
    private final Map<String, Mailbox> mailboxes = new HashMap<>();

    synchronized void putPublicKey(PublicKey key) {
        bobsPublicKey = key;
    }

    synchronized Optional<PublicKey> publicKey() {
        return Optional.ofNullable(bobsPublicKey);
    }

    /** A new secret replaces one that was not fetched, as in the original. */
    synchronized void putMasterSecret(EncryptedMasterSecret secret) {
        masterSecret = secret;
    }

    synchronized Optional<EncryptedMasterSecret> takeMasterSecret() {
        EncryptedMasterSecret taken = masterSecret;
        masterSecret = null;
        return Optional.ofNullable(taken);
    }

    /** @return false if the mailbox is full; then nothing was stored */
    synchronized boolean putMessage(String recipient, Message message) {
        return mailboxes.computeIfAbsent(recipient, name -> new Mailbox()).put(message);
    }

    /** @return all that waits, in the order of arrival; the mailbox is empty afterwards */
    synchronized List<Message> takeMessages(String recipient) {
        Mailbox taken = mailboxes.remove(recipient);
        return taken == null ? List.of() : taken.messages;
    }

    private static final class Mailbox {
        private final List<Message> messages = new ArrayList<>();
        private int characters;

        boolean put(Message message) {
            int added = JSON_AROUND_A_MESSAGE
                    + message.ciphertext().length()
                    + message.nonce().length()
                    + message.tag().length()
                    + (message.associatedData() == null
                            ? 0
                            : message.associatedData().length());
            if (characters + added > MAX_MAILBOX_CHARACTERS) {
                return false;
            }
            characters += added;
            return messages.add(message);
        }
    }
}

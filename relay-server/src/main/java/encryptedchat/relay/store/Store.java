package encryptedchat.relay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the relay must not forget: who has which name, who is logged in, and the mailboxes.
 *
 * <p>Every change is a future that completes when the change is on the disk, and not before: whoever was told that a
 * message is stored can rely on it through {@code kill -9} and a power cut. A future fails with
 * {@link StoreFullException} when the disk has no room; then nothing of that change is stored. Questions are answered
 * at once, and see every change whose future has completed.
 *
 * <p>Several relays may share one store if it is on a database server.
 */
public interface Store extends AutoCloseable {
    /** What became of a request to have a name. */
    enum Registered {
        NEW,
        BEFORE,
        NAME_TAKEN
    }

    /** What became of a message. */
    enum Put {
        NEW,
        /** The same message was stored under this id before; it may be acknowledged by now. */
        BEFORE,
        /** Another message has this id. */
        ID_TAKEN,
        MAILBOX_FULL
    }

    /** A token's owner and end. */
    record Login(String name, Instant expiresAt) {}

    /**
     * One message in a mailbox.
     *
     * @param content JSON in UTF-8
     */
    record Stored(String sender, String id, Instant storedAt, String content) {}

    /** How many messages of one sender wait in a mailbox. */
    record Count(String sender, int messages) {}

    /** First come, first served: the name belongs to this identity key from now on, unless it belongs to another. */
    CompletableFuture<Registered> register(String name, byte[] identityKey);

    Optional<byte[]> identityKey(String name);

    /** Takes the identity key, the exchange keys, the tokens and the mailbox of this name away. */
    CompletableFuture<Boolean> release(String name);

    /** @param json the exchange key as its owner sent it; it replaces the one before */
    CompletableFuture<Void> putExchangeKey(String name, String level, String json);

    Optional<String> exchangeKey(String name, String level);

    CompletableFuture<Void> putChallenge(byte[] challenge, String name, Instant expiresAt);

    /** @return whether this challenge was made for this name and is good at this moment; it is gone afterwards */
    CompletableFuture<Boolean> takeChallenge(byte[] challenge, String name, Instant now);

    /** @param tokenHash what is kept of a token, so that nobody who reads the disk can use it */
    CompletableFuture<Void> putToken(byte[] tokenHash, String name, Instant expiresAt);

    /** @return the login of this token, also if it has expired and has not been removed yet */
    Optional<Login> login(byte[] tokenHash);

    /** Stores a message once, however often it is put under the same id by the same sender. */
    CompletableFuture<Put> putMessage(String recipient, String sender, String id, String content, Instant now);

    /**
     * @param from only messages of this sender, if one is named
     * @param limit the most messages
     * @return what waits, oldest first: at least one message if any waits, and not many megabytes at once
     */
    List<Stored> messages(String recipient, Optional<String> from, int limit);

    List<Count> counts(String recipient);

    /**
     * These messages need not wait any longer. Their ids stay known, so that none is stored again.
     *
     * @param from only messages of this sender, if one is named: two senders may have drawn the same id
     * @return how many of them had been waiting
     */
    CompletableFuture<Integer> acknowledge(String recipient, Optional<String> from, List<String> ids);

    /** Removes logins and challenges that ended before {@code now}, and messages and ids from before {@code oldest}. */
    CompletableFuture<Void> purge(Instant now, Instant oldest);

    /** @throws RuntimeException if the store cannot be read */
    void check();

    /** Finishes what was begun, and takes no more changes. */
    @Override
    void close();
}

package encryptedchat.client.mailbox;

import encryptedchat.client.Console.Input;
import encryptedchat.client.RelayException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.authenticated.ExchangeKey;
import encryptedchat.wire.v1.Mail.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What can happen in a conversation. All of it is handled one by one, in one thread. */
sealed interface Event {
    /** The person, or the script, has entered a line or left. */
    record Entered(Input input) implements Event {}

    /** The relay has been asked who the peer is; nothing if nobody has the name, or no key is published. */
    record PeerFound(Optional<IdentityKey> identityKey, Optional<ExchangeKey> exchangeKey) implements Event {}

    /** The relay did not know us, or no longer; what waited there is lost then. */
    record Registered() implements Event {}

    /**
     * Messages have come.
     *
     * @param done completed with the ids of those that the relay need not keep any longer
     */
    record Arrived(List<Waiting> messages, CompletableFuture<List<String>> done) implements Event {}

    /** The relay has forgotten these messages, so they cannot come again. */
    record Acknowledged(List<String> ids) implements Event {}

    /** The relay has stored this message of ours. */
    record Accepted(String id) implements Event {}

    /** The relay shows this key for the peer's name. */
    record IdentitySeen(IdentityKey identityKey) implements Event {}

    /** This message of ours was not sent, because the peer shows another identity key. */
    record Held() implements Event {}

    /** The relay will never take this message of ours. */
    record Refused(String id, RelayException why) implements Event {}

    /** The relay cannot be reached, or has no room at the moment. */
    record Away(RelayThread source, RelayException why) implements Event {}

    /** The relay has answered. */
    record Back(RelayThread source) implements Event {}

    /** The conversation cannot go on. */
    record Failed(RelayException why) implements Event {}
}

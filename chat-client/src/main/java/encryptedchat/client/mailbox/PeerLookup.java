package encryptedchat.client.mailbox;

import encryptedchat.client.MailboxRelay;
import encryptedchat.client.RelayException;
import encryptedchat.client.RelayException.Kind;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.wire.authenticated.ExchangeKey;
import java.util.Optional;

/** Asks the relay's directory who the peer is. What it says is the relay's word, and nothing more. */
final class PeerLookup {
    private final MailboxRelay relay;
    private final String peer;

    PeerLookup(MailboxRelay relay, String peer) {
        this.relay = relay;
        this.peer = peer;
    }

    /** @return nothing if nobody has the name, or what stands there is no key */
    Optional<IdentityKey> identityKey() throws RelayException {
        try {
            return Optional.of(IdentityKey.of(relay.identityKey(peer)));
        } catch (RelayException failure) {
            return nothingThere(failure);
        } catch (RejectedException notAKey) {
            return Optional.empty();
        }
    }

    /** @return nothing if none is published */
    Optional<ExchangeKey> exchangeKey() throws RelayException {
        try {
            return Optional.of(relay.exchangeKey(peer));
        } catch (RelayException failure) {
            return nothingThere(failure);
        }
    }

    private static <T> Optional<T> nothingThere(RelayException failure) throws RelayException {
        if (failure.kind() == Kind.NOTHING_THERE) {
            return Optional.empty();
        }
        throw failure;
    }
}

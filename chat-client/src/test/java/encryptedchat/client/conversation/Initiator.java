package encryptedchat.client.conversation;

import encryptedchat.client.relay.RelayException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import java.util.Optional;

/** Who begins, as short as it can be. */
final class Initiator implements Handshake {
    private final PeerLink link;
    private volatile boolean renewing;

    Initiator(PeerLink link) {
        this.link = link;
    }

    @Override
    public boolean isWaiting() {
        return renewing || !link.hasSession();
    }

    @Override
    public void proceed() throws RelayException, InterruptedException {
        Optional<Person> peer = isWaiting() ? link.fetchPinned() : Optional.empty();
        if (peer.isPresent()) {
            Optional<PublishedPrekeys> prekeys = link.fetchPrekeys();
            if (prekeys.isPresent()) {
                link.inOnePiece(() -> offer(peer.get(), prekeys.get()));
            }
        }
    }

    private boolean offer(Person peer, PublishedPrekeys theirs) {
        try {
            Begun begun = link.level().begin(link.me(), peer, theirs, link.timeOfNextOffer(peer));
            link.keep(peer, begun);
            link.sendOffer(begun.offer());
            renewing = false;
            return true;
        } catch (RejectedException refused) {
            return link.refused(theirs, refused);
        }
    }

    @Override
    public void relayHasForgotten() {
        renewing = true;
    }

    @Override
    public void take(RawJson offer) throws RejectedException {
        throw new RejectedException(Reason.NOT_OURS, "this side makes the offers");
    }

    @Override
    public void renew() {
        renewing = true;
    }
}

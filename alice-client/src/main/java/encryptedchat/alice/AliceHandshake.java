package encryptedchat.alice;

import encryptedchat.client.conversation.Handshake;
import encryptedchat.client.conversation.PeerLink;
import encryptedchat.client.relay.RelayException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.RejectedException.Reason;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level.Begun;
import encryptedchat.wire.PublishedPrekeys;
import encryptedchat.wire.RawJson;
import java.util.Optional;

/** Alice begins: what she does to agree on keys with Bob, at every level from 2 up. */
final class AliceHandshake implements Handshake {
    private final PeerLink link;
    private volatile boolean renewing;

    AliceHandshake(PeerLink link) {
        this.link = link;
    }

    @Override
    public boolean isWaiting() {
        return renewing || !link.hasSession();
    }

    @Override
    public void proceed() throws RelayException, InterruptedException {
        if (!isWaiting()) {
            return;
        }
        Optional<Person> bob = link.fetchPinned();
        if (bob.isEmpty()) {
            return;
        }
        Optional<PublishedPrekeys> prekeys = link.fetchPrekeys();
        if (prekeys.isEmpty()) {
            link.inOnePiece(() -> link.say("Waiting for " + link.peer() + " to publish prekeys."));
        } else {
            link.inOnePiece(() -> offer(bob.get(), prekeys.get()));
        }
    }

    private boolean offer(Person bob, PublishedPrekeys prekeys) {
        try {
            Begun begun = link.level().begin(link.me(), bob, prekeys, link.timeOfNextOffer(bob));
            link.keep(bob, begun);
            link.sendOffer(begun.offer());
        } catch (RejectedException refused) {
            return link.refused(prekeys, refused);
        }
        renewing = false;
        return link.say("An offer of new keys is on its way to " + bob.name() + ", signed by you. Type to talk.");
    }

    /** An offer that Bob has not taken yet may have been lost. */
    @Override
    public void relayHasForgotten() {
        renewing = true;
    }

    @Override
    public void take(RawJson offer) throws RejectedException {
        throw new RejectedException(
                Reason.NOT_OURS,
                "it is an offer, and this side makes the offers: start the other side with ./chat bob");
    }

    @Override
    public void renew() {
        renewing = true;
        link.tell("New keys will be offered to " + link.peer() + " in a moment.");
    }
}

package encryptedchat.client.conversation;

import encryptedchat.client.home.PrekeyFile;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.crypto.level.Prekeys;
import encryptedchat.wire.RawJson;
import java.io.IOException;

/** Who answers, as short as it can be. */
final class Responder implements Handshake {
    private final PeerLink link;
    private final PrekeyFile prekeys;
    private boolean published;

    Responder(PeerLink link) throws IOException, ChatException {
        this.link = link;
        this.prekeys = link.openPrekeys();
    }

    Prekeys prekeys() {
        return prekeys.mine();
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public void proceed() throws RelayException {
        if (!published) {
            link.publish(link.level().publish(link.me(), prekeys.mine()));
            published = true;
        }
    }

    @Override
    public void relayHasForgotten() {
        published = false;
    }

    @Override
    public void take(RawJson offer) throws RejectedException {
        Person peer = link.level().initiator(offer);
        link.refuseUnlessPeer(peer);
        Accepted accepted = link.level().accept(link.me(), peer, prekeys.mine(), offer, link.newestOffer(peer));
        if (link.checkPin(peer)) {
            link.keep(peer, accepted);
            prekeys.replace(accepted.left());
        }
    }

    @Override
    public void renew() {}
}

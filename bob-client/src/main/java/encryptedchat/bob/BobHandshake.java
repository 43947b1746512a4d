package encryptedchat.bob;

import encryptedchat.client.conversation.Handshake;
import encryptedchat.client.conversation.PeerLink;
import encryptedchat.client.home.PrekeyFile;
import encryptedchat.client.relay.RelayException;
import encryptedchat.client.terminal.ChatException;
import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.level.Level.Accepted;
import encryptedchat.wire.RawJson;
import java.io.IOException;
import java.time.Duration;

/** Bob answers: what he does to agree on keys with Alice, at every level from 2 up. */
final class BobHandshake implements Handshake {
    private static final Duration PREKEYS_LOOKED_AT_EVERY = Duration.ofHours(1);

    private final PeerLink link;
    private final PrekeyFile prekeys;

    private boolean published;
    private long lookAtPrekeysAgain;

    BobHandshake(PeerLink link) throws IOException, ChatException {
        this.link = link;
        this.prekeys = link.openPrekeys();
    }

    /** He waits for an offer, which wakes him. */
    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public void proceed() throws RelayException, InterruptedException {
        if (published && link.me().now() < lookAtPrekeysAgain) {
            return;
        }
        int left = published ? link.oneTimePrekeysLeft() : publish();
        if (link.inOnePiece(() -> prekeys.renew(left))) {
            publish();
        }
        lookAtPrekeysAgain = link.me().now() + PREKEYS_LOOKED_AT_EVERY.toSeconds();
    }

    private int publish() throws RelayException {
        int left = link.publish(link.level().publish(link.me(), prekeys.mine()));
        published = true;
        return left;
    }

    @Override
    public void relayHasForgotten() {
        published = false;
    }

    @Override
    public void take(RawJson offer) throws RejectedException {
        Person alice = link.level().initiator(offer);
        link.refuseUnlessPeer(alice);
        Accepted accepted = link.level().accept(link.me(), alice, prekeys.mine(), offer, link.newestOffer(alice));
        if (link.checkPin(alice)) {
            link.keep(alice, accepted);
            prekeys.replace(accepted.left());
            lookAtPrekeysAgain = 0;
            link.tell("An offer has come from " + alice.name() + ", signed and for you: you share keys. Type to talk.");
        }
    }

    @Override
    public void renew() {
        link.tell("New keys are offered by " + link.peer() + ", and taken here.");
    }
}
